import { z } from 'zod';
import type { CameraPatch } from '../app/camera-entry.js';
import { type CameraFilter, NO_FILTER } from '../domain/camera-filter.js';
import { cameraFields, filterFields, networkFields } from './camera.schema.js';
import { registerPatchSchema } from './register.schema.js';
import { flagText, patchFields } from './shared.schema.js';

/** As the list's query, in JSON. */
export const filterSchema = z
  .strictObject({
    ...filterFields,
    hasPosition: z.boolean().describe('Whether its position is known.').optional(),
  })
  .transform(
    ({ q, ...given }): CameraFilter => ({ ...NO_FILTER, ...given, words: q ?? null }) as CameraFilter,
  )
  .describe('Which cameras; as the query of their list.');

/** What makes one camera that camera (name, code, address, MAC, place) is not given to many. */
const { name: _name, deviceCode: _code, position: _position, ...shared } = patchFields(cameraFields);
const { host: _host, mac: _mac, ...sharedNetwork } = patchFields(networkFields);

export const bulkEditSchema = z.strictObject({
  filter: filterSchema.refine(isNarrow, 'must narrow to some cameras, for example to a village'),
  patch: z
    .strictObject({
      ...shared,
      network: z.strictObject(sharedNetwork).describe('Ports and paths.').optional(),
      register: registerPatchSchema.optional(),
    })
    .refine((patch) => Object.keys(patch).length > 0, 'must change something')
    .describe('What all of them are to have; what is left out stays.') as unknown as z.ZodType<CameraPatch>,
});

export const bulkEditQuerySchema = z.strictObject({
  dryRun: flagText('True shows what would change; false changes it.'),
  limit: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000)
    .default(100)
    .describe('How many cameras the answer lists one by one, 0…1000.'),
});

function isNarrow(filter: CameraFilter): boolean {
  return Object.values(filter).some((value) => value !== null);
}
