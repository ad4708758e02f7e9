import type { paths } from '../../api/schema.d.ts';
import { moment } from '../../formats/time.ts';
import { i18n } from '../../locales/index.ts';

export type Window =
  paths['/api/v1/maintenance-windows']['get']['responses'][200]['content']['application/json']['items'][number];
type Schedule = Window['schedule'];

/** When a window is, in words. */
export function scheduleWords(schedule: Schedule): string {
  const { t } = i18n.global;
  if (schedule.kind === 'once') return `${moment(schedule.startsAt)} – ${moment(schedule.endsAt)}`;
  const words = { startsAt: schedule.startsAt, minutes: schedule.durationMinutes };
  if (schedule.kind === 'daily') return t('admin.maintenance.daily', words);
  if (schedule.kind === 'weekly') {
    const days = schedule.weekdays.map((day) => t(`admin.maintenance.weekdays.${day}`)).join('、');
    return t('admin.maintenance.weekly', { ...words, days });
  }
  return t('admin.maintenance.monthly', { ...words, days: schedule.days.join('、') });
}

/** Whether a window falls on a day of the town's calendar, `2026-12-01`; `local` tells the day of an instant. */
export function isOn(window: Window, day: string, local: (iso: string) => string): boolean {
  const { schedule } = window;
  if (schedule.kind === 'once') return local(schedule.startsAt) <= day && day <= local(schedule.endsAt);
  if (day < local(window.from) || (window.until !== null && day > local(window.until))) return false;
  if (schedule.kind === 'daily') return true;
  const date = new Date(`${day}T00:00:00Z`);
  if (schedule.kind === 'weekly') return schedule.weekdays.includes(date.getUTCDay() || 7);
  return schedule.days.includes(date.getUTCDate());
}
