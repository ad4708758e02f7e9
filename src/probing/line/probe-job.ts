import { z } from 'zod';
import type { PictureSettings } from '../app/look-at-picture.js';
import { PICTURE_FAULTS, type PictureFault } from '../domain/picture-faults.js';
import { MAX_ERRANDS, MESSAGE_VERSION } from './lines.js';
import { id, instant, port, probeKind, probeMemory, text } from './shapes.js';

const seconds = z.number().positive().nullable();
const address = z.object({ port, path: text, tls: z.boolean() });

const target = z.object({
  cameraId: id,
  villageId: id,
  programmeId: id.nullable(),
  zoneId: id,
  host: z.string().min(1).max(255),
  onvif: address.nullable(),
  rtsp: address.nullable(),
  credentialId: id.nullable(),
  credentialVersion: z.number().int().nullable(),
  cadence: z.object({ heartbeatIntervalS: seconds, frameIntervalS: seconds, factsIntervalS: seconds }),
});

const settings = z.object({
  limits: z.object(
    Object.fromEntries(PICTURE_FAULTS.map((code) => [code, z.number().nullable()])) as Record<
      PictureFault,
      z.ZodNullable<z.ZodNumber>
    >,
  ),
  policy: z.object({
    window: z.number(),
    raiseAfter: z.number(),
    clearAt: z.number(),
    raiseUrgentAfter: z.number(),
    minGapS: z.number(),
    learnHours: z.number(),
    learnPictures: z.number(),
  }),
  spot: z.object({ latitudeDeg: z.number(), longitudeDeg: z.number() }),
}) satisfies z.ZodType<PictureSettings, unknown>;

/** A shard of one zone, and a beat: who is to be looked at, how deep, and with what is known of each. */
export const probeJob = z.object({
  version: z.literal(MESSAGE_VERSION),
  zoneId: id,
  /** By the clock of whoever plans; it tells how far the prober's own is off. */
  postedAt: instant,
  /** Whoever takes it later leaves it: the next beat has come. Milliseconds after `postedAt`. */
  staysMs: z.number().int().positive(),
  /** No other prober looks after the zone: cut off, it goes on by itself. Not said: it does not. */
  isAlone: z.boolean().exactOptional(),
  errands: z
    .array(
      z.object({
        id,
        target,
        kind: probeKind,
        memory: probeMemory,
        /** Sealed with the key of the zone for this camera's credential; null where none may be sent. */
        login: z.object({ sealed: text, version: z.number().int() }).nullable(),
        settings,
        /** Somebody waits for each rung. */
        isWatched: z.boolean(),
        /** Of the memory only what the climb changed is to come back: whoever posted it understands that. */
        tellChanges: z.boolean().exactOptional(),
      }),
    )
    .min(1)
    .max(MAX_ERRANDS),
});

export type ProbeJob = z.infer<typeof probeJob>;
export type WiredErrand = ProbeJob['errands'][number];
