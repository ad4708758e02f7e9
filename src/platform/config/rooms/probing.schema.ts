import { z } from 'zod';
import { milliseconds } from '../scalars.js';

export const probingSchema = z.strictObject({
  heartbeatIntervalS: z.number().min(0.5).max(3_600),
  frameIntervalS: z.number().min(1).max(86_400),
  factsIntervalS: z.number().min(1).max(604_800),
  heartbeatConcurrency: z.number().int().min(1).max(10_000).describe('Heartbeats on the wire at once.'),
  frameConcurrency: z.number().int().min(1).max(10_000).describe('Frame samples on the wire at once.'),
  decodeWorkers: z.number().int().min(1).max(64),
  secondOpinionsPerMinute: z.number().int().min(0).max(600),
  clockOffsetLimitS: z.number().min(1).max(86_400),
  connectTimeoutMs: milliseconds,
  onvifCallTimeoutMs: milliseconds,
  onvifMaxBytes: z.number().int().min(1_024).max(16_777_216),
  rtspAnswerTimeoutMs: milliseconds,
  firstPacketTimeoutMs: milliseconds,
  keyPictureTimeoutMs: milliseconds.describe('At least twice the longest GOP.'),
  rtspMaxBytes: z.number().int().min(65_536).max(268_435_456),
  frozenAfterS: z.number().min(0).describe('Two equal pictures at least this far apart are frozen.'),
});

export const framesSchema = z.strictObject({
  keepHours: z.number().min(0).max(24).describe('How long the latest frame of a camera is kept; 0 is never.'),
  maxWidthPx: z.number().int().min(64).max(640),
  maxTotalMb: z.number().int().min(1).max(4_096).describe('Memory for all kept frames; the oldest go first.'),
});

export const liveSchema = z.strictObject({
  limitS: z.number().int().min(5).max(3_600).describe('How long one live view lasts; seconds.'),
  maxViewersPerCamera: z.number().int().min(1).max(100),
  maxViewers: z.number().int().min(0).max(1_000).describe('Of all cameras together; 0 is no live view.'),
  smallMaxWidthPx: z
    .number()
    .int()
    .min(64)
    .max(640)
    .describe('Width of a stream that is made anew for a browser.'),
  smallPicturesPerSecond: z.number().int().min(1).max(15),
});
