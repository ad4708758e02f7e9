import { HOUR_MS, MINUTE_MS } from '../../kernel/instant.js';
import { STREET_MEASURES } from '../testing/street-picture.js';
import { isComplete, isSteady, learn, resemblance, type SceneReference } from './scene-reference.js';

const POLICY = { learnHours: 4, learnPictures: 4 };
const T = Date.UTC(2026, 0, 1);
/** Scenes that have nothing in common. */
function sceneNumber(number: number): string {
  const cells = Array.from(
    { length: 640 },
    (_, cell) => (Math.imul(cell + 1 + 640 * number, 0x9e3779b1) >>> 24) % 80,
  );
  return Buffer.from(cells.map((value) => (value - 40) & 255)).toString('base64');
}

function taught(pictures: number, more: Partial<typeof STREET_MEASURES> = {}): SceneReference {
  let reference: SceneReference | null = null;
  for (let index = 0; index < pictures; index += 1)
    reference = learn(reference, { ...STREET_MEASURES, ...more }, T + index * HOUR_MS, POLICY);
  return reference!;
}

describe('a scene', () => {
  it('is known after its time, from enough pictures', () => {
    expect([1, 4, 5].map((pictures) => isComplete(taught(pictures), POLICY))).toEqual([false, false, true]);
  });

  it('takes a picture only so often', () => {
    const first = taught(1);
    expect(learn(first, STREET_MEASURES, T + MINUTE_MS, POLICY)).toBe(first);
  });

  it('is unsteady where a camera turns by itself', () => {
    let reference = taught(1);
    for (let index = 1; index < 12; index += 1) {
      const scene = sceneNumber(index);
      reference = learn(reference, { ...STREET_MEASURES, scene }, T + index * HOUR_MS, POLICY);
    }
    expect(isSteady(reference)).toBe(false);
    expect(isSteady(taught(8))).toBe(true);
  });

  it('does not learn dirt once it is known', () => {
    const known = taught(6);
    const later = learn(known, { ...STREET_MEASURES, blurPx: 3 }, T + 9 * HOUR_MS, POLICY);
    expect(later).toMatchObject({ count: 7, blurPx: known.blurPx });
  });

  it('averages the sharpness of a block over the pictures that have edges there', () => {
    const withFirst = (value: number): string =>
      Buffer.from([value, ...Array(39).fill(10)]).toString('base64');
    const first = learn(null, { ...STREET_MEASURES, blockBlurs: withFirst(0) }, T, POLICY);
    const second = learn(first, { ...STREET_MEASURES, blockBlurs: withFirst(30) }, T + HOUR_MS, POLICY);
    const third = learn(second, { ...STREET_MEASURES, blockBlurs: withFirst(0) }, T + 2 * HOUR_MS, POLICY);
    expect([second, third].map(({ blockBlurs }) => Buffer.from(blockBlurs!, 'base64')[0])).toEqual([30, 30]);
  });

  it('takes for the contents of a tile what is always there, not the light of one car', () => {
    const lit = (value: number) => ({
      ...STREET_MEASURES,
      tileRanges: Buffer.alloc(160, value).toString('base64'),
    });
    const rangeAfter = (first: number, second: number): number => {
      const dark = learn(null, lit(first), T, POLICY);
      return Buffer.from(learn(dark, lit(second), T + HOUR_MS, POLICY).tileRanges, 'base64')[0]!;
    };
    expect(rangeAfter(20, 100)).toBe(30);
    expect(rangeAfter(100, 20)).toBe(60);
  });

  it('takes up what references of before did not keep', () => {
    const { blockBlurs: _blurs, tileMeans: _means, ...before } = taught(6);
    const later = learn(before, STREET_MEASURES, T + 9 * HOUR_MS, POLICY);
    expect(later).toMatchObject({
      blockBlurs: STREET_MEASURES.blockBlurs,
      tileMeans: STREET_MEASURES.tileMeans,
    });
  });

  it('takes less than two kilobytes', () => {
    expect(JSON.stringify(taught(6)).length).toBeLessThan(2_048);
  });
});

describe('resemblance', () => {
  it('is the correlation of two grids', () => {
    const [a, b] = [Int8Array.of(40, -40, 40), Int8Array.of(20, -20, 10)];
    expect(resemblance(a, b)).toBeCloseTo(0.962, 3);
    expect(resemblance(a, a)).toBeCloseTo(1);
    expect(resemblance(a, b, (cell) => cell < 2)).toBeCloseTo(1);
  });
});
