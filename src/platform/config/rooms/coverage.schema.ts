import { z } from 'zod';
import { FAULT_CODES } from '../../../kernel/fault.js';

export const coverageSchema = z.strictObject({
  cellM: z.number().min(1).max(50).describe('Side of a square of ground, metres.'),
  placeShare: z
    .number()
    .min(0.01)
    .max(1)
    .describe("Share of a place's points that must be seen at its detail, 0.01…1."),
  minTimeShare: z
    .number()
    .min(0)
    .max(1)
    .describe('A camera that turns counts where it looks for at least this share of time, 0…1.'),
  blindingFaults: z
    .array(z.enum(FAULT_CODES as [string, ...string[]]))
    .describe('Faults of an impaired camera with which it sees nothing.'),
  debounceMs: z
    .number()
    .int()
    .min(0)
    .max(1_000)
    .describe('How long changes are gathered before the map follows them, milliseconds.'),
  mapMemoryMb: z
    .number()
    .int()
    .min(64)
    .max(8_192)
    .describe('Memory of the thread that holds the map, beside its arrays; MB.'),
});
