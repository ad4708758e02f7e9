import { HOUR_MS, SECOND_MS } from '../../kernel/instant.js';
import type { Config } from '../../platform/config/config.js';
import { dueHours, type DuePolicy, type ReminderPolicy } from '../domain/due.js';

type Settings = Pick<Config, 'dispatch'>;

export function duePolicyOf({ dispatch }: Settings): DuePolicy {
  return { hours: dispatch.dueHours, hoursBySiteKind: dueHours(dispatch.dueHoursBySiteKind) };
}

export function reminderPolicyOf({ dispatch }: Settings): ReminderPolicy {
  return {
    everyMs: dispatch.remindEveryHours * HOUR_MS,
    most: dispatch.reminders,
    graceMs: dispatch.mendedGraceS * SECOND_MS,
  };
}
