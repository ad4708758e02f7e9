import { quietUntil } from './quiet-hours.js';

const NIGHT = { from: '22:00', to: '07:00' };
const SIESTA = { from: '12:00', to: '14:30' };

describe('quiet hours', () => {
  // Asia/Shanghai is UTC+8 all year; Europe/Berlin turns 02:00 into 03:00 on 2026-03-29.
  it.each([
    ['before they begin', NIGHT, '2026-01-01T21:59:59+08:00', null],
    ['at their first instant', NIGHT, '2026-01-01T22:00:00+08:00', '2026-01-02T07:00:00+08:00'],
    ['before midnight', NIGHT, '2026-01-01T23:30:10+08:00', '2026-01-02T07:00:00+08:00'],
    ['after midnight', NIGHT, '2026-01-02T06:59:59+08:00', '2026-01-02T07:00:00+08:00'],
    ['at their end', NIGHT, '2026-01-02T07:00:00+08:00', null],
    ['within a day', SIESTA, '2026-01-02T12:00:30+08:00', '2026-01-02T14:30:00+08:00'],
    ['after those of a day', SIESTA, '2026-01-02T14:30:00+08:00', null],
    ['of no length', { from: '08:00', to: '08:00' }, '2026-01-02T08:00:00+08:00', null],
  ])('%s', (_case, hours, now, until) => {
    const found = quietUntil(Date.parse(now), hours, 'Asia/Shanghai');
    expect(found).toBe(until === null ? null : Date.parse(until));
  });

  it.each([
    ['an hour is skipped', '2026-03-28T23:00:00+01:00', '2026-03-29T07:00:00+02:00'],
    ['an hour comes twice', '2026-10-24T23:00:00+02:00', '2026-10-25T07:00:00+01:00'],
  ])('end by the clock on the wall where %s', (_case, now, until) => {
    expect(quietUntil(Date.parse(now), NIGHT, 'Europe/Berlin')).toBe(Date.parse(until));
  });
});
