import { z } from 'zod';
import { FAULT_CODES } from '../../../kernel/fault.js';

const priceFen = z.number().int().min(1).max(1_000_000_000);

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
  planning: z.strictObject({
    atOnce: z.number().int().min(1).max(16).describe('Long answers that are computed at the same time.'),
    timeoutS: z.number().min(1).max(600).describe('How long one may compute, seconds.'),
    memoryMb: z.number().int().min(64).max(8_192).describe('Memory of each, beside its arrays; MB.'),
    maxOptions: z
      .number()
      .int()
      .min(100)
      .max(5_000_000)
      .describe('Sites × types × headings that are looked at in one answer.'),
    fixedFen: priceFen.describe(
      'What a 固定枪机 costs, hung and connected, where nobody says otherwise; fen.',
    ),
    domeFen: priceFen.describe('The same of a 半球.'),
    ptzFen: priceFen.describe('The same of a 球机.'),
    repairFen: priceFen.describe('What mending one camera costs, where nobody says otherwise; fen.'),
  }),
});
