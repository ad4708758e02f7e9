import { z } from 'zod';
import { pageQuery, plainText, reference } from '../../platform/entry-request.schema.js';
import type { PlanDraft } from '../app/plans.service.js';
import { changeOf, changesSchema, line } from './change.schema.js';

export { idSchema } from '../../platform/entry-request.schema.js';

const name = line('Name of the plan', 100);
const note = plainText()
  .max(2_000, 'must be at most 2000 characters')
  .nullable()
  .describe('What for, or null.');
const villageIds = z
  .array(reference('village'))
  .min(1, 'must name at least one village; leave it out for those of the changes')
  .max(200, 'must be at most 200 villages')
  .nullable()
  .describe('Villages whose places it is judged by; null or left out: those that its changes are in.');

export const planSchema = z.strictObject({
  name,
  note: note.default(null),
  villageIds: villageIds.default(null),
  changes: changesSchema,
});

export const planPatchSchema = z.strictObject({
  name: name.optional(),
  note: note.optional(),
  villageIds: villageIds.optional(),
  changes: changesSchema.optional(),
});

export const plansQuerySchema = z.strictObject({
  ...pageQuery,
  villageId: reference('village').optional().describe('Only plans about this village.'),
});

export const comparisonQuerySchema = z.strictObject({
  with: reference('other plan').describe('Id of the plan that it is compared with.'),
});

export const exportQuerySchema = z.strictObject({
  format: z
    .enum(['xlsx', 'geojson', 'html'])
    .default('xlsx')
    .describe('A workbook, a map, or a page to print.'),
});

export const entrySchema = z
  .strictObject({
    programmeId: reference('programme').nullable().describe('工程 of the cameras, or null.').default(null),
    zoneId: reference('zone').nullable().describe('Their network; null: `local`.').default(null),
  })
  .prefault({});

type PatchBody = z.output<typeof planPatchSchema>;

export function draftOf({ changes, ...words }: z.output<typeof planSchema>): PlanDraft {
  return { ...words, changes: changes.map((change) => unnamed(change)) };
}

/** What is left out stays. */
export function patchOf({ changes, ...words }: PatchBody): Partial<PlanDraft> {
  const given = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
  return changes === undefined ? given : { ...given, changes: changes.map((change) => unnamed(change)) };
}

/** The plan gives each of its changes an id. */
function unnamed(body: Parameters<typeof changeOf>[1]): PlanDraft['changes'][number] {
  const { change, costFen } = changeOf('', body);
  return { change, costFen };
}
