import { z } from 'zod';
import { COORDINATE_SYSTEMS } from '../domain/camera.js';
import type { ImportNoun, ImportOptions } from '../app/import/import-job.js';
import { reference } from './shared.schema.js';

const yesOrNo = z.enum(['true', 'false']).transform((word) => word === 'true');

const shared = {
  dryRun: yesOrNo.describe('`true` reports and writes nothing.').default(false),
  mode: z
    .enum(['all', 'valid'])
    .describe(
      '`all` writes every row or, if one is rejected, none; `valid` writes those that are not rejected.',
    )
    .default('all'),
  wait: yesOrNo
    .describe('`false` answers 202 at once; `true` waits to the end; without it the answer waits 20 s.')
    .optional(),
};

export const groupImportQuerySchema = z.strictObject(shared);

export const cameraImportQuerySchema = z.strictObject({
  ...shared,
  coordinateSystem: z
    .enum(COORDINATE_SYSTEMS)
    .describe('System of the positions where no column 坐标系 says it.')
    .default('WGS84'),
  villageId: reference('village').describe('Village of new cameras whose row names none.').optional(),
  programmeId: reference('programme').describe('Programme of new cameras whose row names none.').optional(),
  zoneId: reference('zone').describe('Zone of cameras whose row names none; else `local`.').optional(),
  credentialId: reference('credential')
    .describe('Credential of new cameras whose row names none.')
    .optional(),
  onvifPort: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .describe('ONVIF port of new cameras whose row names neither ONVIF nor RTSP, 1…65535.')
    .default(80),
});

export const templateQuerySchema = z.strictObject({
  format: z.enum(['xlsx', 'csv']).describe('Kind of file.').default('xlsx'),
});

export const importListQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Imports on a page, 1…200.'),
  cursor: z
    .uuid('must be the nextCursor of an earlier page')
    .optional()
    .describe('`nextCursor` of the page before; the latest come first.'),
});

type Query = z.output<typeof groupImportQuerySchema> & Partial<z.output<typeof cameraImportQuerySchema>>;

export function importOptions(noun: ImportNoun, query: Query): ImportOptions {
  return {
    noun,
    isDryRun: query.dryRun,
    mode: query.mode,
    system: query.coordinateSystem ?? 'WGS84',
    villageId: query.villageId ?? null,
    programmeId: query.programmeId ?? null,
    zoneId: query.zoneId ?? null,
    credentialId: query.credentialId ?? null,
    onvifPort: query.onvifPort ?? 80,
  };
}
