import { z } from 'zod';
import { MATCH_KINDS } from '../domain/match.js';
import { plainText } from '../../platform/entry-request.schema.js';
import { pageQuery, reference } from './shared.schema.js';

const searchId = reference('search').describe('Only what this search saw.');

export const candidateListQuerySchema = z.strictObject({
  ...pageQuery,
  searchId: searchId.optional(),
  zoneId: reference('zone').optional(),
  match: z
    .enum(MATCH_KINDS)
    .describe('How it stands to the register: new, known, moved, differs or ambiguous.')
    .optional(),
});

export const adoptionSchema = z.strictObject({
  villageId: reference('village')
    .nullable()
    .describe('Id of the village; needed for a new camera. A mended one moves to it.')
    .default(null),
  programmeId: reference('programme').nullable().describe('Id of the programme, or null.').default(null),
  credentialId: reference('credential')
    .nullable()
    .describe('Id of the credential that it is confirmed with; null leaves a mended camera its own.')
    .default(null),
  name: plainText()
    .trim()
    .min(1, 'must not be empty')
    .max(100, 'must be at most 100 characters')
    .nullable()
    .describe('SBMC 设备名称, 1…100 characters; null takes what the device calls itself.')
    .default(null),
  cameraId: reference('camera')
    .nullable()
    .describe('The registered camera that this device is, where the match does not say so.')
    .default(null),
  asNew: z
    .boolean()
    .describe('It is none of the registered cameras, whatever the match says.')
    .default(false),
});

const ruleSchema = z.strictObject({
  network: z
    .union([z.cidrv4(), z.cidrv6()], 'must be a network in CIDR form, as 10.20.0.0/24')
    .describe('Candidates in this network; the narrowest network around an address decides.'),
  villageId: reference('village'),
  programmeId: reference('programme').nullable().describe('Id of the programme, or null.').default(null),
  credentialId: reference('credential')
    .nullable()
    .describe('For new cameras, and for registered ones without a credential.')
    .default(null),
});

export const bulkAdoptionSchema = z.strictObject({
  searchId: searchId.nullable().default(null),
  zoneId: reference('zone').nullable().describe('Only candidates of this zone.').default(null),
  matches: z
    .array(z.enum(MATCH_KINDS))
    .min(1)
    .max(MATCH_KINDS.length)
    .describe('Which candidates are adopted, by how they stand to the register.')
    .default(['new', 'moved']),
  rules: z
    .array(ruleSchema)
    .min(1, 'name at least one rule')
    .max(1_000)
    .describe('Who gets what; at most 1,000.'),
  dryRun: z.boolean().describe('True tells what would be done, and does nothing.').default(false),
});
