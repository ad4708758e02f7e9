import { STREET_MEASURES } from '../testing/street-picture.js';
import { compareScene } from './compare-scene.js';
import { signed } from './scene-reference.js';

const [ACROSS, DOWN] = [32, 20];
const tiles = (at: (row: number) => number): string =>
  Buffer.from(Array.from({ length: 160 }, (_, tile) => at(Math.floor(tile / 16)))).toString('base64');

/** Each cell of the street's own scene comes back after 80 others; nothing of this one does. */
const STREET = {
  ...STREET_MEASURES,
  scene: Buffer.from(Array.from({ length: ACROSS * DOWN }, (_, cell) => by(cell) & 255)).toString('base64'),
};

function by(cell: number): number {
  const mixed = Math.imul((cell + 1) ^ ((cell + 1) << 7), 0x85ebca6b);
  return (Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 25) - 64;
}

/** What the camera sees once it is turned by so many cells: what comes in at the side is new. */
function turned(acrossCells: number, downCells: number): string {
  const before = signed(STREET.scene);
  const after = Int8Array.from(before, (_, cell) => {
    const [row, column] = [Math.floor(cell / ACROSS) + downCells, (cell % ACROSS) + acrossCells];
    const isNew = row < 0 || row >= DOWN || column < 0 || column >= ACROSS;
    return isNew ? ((cell * 53) % 80) - 40 : before[row * ACROSS + column]!;
  });
  return Buffer.from(after.buffer).toString('base64');
}

describe('a picture beside its scene', () => {
  it('resembles itself where it was', () => {
    const seen = compareScene(STREET, STREET);
    expect(seen).toMatchObject({ elsewhere: 0, lostShare: 0, glareShare: 0, gain: 1, left: 160 });
    expect(seen.resemblance).toBeCloseTo(1);
  });

  it('is found where it went, when the camera was turned', () => {
    const seen = compareScene({ ...STREET, scene: turned(4, 2) }, STREET);
    expect(seen.resemblance).toBeLessThan(0.3);
    expect(seen.resemblance + seen.elsewhere).toBeCloseTo(1, 1);
  });

  it('is not looked for further than a fourth of the picture away', () => {
    expect(compareScene({ ...STREET, scene: turned(12, 0) }, STREET).elsewhere).toBeLessThan(0.3);
  });

  it('is not asked about a burnt-out sky, nor about what the sky makes of its neighbours', () => {
    const tileBurnt = tiles((row) => (row < 4 ? 255 : 0));
    const scene = Buffer.from(
      Int8Array.from(signed(STREET.scene), (value, cell) => (cell < 12 * ACROSS ? -value : value)),
    ).toString('base64');
    const seen = compareScene({ ...STREET, tileBurnt, scene }, STREET);
    expect(seen.resemblance).toBeCloseTo(1);
    expect(seen.left).toBe(64);
  });

  it('tells how much brighter the ground has become', () => {
    const tileMeans = tiles((row) => (row < 4 ? 255 : 165));
    const tileBurnt = tiles((row) => (row < 4 ? 255 : 0));
    const now = { ...STREET, tileMeans, tileBurnt };
    expect(compareScene(now, STREET).gain).toBe(1.5);
    expect(compareScene({ ...now, tileBurnt: tiles(() => 255) }, STREET).gain).toBe(Infinity);
    const { tileMeans: _unknown, ...learnedBefore } = STREET;
    expect(compareScene(now, learnedBefore).gain).toBeNull();
  });
});
