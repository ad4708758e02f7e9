import { describe, expect, it } from 'vitest';
import { distanceM } from './distance.ts';

describe('how far it is', () => {
  it.each([
    ['to where one stands', [118.47, 24.72], [118.47, 24.72], 0],
    ['a hundredth of a degree to the north', [118.47, 24.72], [118.47, 24.73], 1_112],
    ['a hundredth of a degree to the east, which is less', [118.47, 24.72], [118.48, 24.72], 1_010],
  ] as const)('%s', (_what, from, to, metres) => expect(Math.round(distanceM(from, to))).toBe(metres));
});
