import { describe, expect, it } from 'vitest';
import { positionWords, readPositions } from './read-positions.ts';

const WELL = { latitudeDeg: 24.715, longitudeDeg: 118.465 };

describe('positions that somebody types', () => {
  it.each([
    ['24.715, 118.465', [WELL]],
    ['24.715，118.465', [WELL]],
    ['118.465 24.715', [WELL]],
    ['\n24.715\t118.465\n\n 24.715;118.465 \n', [WELL, WELL]],
    ['', []],
  ])('are read from %j', (text, positions) => expect(readPositions(text)).toEqual({ positions }));

  it.each([
    ['24.715', 1],
    ['24.715, 118.465\nbehind the well', 2],
    ['24.715, 118.465, 3', 1],
    ['24.715, 181', 1],
    ['118, 119', 1],
    ['24.715, ', 1],
  ])('are none in %j, and the line is told', (text, faultyLine) => {
    expect(readPositions(text)).toEqual({ faultyLine });
  });

  it('are shown as they are typed', () => {
    expect(readPositions(positionWords(WELL))).toEqual({ positions: [WELL] });
  });
});
