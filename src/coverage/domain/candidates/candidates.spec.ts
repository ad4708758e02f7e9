import { TownMap } from '../map/town-map.js';
import type { GroundPlace } from '../map/grounds.js';
import { LEVELS } from '../sight/sight.js';
import { numbersOf, PLAIN_SIGHT, randomTown, turnedBox } from '../testing/random-town.js';
import { Candidates } from './candidates.js';
import { demandsOf, type Asked, type DemandMap } from './demands-of.js';
import { standingCameras } from './standing-cameras.js';

const number = numbersOf(7);
const places: readonly GroundPlace[] = Array.from({ length: 40 }, (_, at) => {
  const middle = { eastM: number() * 300, northM: number() * 300 };
  return {
    id: `place ${at}`,
    villageId: 'village',
    shape: { kind: 'area', polygons: [[turnedBox(middle, at, 20, 12)]] },
    detail: LEVELS[at % 2]!,
    weight: 1 + (at % 3),
  };
});
const town = { ...randomTown({ seed: 31, sideM: 300, cameras: 40, buildings: 30 }), places };
const map = TownMap.of(town);
const everything: Asked = {
  cameras: 2,
  basis: 'live',
  places: { villageIds: null, requiredIds: new Set(['place 3']) },
  ground: { villageIds: null, level: 'observe', weightPerHectare: 2 },
};

/** What a camera that stood on the map would see of the demands. */
function seenStanding(
  { ofCell, ofPoint, level }: DemandMap,
  seen: { cells: Int32Array; points: Int32Array },
) {
  const of = (marks: Int32Array, demandOf: Int32Array) =>
    [...marks].flatMap((mark) => {
      const demand = demandOf[mark >> 2]!;
      return demand >= 0 && (mark & 3) >= level[demand]! ? [demand] : [];
    });
  return [...of(seen.points, ofPoint), ...of(seen.cells, ofCell!)].toSorted((a, b) => a - b);
}

describe('what is left to be seen', () => {
  const { demands, ofPoint, ofCell } = demandsOf(map, everything);

  it('is each point and square as often as live cameras do not see it yet', () => {
    const needs = [...ofPoint].map((demand) => (demand < 0 ? 0 : demands.need[demand]!));
    expect(needs).toEqual([...map.placeCounts.live].map((live) => Math.max(0, 2 - live)));
    const seenTwice = [...ofCell!].filter(
      (demand, cell) => demand >= 0 && map.cellCounts.live[4 * cell + 1]! >= 2,
    );
    expect(seenTwice).toEqual([]);
  });

  it('weighs a place as much as its points together, and ground by the hectare', () => {
    const only = demandsOf(TownMap.of({ ...town, cameras: [] }), everything);
    const sum = only.demands.weight.reduce((all, one) => all + one, 0);
    const squares = [...only.ofCell!].filter((demand) => demand >= 0).length;
    const weights = places.reduce((all, { weight }) => all + weight, 0);
    expect(sum).toBeCloseTo(weights + (squares * 25 * 2) / 10_000, 6);
  });

  it('marks what is required', () => {
    const { first } = map.ground.points;
    const required = [...ofPoint].flatMap((demand, point) =>
      demand >= 0 && demands.isRequired[demand] === 1 ? [point] : [],
    );
    expect(required.length).toBeGreaterThan(0);
    expect(required.every((point) => point >= first[3]! && point < first[4]!)).toBe(true);
  });

  it('is nothing of other villages', () => {
    const elsewhere = new Set(['another']);
    const none = demandsOf(map, {
      ...everything,
      places: { villageIds: elsewhere, requiredIds: new Set() },
      ground: { villageIds: elsewhere, level: 'detect', weightPerHectare: 1 },
    });
    expect(none.demands.weight).toHaveLength(0);
  });
});

describe('a candidate', () => {
  const wanted = demandsOf(map, everything);
  const types = [
    { costFen: 100, sight: PLAIN_SIGHT },
    { costFen: 300, sight: { ...PLAIN_SIGHT, heightM: 7, widthPx: 3840 } },
    { costFen: 200, sight: { ...PLAIN_SIGHT, kind: 'panoramic' as const, horizontalFieldOfViewDeg: 360 } },
  ];
  const spots = Array.from({ length: 30 }, () => ({ eastM: number() * 300, northM: number() * 300 }));
  const candidates = new Candidates(map, wanted, { spots, types, headingsDeg: [0, 90, 180, 270] });

  it('is every pose at every spot; one that looks everywhere has one', () => {
    expect(candidates.count).toBe(30 * 9);
    expect(candidates.at(9 * 2 + 5)).toMatchObject({
      spot: 2,
      type: 1,
      sight: { headingDeg: 90, heightM: 7 },
    });
    expect([candidates.site(18), candidates.costFen(18), candidates.costFen(26)]).toEqual([2, 100, 200]);
    expect(candidates.distanceM(0, 8)).toBe(0);
  });

  it('sees what a camera that stood there would see, in whatever order it is asked', () => {
    const into = new Int32Array(candidates.mostSeen);
    const options = Array.from({ length: candidates.count }, (_, at) => at);
    let total = 0;
    for (const option of options.toSorted((a, b) => (a % 7) - (b % 7))) {
      const count = candidates.sees(option, into);
      const copy = map.copy();
      copy.put({ ...town.cameras[0]!, id: 'new', sight: candidates.at(option).sight });
      expect(Array.from(into.slice(0, count).toSorted((a, b) => a - b))).toEqual(
        seenStanding(wanted, copy.entry('new')!.seen),
      );
      total += count;
    }
    expect(total).toBeGreaterThan(1_000);
  });
});

describe('a camera that stands and could be mended', () => {
  it('sees what it would see if it were live', () => {
    const wanted = demandsOf(map, everything);
    const broken = map.cameras.slice(0, 8).map(({ id }) => id);
    const options = standingCameras(map, wanted, { ids: broken, costFen: () => 50 });
    const into = new Int32Array(options.mostSeen);

    broken.forEach((id, option) => {
      const count = options.sees(option, into);
      const seen = into.slice(0, count).toSorted((a, b) => a - b);
      expect([...seen]).toEqual(seenStanding(wanted, map.entry(id)!.seen));
    });
  });
});
