import { z } from 'zod';
import { pageQuery, plainText } from '../../platform/entry-request.schema.js';
import { SCOPE_KINDS } from '../domain/maintenance.js';
import { idSchema } from './uptime.schema.js';

export const lineText = (maxLength: number) =>
  plainText().trim().max(maxLength, `must be at most ${maxLength} characters`);

const instant = z.iso
  .datetime({ offset: true, error: 'must be ISO 8601 with an offset, as 2026-10-01T08:00:00+08:00' })
  .transform((text) => Date.parse(text));
const startMinute = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time, HH:MM')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))
  .describe('Local time of the town, HH:MM.');
const recurring = {
  startsAt: startMinute,
  durationMinutes: z.number().int().min(1).max(1_440).describe('Minutes, 1…1440; may go on after midnight.'),
};
const days = (last: number, what: string) =>
  z.array(z.number().int().min(1).max(last)).min(1).max(last).describe(what);

const scheduleSchema = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('once'),
        startsAt: instant.describe('ISO 8601.'),
        endsAt: instant.describe('ISO 8601, later than startsAt.'),
      })
      .refine(({ startsAt, endsAt }) => startsAt < endsAt, {
        path: ['endsAt'],
        error: 'must be later than startsAt',
      }),
    z.strictObject({ kind: z.literal('daily'), ...recurring }),
    z.strictObject({ kind: z.literal('weekly'), weekdays: days(7, '1 Monday … 7 Sunday.'), ...recurring }),
    z.strictObject({
      kind: z.literal('monthly'),
      days: days(31, 'Days of the month; a month that has no such day leaves it out.'),
      ...recurring,
    }),
  ])
  .transform((schedule) => {
    if (schedule.kind === 'once') return schedule;
    const { startsAt, ...rest } = schedule;
    return { ...rest, startMinute: startsAt };
  })
  .describe('When it is; local times are those of the town.');

const fields = {
  name: lineText(100).min(1, 'must not be empty').describe('What is done, 1…100 characters.'),
  reason: lineText(500).nullable().describe('Why, up to 500 characters.'),
  schedule: scheduleSchema,
  from: instant.nullable().describe('Holds from then on; now when left out.'),
  until: instant.nullable().describe('Holds until then; null for no end.'),
  rewritesPast: z
    .boolean()
    .describe('Counts time that is past, up to 30 days of it, as maintenance. Else only what is to come.'),
};

export const windowSchema = z.strictObject({
  ...fields,
  scope: z
    .strictObject({
      kind: z.enum(SCOPE_KINDS).describe('What the window is for.'),
      id: idSchema.describe('Id of the camera, village or zone.'),
    })
    .describe('Which cameras are in maintenance; it cannot be changed.'),
  reason: fields.reason.default(null),
  from: fields.from.default(null),
  until: fields.until.default(null),
  rewritesPast: fields.rewritesPast.default(false),
});

export const windowPatchSchema = z.strictObject(fields).partial();

export const windowsQuerySchema = z.strictObject({
  ...pageQuery,
  hasEnded: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((text) => text === 'true')
    .optional()
    .describe('true for those that are over, false for those that are not; both when left out.'),
});
