import { z } from 'zod';
import { PICTURE_FAULTS, type PictureFault } from '../domain/picture-faults.js';

const check = z.strictObject({
  isOn: z.boolean().default(true).describe('False: this camera is not checked for it.'),
  threshold: z
    .number()
    .min(0.01)
    .max(1)
    .optional()
    .describe('Score (0…1) from which a picture looks wrong; left out, the standard one. `frozen` has none.'),
});

const checks = Object.fromEntries(PICTURE_FAULTS.map((fault) => [fault, check.optional()])) as Record<
  PictureFault,
  z.ZodOptional<typeof check>
>;

/** What is left out goes back to the standard. */
export const pictureChecksSchema = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe('Why this camera is checked otherwise, as "it looks at a white wall".'),
  checks: z.strictObject(checks).describe('What is checked otherwise than everywhere else, by fault.'),
});

export type PictureChecksRequest = z.output<typeof pictureChecksSchema>;
