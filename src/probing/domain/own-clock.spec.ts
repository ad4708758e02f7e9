import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { HOUR_MS } from '../../kernel/instant.js';
import { HeardClocks, ownClockError } from './own-clock.js';

const POLICY = { minCameras: 10, share: 0.9, limitS: 10, localTimeMs: 8 * HOUR_MS };
const AN_HOUR = HOUR_MS;

/** So many cameras each, at about these offsets. */
function clocks(...groups: readonly (readonly [count: number, offsetMs: number])[]): number[] {
  return groups.flatMap(([count, offsetMs]) =>
    Array.from({ length: count }, (_, index) => offsetMs + (index % 5) * 1_000 - 2_000),
  );
}

describe('ownClockError', () => {
  it.each<[string, number[], number]>([
    ['is none where cameras agree with us', clocks([20, 0]), 0],
    ['is none where all are off by what is tolerated', clocks([20, 7_000]), 0],
    ['is that of nearly all cameras, where they are ahead', clocks([20, AN_HOUR]), AN_HOUR],
    ['is that of nearly all cameras, where they are behind', clocks([20, -AN_HOUR]), -AN_HOUR],
    ['is theirs although single cameras are off by more', clocks([19, AN_HOUR], [1, 2 * AN_HOUR]), AN_HOUR],
    ['is none where some agree with us', clocks([17, AN_HOUR], [3, 0]), 0],
    ['is none where they are off each by something else', clocks([10, AN_HOUR], [10, 300_000]), 0],
    ['is none where too few were asked to tell', clocks([9, AN_HOUR]), 0],
    ['is none where nobody was asked', [], 0],
    ['is none where all of them send local time as UTC', clocks([20, 8 * HOUR_MS]), 0],
    ['is ours where they are behind by as much', clocks([20, -8 * HOUR_MS]), -8 * HOUR_MS],
  ])('%s', (_name, offsetsMs, expected) => {
    expect(ownClockError(offsetsMs, POLICY)).toBe(expected);
  });

  it('is an hour also in a town whose local time is UTC', () => {
    expect(ownClockError(clocks([20, AN_HOUR]), { ...POLICY, localTimeMs: 0 })).toBe(AN_HOUR);
  });
});

describe('HeardClocks', () => {
  it('says that most are right only where, by what each said last, ours is', () => {
    const said = record({
      camera: integer({ min: 0, max: 30 }),
      offsetMs: constantFrom(0, 9_000, -9_000, AN_HOUR),
    });
    assert(
      property(array(said, { maxLength: 60 }), array(integer({ min: 0, max: 30 })), (all, gone) => {
        const heard = new HeardClocks(POLICY.limitS);
        const last = new Map<string, number>();
        for (const { camera, offsetMs } of all) {
          heard.hear(`${camera}`, offsetMs);
          last.set(`${camera}`, offsetMs);
        }
        for (const camera of gone) {
          heard.forget(`${camera}`);
          last.delete(`${camera}`);
        }
        const right = [...last.values()].filter((offsetMs) => Math.abs(offsetMs) < AN_HOUR).length;
        expect(heard.mostAreRight).toBe(right > last.size / 2);
        expect(heard.mostAreRight && ownClockError([...last.values()], POLICY) !== 0).toBe(false);
      }),
    );
  });
});
