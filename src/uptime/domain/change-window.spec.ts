import { DAY_MS } from '../../kernel/instant.js';
import { endVersion, hasEnded } from './change-window.js';
import type { MaintenanceWindow, Schedule } from './maintenance.js';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const TOMORROW = NOW + DAY_MS;
const ONCE: Schedule = { kind: 'once', startsAt: TOMORROW, endsAt: TOMORROW + DAY_MS };
const DAILY: Schedule = { kind: 'daily', startMinute: 0, durationMinutes: 60 };

function windowOf(schedule: Schedule, validUntil: number | null = null): MaintenanceWindow {
  return {
    id: 'w',
    versionId: 'v',
    name: '换杆',
    reason: null,
    scope: { kind: 'village', id: 'a' },
    schedule,
    validFrom: TOMORROW,
    validUntil,
    rewritesPast: false,
    createdAt: NOW,
    createdBy: '陈工',
  };
}

describe('hasEnded', () => {
  it.each([
    ['once', ONCE],
    ['daily', DAILY],
  ])('is so at once of a window that was ended before it began: %s', (_kind, schedule) => {
    const window = windowOf(schedule);
    expect(hasEnded(window, NOW)).toBe(false);
    expect(hasEnded(endVersion(window, NOW), NOW)).toBe(true);
  });

  it('is so of one that began from its end on', () => {
    const window = windowOf(DAILY, TOMORROW + DAY_MS);
    expect(hasEnded(window, TOMORROW + DAY_MS - 1)).toBe(false);
    expect(hasEnded(window, TOMORROW + DAY_MS)).toBe(true);
  });
});
