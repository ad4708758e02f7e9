import { HOUR_MS, type Instant } from '../../kernel/instant.js';
import { LocalCalendar } from './local-calendar.js';
import { type Schedule, type Spell, spellsOf, union } from './maintenance.js';

const SHANGHAI = new LocalCalendar('Asia/Shanghai');
const at = (text: string): Instant => Date.parse(`${text}+08:00`);
const shown = (spells: readonly Spell[]): string[] =>
  spells.map((spell) =>
    spell.map((instant) => new Date(instant + 8 * HOUR_MS).toISOString().slice(5, 16)).join(' – '),
  );

interface Holds {
  readonly from?: string;
  readonly until?: string;
}

function spells(schedule: Schedule, from: string, to: string, holds: Holds = {}): string[] {
  const validFrom = at(holds.from ?? '2020-01-01T00:00');
  const validUntil = holds.until === undefined ? null : at(holds.until);
  return shown(spellsOf({ schedule, validFrom, validUntil }, [at(from), at(to)], SHANGHAI));
}

const daily = (startMinute: number, durationMinutes: number) =>
  ({ kind: 'daily', startMinute, durationMinutes }) as const;

describe('spellsOf', () => {
  it.each<[string, Schedule, string, string, Holds, string[]]>([
    [
      'is there once, from beginning to end',
      { kind: 'once', startsAt: at('2026-10-01T08:00'), endsAt: at('2026-10-03T18:00') },
      '2026-09-01T00:00',
      '2026-11-01T00:00',
      {},
      ['10-01T08:00 – 10-03T18:00'],
    ],
    [
      'is cut to the window that is asked for',
      { kind: 'once', startsAt: at('2026-10-01T08:00'), endsAt: at('2026-10-03T18:00') },
      '2026-10-02T00:00',
      '2026-10-03T00:00',
      {},
      ['10-02T00:00 – 10-03T00:00'],
    ],
    [
      'comes every day at local time',
      daily(120, 30),
      '2026-10-01T00:00',
      '2026-10-03T00:00',
      {},
      ['10-01T02:00 – 10-01T02:30', '10-02T02:00 – 10-02T02:30'],
    ],
    [
      'goes on after midnight',
      daily(23 * 60, 120),
      '2026-10-02T00:00',
      '2026-10-02T12:00',
      {},
      ['10-02T00:00 – 10-02T01:00'],
    ],
    [
      'comes on its days of the week, and not on others',
      { kind: 'weekly', weekdays: [1, 7], startMinute: 60, durationMinutes: 60 },
      '2026-10-01T00:00',
      '2026-10-08T00:00',
      {},
      ['10-04T01:00 – 10-04T02:00', '10-05T01:00 – 10-05T02:00'],
    ],
    [
      'leaves out a day that the month does not have',
      { kind: 'monthly', days: [31], startMinute: 0, durationMinutes: 10 },
      '2026-08-15T00:00',
      '2026-11-01T00:00',
      {},
      ['08-31T00:00 – 08-31T00:10', '10-31T00:00 – 10-31T00:10'],
    ],
    [
      'is not before it holds, nor after',
      daily(0, 1_440),
      '2026-10-01T00:00',
      '2026-10-10T00:00',
      { from: '2026-10-02T10:00', until: '2026-10-04T12:00' },
      ['10-02T10:00 – 10-04T12:00'],
    ],
    [
      'is nothing where it holds for no time',
      daily(0, 60),
      '2026-10-01T00:00',
      '2026-10-02T00:00',
      { from: '2026-10-03T00:00' },
      [],
    ],
  ])('%s', (_name, schedule, from, to, holds, expected) => {
    expect(spells(schedule, from, to, holds)).toEqual(expected);
  });
});

describe('union', () => {
  it('makes one of what overlaps or touches', () => {
    expect(
      union([
        [5, 8],
        [1, 3],
        [3, 4],
        [6, 7],
        [10, 11],
      ]),
    ).toEqual([
      [1, 4],
      [5, 8],
      [10, 11],
    ]);
  });
});

describe('LocalCalendar', () => {
  it('knows the days and months of the town, not of the machine', () => {
    expect(SHANGHAI.dayOf(Date.parse('2026-09-30T16:00:00Z'))).toBe('2026-10-01');
    expect(SHANGHAI.monthOf(Date.parse('2026-09-30T15:59:59Z'))).toBe('2026-09');
    expect(SHANGHAI.midnight('2026-10-01')).toBe(Date.parse('2026-09-30T16:00:00Z'));
  });

  it.each([
    ['2026-01', '2025-12-31T16:00:00.000Z', '2026-01-31T16:00:00.000Z'],
    ['2026-12', '2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
    ['2024-02', '2024-01-31T16:00:00.000Z', '2024-02-29T16:00:00.000Z'],
  ])('has %s begin and end in the town', (month, from, to) => {
    expect(SHANGHAI.boundsOf(month).map((instant) => new Date(instant).toISOString())).toEqual([from, to]);
  });

  it('finds midnight where the clock is put forward and back', () => {
    const berlin = new LocalCalendar('Europe/Berlin');
    expect(berlin.midnight('2026-03-30') - berlin.midnight('2026-03-29')).toBe(23 * HOUR_MS);
    expect(berlin.midnight('2026-10-26') - berlin.midnight('2026-10-25')).toBe(25 * HOUR_MS);
  });
});
