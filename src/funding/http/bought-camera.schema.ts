import { z } from 'zod';
import { reference } from '../../platform/entry-request.schema.js';
import { flag, idSchema, reason, words } from './shared.schema.js';

const MOST = 10_000;
const lineId = idSchema
  .nullable()
  .default(null)
  .describe('Which line of the purchase they are units of; any that has room where it is left out.');

export const tieSchema = z.strictObject({
  lineId,
  cameraIds: z
    .array(reference('camera'))
    .min(1)
    .max(MOST)
    .describe('Entries of the register that this purchase paid for; all are tied, or none.'),
});

const namedDevice = z
  .strictObject({
    serial: words(100).nullable().default(null).describe('序列号, as on the box.'),
    mac: z
      .string()
      .regex(/^[\da-f]{2}(?:[-:]?[\da-f]{2}){5}$/i, 'must be a MAC, as 00-11-22-33-44-55')
      .nullable()
      .default(null),
  })
  .refine(({ serial, mac }) => serial !== null || mac !== null, 'give a serial, a mac, or both');

export const deviceListSchema = z.strictObject({ lineId, rows: z.array(namedDevice).min(1).max(MOST) });

export const matchQuerySchema = z.strictObject({
  dryRun: flag.describe('Tells what each row is, and ties nothing.'),
});

export const untieQuerySchema = z.strictObject({ reason });

export const explanationSchema = z
  .strictObject({
    cameraId: reference('camera').nullable().default(null).describe('A camera of the purchase; or …'),
    lineId: idSchema.nullable().default(null).describe('… a line, and how many …'),
    units: z
      .number()
      .int()
      .min(1)
      .max(MOST)
      .nullable()
      .default(null)
      .describe('… of its units have no camera.'),
    words: words(500).describe('Why they are not confirmed live, without names of people.'),
  })
  .refine(
    ({ cameraId, lineId: line, units }) =>
      cameraId === null ? line !== null && units !== null : line === null && units === null,
    'give a cameraId, or a lineId with units',
  );
