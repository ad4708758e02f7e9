import { z } from 'zod';

export const dispatchSchema = z.strictObject({
  tellMarginS: z
    .number()
    .min(0)
    .max(3_600)
    .describe('What belongs to no incident is told this long after `uptime.incidentGatherS`.'),
  urgentSiteKinds: z
    .array(z.string().min(1))
    .describe('场所类型 where a single camera that is down is urgent; incidents always are.'),
  escalateUrgentAfterS: z
    .number()
    .min(1)
    .max(604_800)
    .describe('What is urgent and nobody acknowledges is told again after this, and after it again.'),
  escalateRoutineAfterS: z.number().min(1).max(2_592_000).describe('The same of what is routine.'),
  escalationSteps: z.number().int().min(0).max(20).describe('How often one thing is told again; 0 is never.'),
  orderAfterHours: z
    .number()
    .min(0)
    .max(720)
    .describe('An outage that lasts so long gets a work order; fractions allowed.'),
  confirmLiveS: z
    .number()
    .min(1)
    .max(604_800)
    .describe('A work order is closed when its cameras were live for this long after they were mended.'),
  mendedGraceS: z
    .number()
    .min(1)
    .max(604_800)
    .describe('What was said to be mended so long ago and is still offline was mended on paper only.'),
  reopenWithinHours: z
    .number()
    .min(0)
    .max(2_160)
    .describe('A work order comes back when its camera falls again this soon after it was closed.'),
  dueHours: z.number().min(0.01).max(2_160).describe('Hours in which a work order is to be mended.'),
  dueHoursBySiteKind: z
    .array(z.string().regex(/^[^=]+=\s*\d+(\.\d+)?$/, 'must be a 场所类型 and its hours, as 学校周边=24'))
    .describe('The same for kinds of sites, as `学校周边=24`.'),
  remindEveryHours: z
    .number()
    .min(0.01)
    .max(720)
    .describe('How often people are reminded of an overdue one …'),
  reminders: z.number().int().min(0).max(100).describe('… at most so many times.'),
});
