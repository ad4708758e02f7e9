import { z } from 'zod';
import { FAULT_CODES, type FaultCode } from '../../kernel/fault.js';
import { RUNGS } from '../../kernel/rung.js';
import type { LoginBudget } from '../domain/login-budget.js';
import {
  PICTURE_FAULTS,
  type PictureFault,
  SCORED_FAULTS,
  type ScoredFault,
} from '../domain/picture-faults.js';
import type { ProbeMemory } from '../domain/probe-memory.js';
import type { SceneReference } from '../domain/scene-reference.js';

/** Words of devices: long ones are of no use to anybody. */
export const text = z.string().max(2_000);
export const instant = z.number().int().nonnegative();
export const port = z.number().int().min(1).max(65_535);
export const id = z.string().min(1).max(100);
export const probeKind = z.enum(['heartbeat', 'frame', 'full']);
export const pictureFault = z.enum(PICTURE_FAULTS as unknown as [PictureFault, ...PictureFault[]]);

export const fault = z.object({
  code: z.enum(FAULT_CODES as [FaultCode, ...FaultCode[]]),
  detail: text,
});

export const rungEvidence = z.object({
  rung: z.enum(RUNGS),
  outcome: z.enum(['passed', 'broken', 'skipped']),
  tookMs: z.number().nonnegative().nullable(),
  fault: fault.nullable(),
  saw: z.record(z.string().max(100), z.union([text, z.number(), z.boolean(), z.null()])),
});

const ledger = z.object({
  acceptedKey: text.nullable(),
  acceptedAt: instant.nullable(),
  refusal: z
    .object({
      key: text,
      at: instant,
      as: z.enum(['login-rejected', 'login-locked']),
      until: instant.nullable(),
    })
    .nullable(),
});

const sceneReference = z.object({
  since: instant,
  count: z.number().int().nonnegative(),
  lastAt: instant,
  scene: z.string().max(65_536),
  tileRanges: z.string().max(65_536),
  blurPx: z.number().nullable(),
  blockBlurs: z.string().max(65_536).exactOptional(),
  tileMeans: z.string().max(65_536).exactOptional(),
  cb: z.number(),
  cr: z.number(),
  agreement: z.number(),
}) satisfies z.ZodType<SceneReference, unknown>;

export const streamAddress = z.object({
  port,
  path: text,
  tls: z.boolean(),
  isSecret: z.boolean(),
});

export const loginBudget = z.object({ onvif: ledger, rtsp: ledger }) satisfies z.ZodType<
  LoginBudget,
  unknown
>;

export const probeMemory = z.object({
  address: text.nullable(),
  scheme: z.enum(['none', 'wsse', 'digest']).nullable(),
  stream: streamAddress.nullable(),
  budget: loginBudget,
  lastPicture: z
    .object({ fingerprint: text, since: instant, widthPx: z.number().int().positive() })
    .nullable(),
  looks: z
    .array(z.object({ at: instant, suspects: z.array(pictureFault).readonly() }))
    .max(1_000)
    .readonly(),
  standing: z.array(pictureFault).readonly(),
  scenes: z.object({ day: sceneReference.nullable(), night: sceneReference.nullable() }),
  factsAt: instant.nullable(),
  isQuirky: z.boolean(),
  missed: z.number().int().nonnegative(),
  failedFrames: z.number().int().nonnegative(),
}) satisfies z.ZodType<ProbeMemory, unknown>;

export const probeChanges = probeMemory.partial() as z.ZodType<Partial<ProbeMemory>>;

export const pictureScores = z.object(
  Object.fromEntries(SCORED_FAULTS.map((code) => [code, z.number()])) as Record<ScoredFault, z.ZodNumber>,
);
