import { planeAt } from '../../../kernel/geography.js';
import type { Path } from '../ground/shape.js';
import type { CoverageGrounds, GroundCamera } from '../map/grounds.js';
import { type SitesAsked, sitesOf } from './sites.js';

const square = (westM: number, southM: number, sideM: number): Path =>
  Float64Array.of(westM, southM, westM + sideM, southM, westM + sideM, southM + sideM, westM, southM + sideM);
const camera = (villageId: string, eastM: number) =>
  ({ id: `${villageId}${eastM}`, villageId, sight: { at: { eastM, northM: 0 } } }) as GroundCamera;

const GROUNDS: CoverageGrounds = {
  plane: planeAt({ latitudeDeg: 24.72, longitudeDeg: 118.47 }),
  cellM: 5,
  placeShare: 0.8,
  minTimeShare: 0.5,
  cameras: [camera('v', 7), camera('v', 7.2), camera('w', 50)],
  places: [],
  buildings: [{ polygons: [[square(0, 0, 20)]], heightM: 6 }],
  villages: [
    { id: 'v', boundary: [[square(0, 0, 40)]] },
    { id: 'w', boundary: null },
  ],
};
const NONE: SitesAsked = { points: [], atPoles: false, lines: [], everyM: 10, gridM: null, forbidden: [] };
const at = (asked: Partial<SitesAsked>, villageIds: readonly string[] | null = null) => {
  const { spots, isForbidden } = sitesOf({ ...NONE, ...asked }, GROUNDS, villageIds);
  return [...isForbidden].map((forbidden, site) => [spots[site]!.eastM, spots[site]!.northM, forbidden]);
};

describe('sitesOf', () => {
  it('takes the poles of the villages, each once', () => {
    expect(at({ atPoles: true }, ['v'])).toEqual([[7, 0, 0]]);
    expect(at({ atPoles: true })).toHaveLength(2);
  });

  it('walks along a line', () => {
    expect(at({ lines: [Float64Array.of(0, 0, 30, 0)] })).toEqual([
      [5, 0, 0],
      [15, 0, 0],
      [25, 0, 0],
    ]);
  });

  it('lays a grid in a village, outdoors', () => {
    expect(at({ gridM: 20 }, ['v'])).toEqual([
      [30, 10, 0],
      [10, 30, 0],
      [30, 30, 0],
    ]);
  });

  it('marks what the law forbids by its kind, and what lies in a forbidden area', () => {
    const points = [
      { at: { eastM: 1, northM: 1 }, isForbidden: true },
      { at: { eastM: 100, northM: 1 }, isForbidden: false },
      { at: { eastM: 200, northM: 1 }, isForbidden: false },
    ];
    const marks = at({ points, forbidden: [[square(90, 0, 20)]] }).map(([, , forbidden]) => forbidden);
    expect(marks).toEqual([1, 1, 0]);
  });

  it('leaves out what of a line lies in no village, and refuses a point there', () => {
    const road = Float64Array.of(0, 30, 100, 30);
    expect(sitesOf({ ...NONE, lines: [road] }, GROUNDS, ['v'])).toMatchObject({ outside: 6 });
    expect(at({ lines: [road] }, ['v'])).toHaveLength(4);
    const points = [{ at: { eastM: 50, northM: 30 }, isForbidden: false }];
    expect(() => at({ points }, ['v'])).toThrow(expect.objectContaining({ code: 'site-outside-villages' }));
    // Of w nobody knows the boundary.
    expect(at({ points })).toHaveLength(1);
  });

  it.each([
    ['no-boundary', 'w', 20],
    ['too-many-sites', 'v', 0.01],
  ])('says so: %s', (code, villageId, gridM) => {
    expect(() => at({ gridM }, [villageId])).toThrow(expect.objectContaining({ code }));
  });
});
