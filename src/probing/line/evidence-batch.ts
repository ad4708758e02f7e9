import { z } from 'zod';
import type { History } from '../domain/judge.js';
import { MAX_ERRANDS, MESSAGE_VERSION } from './lines.js';
import {
  id,
  instant,
  loginBudget,
  pictureFault,
  pictureScores,
  probeKind,
  probeChanges,
  probeMemory,
  rungEvidence,
  streamAddress,
  text,
} from './shapes.js';

const evidence = z.object({
  cameraId: id,
  kind: probeKind,
  at: instant,
  rungs: z.array(rungEvidence).max(6).readonly(),
  clockOffsetMs: z.number().nullable(),
  picture: z
    .object({
      meanLuma: z.number(),
      lumaDeviation: z.number(),
      fingerprint: text,
      daylight: z.enum(['day', 'night', 'twilight']),
      scores: pictureScores,
      suspects: z.array(pictureFault).readonly(),
      standing: z.array(pictureFault).readonly(),
      isCheckedForFrozen: z.boolean(),
    })
    .nullable(),
});

const profile = z.object({
  token: text,
  name: text,
  encoding: text.nullable(),
  widthPx: z.number().nullable(),
  heightPx: z.number().nullable(),
});

const facts = z.object({
  vendor: text.nullable(),
  model: text.nullable(),
  firmware: text.nullable(),
  serial: text.nullable(),
  mac: text.nullable(),
});

/** The picture, small enough to be kept: as it was coded, or made small. */
const frame = z.object({
  codec: z.enum(['h264', 'h265', 'mjpeg']),
  base64: z.string().max(8_000_000),
  widthPx: z.number().int().positive(),
  isJpeg: z.boolean(),
});

const climbed = z.object({
  evidence,
  /** What is not in it is as it went out. */
  memory: probeChanges,
  facts: facts.nullable(),
  stream: z.object({ address: streamAddress, original: text, profile }).nullable(),
  profiles: z.array(profile).max(64).readonly().nullable(),
  frame: frame.nullable(),
});

/** What it takes to judge a probe that its own evidence does not say. */
const history = z.object({
  lastPicture: z.object({ fingerprint: text, since: instant }).nullable(),
  isLoginInDoubt: z.boolean(),
}) satisfies z.ZodType<History, unknown>;

const found = { errandId: id, cameraId: id };

/** What a prober found, in the order in which it found it. */
export const evidenceBatch = z.object({
  version: z.literal(MESSAGE_VERSION),
  prober: id,
  /** Tells two of one name apart; after a restart it is the same. */
  instance: id.exactOptional(),
  /** Another each time that the prober starts or comes back: what it took before, and has not told, is lost. */
  run: id.exactOptional(),
  zoneId: id,
  /** When the job of these errands was posted (by the clock of whoever planned it) and taken, and when this was sent (both by the prober's). */
  postedAt: instant,
  takenAt: instant,
  sentAt: instant,
  /** So many probes could not be kept until they were told. */
  dropped: z.number().int().positive().exactOptional(),
  items: z
    .array(
      z.discriminatedUnion('what', [
        z.object({ what: z.literal('climbed'), ...found, climb: climbed }),
        /** The climb goes on; this is never sent again, and so it comes first. */
        z.object({ what: z.literal('refused'), ...found, budget: loginBudget }),
        z.object({ what: z.literal('rung'), ...found, rung: rungEvidence }),
        /** A probe that was made while the line was cut, or that could not be told in time. */
        z.object({ what: z.literal('looked'), ...found, evidence, history }),
        /** What such probes left for the next one, the last of which was at `at`. */
        z.object({ what: z.literal('remembered'), ...found, at: instant, memory: probeMemory }),
        /** Nobody looked, and why. */
        z.object({ what: z.literal('left'), ...found, why: text }),
      ]),
    )
    .max(MAX_ERRANDS)
    .readonly(),
});

export type EvidenceBatch = z.infer<typeof evidenceBatch>;
export type Found = EvidenceBatch['items'][number];
export type WiredClimb = z.infer<typeof climbed>;
