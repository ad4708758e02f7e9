import { HOUR_MS } from '../../kernel/instant.js';
import { addRepairs, meanRepairMs, NO_REPAIRS, ranksOf, type RepairSum } from './repairs.js';

const repair = (hours: number | null): RepairSum => ({
  faults: 1,
  repaired: hours === null ? 0 : 1,
  repairMs: (hours ?? 0) * HOUR_MS,
});

describe('meanRepairMs', () => {
  it.each([
    ['is that of what was repaired', [1, 3, null], 2 * HOUR_MS],
    ['does not exist where nothing was', [null], null],
    ['does not exist where nothing fell', [], null],
  ])('%s', (_name, hours, expected) => {
    const sum = hours.map((hour) => repair(hour)).reduce(addRepairs, NO_REPAIRS);
    expect(sum.faults).toBe(hours.length);
    expect(meanRepairMs(sum)).toBe(expected);
    expect(meanRepairMs(addRepairs(sum, sum))).toBe(expected);
  });
});

describe('ranksOf', () => {
  it.each([
    [
      [0.9, 1, 0.95],
      [3, 1, 2],
    ],
    [
      [1, 0.9, 1, 0.8],
      [1, 3, 1, 4],
    ],
    [
      [null, 0.5],
      [null, 1],
    ],
  ])('ranks %j as %j', (values, expected) => {
    expect(ranksOf(values)).toEqual(expected);
  });
});
