import { array, assert, constantFrom, integer, property, tuple, uniqueArray } from 'fast-check';
import { CAMERA_STATES } from '../../kernel/camera-state.js';
import { BandSum } from './band.js';
import { type Spell, union } from './maintenance.js';
import { addTime, type History, NO_TIME, timeByState } from './ratio.js';

const steps = uniqueArray(tuple(integer({ min: 0, max: 200 }), constantFrom(0, 1, 2, 3)), {
  selector: ([at]) => at,
  maxLength: 12,
});
const history = steps.map((drawn): History => {
  const sorted = drawn.toSorted(([a], [b]) => a - b);
  return { instants: sorted.map(([at]) => at), states: sorted.map(([, to]) => to), length: sorted.length };
});
const spells = array(tuple(integer({ min: 0, max: 200 }), integer({ min: 1, max: 60 })), {
  maxLength: 4,
}).map((drawn) => union(drawn.map(([from, length]): Spell => [from, from + length])));
const cameras = array(tuple(history, spells), { maxLength: 4 });

describe('BandSum', () => {
  it('says of each slice what the sum of its cameras over that slice alone says', () => {
    const bounds = tuple(
      integer({ min: 0, max: 200 }),
      integer({ min: 1, max: 150 }),
      integer({ min: 1, max: 40 }),
    );
    assert(
      property(cameras, bounds, (drawn, [from, lengthMs, stepMs]) => {
        const to = from + lengthMs;
        const band = new BandSum({ from, to, stepMs });
        for (const [camera, around] of drawn) band.add(camera, around);

        const slices = Array.from({ length: Math.ceil(lengthMs / stepMs) }, (_, index) => {
          const begin = from + index * stepMs;
          const slice: Spell = [begin, Math.min(begin + stepMs, to)];
          return drawn
            .map(([camera, around]) => timeByState(camera, slice, around))
            .reduce((a, b) => addTime(a, b), NO_TIME);
        });

        expect(band.values()).toEqual(slices);
      }),
    );
  });

  it('draws an hour offline in the middle of a day as one slice of it', () => {
    const [online, offline] = ['online', 'offline'].map((state) => CAMERA_STATES.indexOf(state as 'online'));
    const camera = { instants: [0, 60, 120], states: [online!, offline!, online!], length: 3 };

    const band = new BandSum({ from: 0, to: 150, stepMs: 60 }).add(camera, []).values();

    expect(band.map((slice) => [slice.online, slice.offline])).toEqual([
      [60, 0],
      [0, 60],
      [30, 0],
    ]);
  });
});
