import { z } from 'zod';
import { probingSchema } from '../../platform/config/rooms/probing.schema.js';
import { boundarySchema } from './boundary.schema.js';
import { line, name, patchFields } from './shared.schema.js';

export const villageSchema = z.strictObject({
  name: name(50, 'Name of the village'),
  code: z
    .string()
    .regex(
      /^[1-8]\d{8}(?!000)\d{3}$/,
      'must be 12 digits: the 9-digit town code and 3 digits that are not 000',
    )
    .nullable()
    .describe('12-digit statistical code: the 9-digit town code and 3 more; unique; null where not known.')
    .default(null),
  kind: z.enum(['village', 'community']).describe('`village` 村 or `community` 社区.'),
  boundary: boundarySchema
    .nullable()
    .describe('GeoJSON Polygon or MultiPolygon, WGS 84, longitude first; null where not known.')
    .default(null),
  isDemonstration: z.boolean().describe('True for made-up data.').default(false),
});
export const villagePatchSchema = z.strictObject(patchFields(villageSchema.shape));

const { heartbeatIntervalS, frameIntervalS, factsIntervalS } = probingSchema.shape;
const interval = (what: string, configured: z.ZodNumber): z.ZodDefault<z.ZodNullable<z.ZodNumber>> => {
  const range = `${configured.minValue}…${configured.maxValue}`;
  return configured
    .nullable()
    .describe(`Seconds between ${what}, ${range}; null where the configuration holds.`)
    .default(null);
};

export const programmeSchema = z.strictObject({
  name: name(50, 'Name of the programme 工程, unique'),
  heartbeatIntervalS: interval('heartbeats', heartbeatIntervalS),
  frameIntervalS: interval('sampled frames', frameIntervalS),
  factsIntervalS: interval('readings of the device facts', factsIntervalS),
});
export const programmePatchSchema = z.strictObject(patchFields(programmeSchema.shape));

export const zoneSchema = z.strictObject({
  name: name(50, 'Name of the zone, unique'),
  allowedNetworks: z
    .array(z.union([z.cidrv4(), z.cidrv6()], 'must be a network in CIDR form, as 10.20.0.0/16'))
    .max(100)
    .describe('Networks that searches in this zone may look at, in CIDR form; at most 100.')
    .default([]),
});
export const zonePatchSchema = z.strictObject(patchFields(zoneSchema.shape));

export const credentialSchema = z.strictObject({
  name: name(50, 'Name of the credential, unique'),
  username: line(1, 64).describe(
    "User name on the device, 1…64 characters; the monitor's own, with viewing rights only.",
  ),
  password: line(0, 128).describe('At most 128 characters. Write-only: sealed at once and never shown.'),
});
export const credentialPatchSchema = z.strictObject(patchFields(credentialSchema.shape));
