import { z } from 'zod';

const score = z.number().min(0.01).max(1).describe('Score (0…1) from which a picture looks wrong.');

export const picturesSchema = z
  .strictObject({
    latitudeDeg: z.number().min(-90).max(90).describe('Where the town is: when it is day there.'),
    longitudeDeg: z.number().min(-180).max(180),
    window: z.number().int().min(1).max(20).describe('Pictures that are weighed together.'),
    raiseAfter: z.number().int().min(1).max(20).describe('Of them, so many must look wrong for a fault.'),
    clearAt: z.number().int().min(0).max(19).describe('With so many left that look wrong, it is over.'),
    raiseUrgentAfter: z.number().int().min(1).max(20).describe('The same for black and a lost signal.'),
    minGapS: z.number().min(0).max(3_600).describe('Pictures closer together count once.'),
    learnHours: z.number().min(0).max(720).describe('How long a scene is learned before it is compared.'),
    learnPictures: z.number().int().min(1).max(500).describe('And from how many pictures, at least.'),
    thresholds: z.strictObject({
      signalLost: score,
      black: score,
      covered: score,
      sceneMoved: score,
      tooDark: score,
      tooBright: score,
      blurred: score,
      noisy: score,
      striped: score,
      lowContrast: score,
      noColour: score,
      colourCast: score,
    }),
  })
  .refine(
    ({ window, raiseAfter, raiseUrgentAfter, clearAt }) =>
      Math.max(raiseAfter, raiseUrgentAfter) <= window && clearAt < raiseAfter,
    'needs clearAt below raiseAfter, and neither raiseAfter nor raiseUrgentAfter above window',
  );
