import { array, assert, boolean, property } from 'fast-check';
import { type Mask, outlinesOf } from './outline.js';

/** Drawn from the north down, as on a map. */
function maskOf(...lines: readonly string[]): Mask {
  const rows = lines.toReversed();
  const isIn = Uint8Array.from([...rows.join('')], (letter) => (letter === '#' ? 1 : 0));
  return { columns: lines[0]!.length, rows: lines.length, isIn };
}

describe('the outline of squares', () => {
  it('is one ring round one square, counterclockwise', () => {
    expect(outlinesOf(maskOf('...', '.#.'))).toEqual([[[1, 0, 2, 0, 2, 1, 1, 1]]]);
  });

  it('has no corners on straight edges', () => {
    expect(outlinesOf(maskOf('###', '###'))).toEqual([[[0, 0, 3, 0, 3, 2, 0, 2]]]);
  });

  it('has holes, and islands in them are areas of their own', () => {
    const outlines = outlinesOf(maskOf('#####', '#...#', '#.#.#', '#...#', '#####'));
    expect(outlines.map((rings) => rings.length).toSorted()).toEqual([1, 2]);
  });

  it('keeps squares apart that touch at a corner', () => {
    expect(outlinesOf(maskOf('.#', '#.'))).toHaveLength(2);
  });

  it('encloses as many squares as there are', () => {
    const squares = array(boolean(), { minLength: 48, maxLength: 48 });
    assert(
      property(squares, (all) => {
        const isIn = Uint8Array.from(all, Number);
        const outlines = outlinesOf({ columns: 8, rows: 6, isIn });
        const area = outlines.flat().reduce((sum, ring) => sum + areaOf(ring), 0);
        expect(area).toBe(isIn.reduce((sum, one) => sum + one, 0));
        for (const [outer, ...holes] of outlines) {
          expect(areaOf(outer!)).toBeGreaterThan(0);
          for (const hole of holes) expect(areaOf(hole)).toBeLessThan(0);
        }
      }),
    );
  });
});

function areaOf(ring: readonly number[]): number {
  let twice = 0;
  for (let at = 0; at < ring.length; at += 2) {
    const next = (at + 2) % ring.length;
    twice += ring[at]! * ring[next + 1]! - ring[next]! * ring[at + 1]!;
  }
  return twice / 2;
}
