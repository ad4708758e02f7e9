import { z } from 'zod';
import { milliseconds } from '../scalars.js';

export const discoverySchema = z.strictObject({
  sourcePort: z
    .number()
    .int()
    .min(0)
    .max(65_535)
    .describe('UDP port that WS-Discovery probes leave from and answers come to; 0 takes a free one.'),
  listenS: z.number().min(0.1).max(60).describe('How long answers to WS-Discovery are waited for.'),
  connectTimeoutMs: milliseconds.describe('Of one address of a range: most of them are empty.'),
  maxConnections: z.number().int().min(1).max(10_000).describe('Connections of a range search at once.'),
  maxInterviews: z.number().int().min(1).max(256).describe('Devices that are logged in to at once.'),
  maxAddresses: z
    .number()
    .int()
    .min(1)
    .max(1_048_576)
    .describe('Addresses times ports of the ranges of one search.'),
  keepDays: z
    .number()
    .int()
    .min(1)
    .max(3_650)
    .describe('How long searches, and candidates that are no camera of the register, are kept.'),
});
