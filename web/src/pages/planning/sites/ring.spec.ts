import { describe, expect, it } from 'vitest';
import { polygonOf, ringFault } from './ring.ts';

const at = (latitudeDeg: number, longitudeDeg: number) => ({ latitudeDeg, longitudeDeg });
const SQUARE = [at(0, 0), at(0, 1), at(1, 1), at(1, 0)];

describe('an area of corners', () => {
  it('is closed', () => {
    expect(polygonOf(SQUARE).coordinates).toEqual([
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
        [0, 0],
      ],
    ]);
  });

  it('needs three corners, and sides that do not cross', () => {
    expect(ringFault(SQUARE)).toBeNull();
    expect(ringFault(SQUARE.slice(0, 3))).toBeNull();
    const corner = [at(0, 0), at(0, 3), at(1, 3), at(1, 1), at(3, 1), at(3, 0)];
    expect(ringFault(corner)).toBeNull();
    expect(ringFault(SQUARE.slice(0, 2))).toBe('few');
    expect(ringFault([SQUARE[0]!, SQUARE[2]!, SQUARE[1]!, SQUARE[3]!])).toBe('crossed');
  });
});
