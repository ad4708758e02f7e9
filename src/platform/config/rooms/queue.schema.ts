import { z } from 'zod';
import { sealingKey } from '../scalars.js';

export const queueSchema = z.strictObject({
  url: z
    .string()
    .regex(/^(rediss?|postgres(ql)?):\/\//, 'must begin with redis://, rediss:// or postgres://')
    .nullable()
    .describe('Between the roles control and prober: Redis, Valkey, or the PostgreSQL that is there anyway.'),
  trustedCaFile: z
    .string()
    .min(1)
    .nullable()
    .describe(
      'PEM file of an authority that may have signed the certificate of a `rediss://`; null for none.',
    ),
  aclFile: z
    .string()
    .min(1)
    .nullable()
    .describe('Where `npm run edge` writes whom Redis lets in; null for `edges.acl` in the data folder.'),
});

export const proberSchema = z.strictObject({
  name: z.string().min(1).max(60).describe('Of this process, for people who read logs.'),
  zones: z.array(z.string().min(1).max(100)).describe('Ids of the zones that this prober looks after.'),
  zoneKey: sealingKey
    .nullable()
    .describe('Opens the logins of its one zone; null makes those of all zones of `secretKey`.'),
  spoolMb: z
    .number()
    .min(1)
    .max(100_000)
    .describe(
      'On the disk of a prober that is cut off, for what it sees meanwhile; beyond it the oldest goes.',
    ),
});
