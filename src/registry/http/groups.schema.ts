import { z } from 'zod';
import { boundarySchema } from './boundary.schema.js';
import { name } from './shared.schema.js';

export const villageSchema = z.strictObject({
  name: name(50),
  code: z
    .string()
    .regex(/^\d{12}$/, 'must be 12 digits: the 9-digit town code and 3 more')
    .nullable()
    .default(null)
    .describe('12-digit statistical code; null where it is not known.'),
  kind: z.enum(['village', 'community']).describe('村 or 社区.'),
  boundary: boundarySchema.nullable().default(null),
  isDemonstration: z.boolean().default(false).describe('True for made-up data.'),
});
export const villagePatchSchema = patchOf(villageSchema);

const interval = (minS: number, maxS: number): z.ZodType<number | null> =>
  z.number().min(minS).max(maxS).nullable().describe('Seconds; null where the configuration holds.');

export const programmeSchema = z.strictObject({
  name: name(50),
  heartbeatIntervalS: interval(0.5, 3_600).default(null),
  frameIntervalS: interval(1, 86_400).default(null),
  factsIntervalS: interval(1, 604_800).default(null),
});
export const programmePatchSchema = patchOf(programmeSchema);

export const zoneSchema = z.strictObject({
  name: name(50),
  allowedNetworks: z
    .array(z.union([z.cidrv4(), z.cidrv6()]))
    .max(100)
    .default([])
    .describe('Networks that searches in this zone may look at, in CIDR form.'),
});
export const zonePatchSchema = patchOf(zoneSchema);

export const credentialSchema = z.strictObject({
  name: name(50),
  username: z
    .string()
    .min(1)
    .max(64)
    .describe("User name on the device; the monitor's own, with viewing rights only."),
  password: z.string().max(128).describe('Write-only: sealed at once and never shown.'),
});
export const credentialPatchSchema = credentialSchema.partial();

/** Every field may be left out, and what is left out stays: defaults would overwrite it. */
function patchOf<S extends z.ZodRawShape>(
  schema: z.ZodObject<S>,
): z.ZodObject<{ [K in keyof S]: z.ZodOptional<S[K]> }> {
  const shape = Object.fromEntries(
    Object.entries(schema.shape).map(([key, field]) => [
      key,
      (field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : (field as z.ZodType)).optional(),
    ]),
  );
  return z.strictObject(shape) as never;
}
