import { array, assert, integer, property } from 'fast-check';
import type { PlacedChange } from './change.js';
import { ChangeLog } from './change-log.js';

const change = (place: number): PlacedChange => ({
  kind: 'states',
  subject: `${place}`,
  villageIds: null,
  shown: {},
  place,
});

describe('ChangeLog', () => {
  it('tells all that came after a place, or that it does not know, whatever came and however it was gathered', () => {
    const asked = integer({ min: 0, max: 60 });
    assert(
      property(
        integer({ min: 1, max: 8 }),
        array(integer({ min: 0, max: 6 })),
        asked,
        (room, sizes, place) => {
          const log = new ChangeLog(room, 1);
          const all: number[] = [];
          for (const size of sizes) {
            const places = Array.from({ length: size }, (_, index) => (all.at(-1) ?? 1) + index + 1);
            all.push(...places);
            log.append(places.map((at) => change(at)));
          }
          const forgotten = all.length > room ? all.at(-room - 1)! : 1;

          const told = log.after(place)?.map((one) => one.place) ?? null;

          expect(told).toEqual(place < forgotten ? null : all.filter((at) => at > place));
        },
      ),
    );
  });
});
