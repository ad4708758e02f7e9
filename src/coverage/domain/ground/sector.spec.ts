import { assert, constantFrom, integer, property, record, type Arbitrary } from 'fast-check';
import { footprintOf } from '../sight/footprint.js';
import { LEVELS, PIXELS_PER_M, type Sight } from '../sight/sight.js';
import { PLAIN_SIGHT } from '../testing/random-town.js';
import { Sector } from './sector.js';

const SEED = 20_260_501;
const RADIANS = Math.PI / 180;
/** Evenly: of all floating point numbers most lie near 0. */
const between = (min: number, max: number) =>
  integer({ min: 0, max: 1_000_000 }).map((share) => min + (max - min) * (share / 1_000_000));
const sights: Arbitrary<Sight> = record({
  headingDeg: between(0, 359.9),
  horizontalFieldOfViewDeg: between(10, 360),
  tiltDeg: between(0, 60),
  verticalFieldOfViewDeg: between(15, 120),
  heightM: between(2, 12),
  widthPx: constantFrom(704, 1_280, 1_920, 3_840),
  rangeM: between(20, 150),
}).map((lens) => ({ ...PLAIN_SIGHT, ...lens }));
/** Where something is, seen from a camera: mostly where it may see it. */
const spots = record({ bearingDeg: between(0, 360), distanceM: between(0, 60) }).map(
  ({ bearingDeg, distanceM }) => ({
    bearingDeg,
    distanceM,
    x: distanceM * Math.sin(bearingDeg * RADIANS),
    y: distanceM * Math.cos(bearingDeg * RADIANS),
  }),
);
const sectorOf = (sight: Sight) => new Sector(footprintOf(sight));

/** Degrees between two directions, 0…180. */
const apart = (a: number, b: number) => Math.abs(((((a - b) % 360) + 540) % 360) - 180);

/** By the formulas alone, in the order of the words: pixels, mounting, lens, and the ring that they leave. */
function formulaM2(sight: Sight, level: (typeof LEVELS)[number]): number {
  const { heightM: h, tiltDeg, verticalFieldOfViewDeg: vfov, horizontalFieldOfViewDeg: hfov } = sight;
  const [lowest, highest] = [tiltDeg + vfov / 2, tiltDeg - vfov / 2];
  const near = lowest >= 90 ? 0 : h / Math.tan(lowest * RADIANS);
  const edge = highest > 0 ? h / Math.tan(highest * RADIANS) : Infinity;
  const metresAtOne = hfov < 180 ? 2 * Math.tan((hfov / 2) * RADIANS) : hfov * RADIANS;
  const far = Math.min(sight.widthPx / PIXELS_PER_M[level] / metresAtOne, edge, sight.rangeM);
  return far > near ? Math.PI * (far ** 2 - near ** 2) * (hfov / 360) : 0;
}

/** What of its bounds the sector fills, in squares; null for a sliver, which squares don't measure well. */
function squaresM2(sector: Sector, level: number, formula: number): number | null {
  const { westM, eastM, southM, northM } = sector.bounds();
  const boundsM2 = (eastM - westM) * (northM - southM);
  if (formula < boundsM2 / 20) return null;
  const sideM = Math.sqrt(boundsM2 / 100_000);
  let count = 0;
  for (let y = southM + sideM / 2; y < northM; y += sideM)
    for (let x = westM + sideM / 2; x < eastM; x += sideM) if (sector.levelAt(x, y) >= level) count += 1;
  return count * sideM ** 2;
}

describe('a sector', () => {
  it('never holds what is behind the camera, nor anything outside of its opening', () => {
    const seen = { ahead: 0, behind: 0 };
    assert(
      property(sights, spots, (sight, { x, y, bearingDeg, distanceM }) => {
        const level = sectorOf(sight).levelAt(x, y);
        const offDeg = apart(bearingDeg, sight.headingDeg);
        if (level >= 0) seen[offDeg > 90 ? 'behind' : 'ahead'] += 1;
        const isOutside = offDeg > sight.horizontalFieldOfViewDeg / 2 + 1e-6 && distanceM > 0;
        expect(isOutside && level >= 0).toBe(false);
      }),
      { seed: SEED, numRuns: 1_500 },
    );
    // Only what looks round for more than half a turn may see there at all.
    expect(seen.ahead).toBeGreaterThan(60);
    expect(seen.behind).toBeGreaterThan(5);
  });

  it('of a camera that opens half a turn at most holds nothing behind it', () => {
    const half = sights.filter(({ horizontalFieldOfViewDeg }) => horizontalFieldOfViewDeg <= 180);
    let seen = 0;
    assert(
      property(half, spots, (sight, { x, y }) => {
        if (sectorOf(sight).levelAt(x, y) < 0) return;
        seen += 1;
        const [sine, cosine] = [Math.sin(sight.headingDeg * RADIANS), Math.cos(sight.headingDeg * RADIANS)];
        expect(x * sine + y * cosine).toBeGreaterThanOrEqual(-1e-9);
      }),
      { seed: SEED, numRuns: 1_500 },
    );
    expect(seen).toBeGreaterThan(50);
  });

  it('has the area of the closed formula within 0.5 %, at every level', () => {
    let measured = 0;
    assert(
      property(sights, constantFrom(0, 1, 2, 3), (sight, level) => {
        const formula = formulaM2(sight, LEVELS[level]!);
        const sector = sectorOf(sight);
        expect(sector.levelAt(0, 0) >= level && formula === 0).toBe(false);
        const squares = formula === 0 ? null : squaresM2(sector, level, formula);
        if (squares === null) return;
        measured += 1;
        expect(Math.abs(squares / formula - 1)).toBeLessThan(0.005);
      }),
      { seed: SEED, numRuns: 100 },
    );
    expect(measured).toBeGreaterThan(40);
  });

  it('lies in its bounds, and in no larger ones', () => {
    assert(
      property(sights, spots, (sight, { x, y }) => {
        const sector = sectorOf(sight);
        const { westM, eastM, southM, northM } = sector.bounds();
        const isWithin = x >= westM - 1e-6 && x <= eastM + 1e-6 && y >= southM - 1e-6 && y <= northM + 1e-6;
        expect(sector.levelAt(x, y) < 0 || isWithin).toBe(true);
        for (const edge of [westM, eastM, southM, northM])
          expect(Math.abs(edge)).toBeLessThanOrEqual(sector.reachM + 1e-6);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  it('shows what is nearer, but not too near, in no less detail', () => {
    assert(
      property(sights, spots, between(0, 1), (sight, { x, y, distanceM }, share) => {
        const sector = sectorOf(sight);
        const level = sector.levelAt(x, y);
        if (level < 0 || distanceM * share < sector.footprint.nearM + 1e-6) return;
        expect(sector.levelAt(x * share, y * share)).toBeGreaterThanOrEqual(level);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});
