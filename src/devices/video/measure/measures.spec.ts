import { coloursOf } from './colours.js';
import { edgesOf } from './edges.js';
import type { LumaPlane } from './planes.js';
import { flatnessOf } from './flatness.js';
import { measurePicture } from './measure-picture.js';
import { stripesOf } from './stripes.js';
import { grainOf, tilesOf } from './tiles.js';
import { tonesOf } from './tones.js';

const [WIDTH, HEIGHT] = [640, 360];

function plane(lumaAt: (x: number, y: number) => number): LumaPlane {
  const luma = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, index) =>
    Math.round(lumaAt(index % WIDTH, Math.floor(index / WIDTH))),
  );
  return { widthPx: WIDTH, heightPx: HEIGHT, luma };
}

function small(colourAt: (x: number, y: number) => readonly [luma: number, cb: number, cr: number]) {
  const [widthPx, heightPx] = [160, 90];
  const at = (index: number, across: number) =>
    colourAt((index % across) / across, Math.floor(index / across));
  return {
    widthPx,
    heightPx,
    luma: Uint8Array.from({ length: widthPx * heightPx }, (_, index) => at(index, widthPx)[0]),
    cb: Uint8Array.from({ length: (widthPx * heightPx) / 4 }, (_, index) => at(index, widthPx / 2)[1]),
    cr: Uint8Array.from({ length: (widthPx * heightPx) / 4 }, (_, index) => at(index, widthPx / 2)[2]),
  };
}

/** White noise, normally distributed, repeatable. */
function noise(deviation: number): () => number {
  let state = 1;
  const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
  return () => {
    let sum = -6;
    for (let term = 0; term < 12; term += 1) sum += next();
    return deviation * sum;
  };
}

/** An edge under a Gaussian, every 64 pixels. */
const edges = (deviationPx: number) => (x: number) => {
  const from = ((x % 64) - 16) / (deviationPx * Math.SQRT2);
  const rise = 1 / (1 + Math.exp(-2.33 * from));
  return 60 + 120 * (Math.floor(x / 64) % 2 === 0 ? rise : 1 - rise);
};

describe('the measures of a picture', () => {
  it.each([
    ['nothing', [], 0, 0],
    ['one grey', [100, 100, 100], 100, 0],
    ['half black, half white', [16, 235], 125.5, 109.5],
  ])('tones of %s', (_name, luma, meanLuma, lumaDeviation) => {
    expect(tonesOf(Uint8Array.from(luma))).toMatchObject({ meanLuma, lumaDeviation });
  });

  it.each([1, 2, 4])('an edge that is smeared by %d px', (deviationPx) => {
    const measured = edgesOf(plane(edges(deviationPx)), 0).blurPx!;
    expect(measured / deviationPx).toBeGreaterThan(0.8);
    expect(measured / deviationPx).toBeLessThan(1.25);
  });

  it('no sharpness where there are no edges', () => {
    expect(
      edgesOf(
        plane((x) => 100 + x / 20),
        0,
      ),
    ).toEqual({ blurPx: null, blockBlurs: new Uint8Array(40) });
  });

  it.each([4, 10, 20])('noise of %d levels', (deviation) => {
    const grain = noise(deviation);
    const measured = grainOf(tilesOf(plane(() => 128 + grain())));
    expect(Math.abs(measured - deviation) / deviation).toBeLessThan(0.1);
  });

  it('no noise in a texture', () => {
    expect(grainOf(tilesOf(plane((x, y) => 128 + 40 * Math.sin(x / 2) * Math.sin(y / 3))))).toBeLessThan(1);
  });

  it.each<[string, (x: number, y: number) => number, number, number]>([
    ['a ripple of 20 levels', (_x, y) => 128 + 20 * Math.sin((2 * Math.PI * y) / 10), 20, 30],
    ['upright stripes', (x) => 128 + 20 * Math.sin((2 * Math.PI * x) / 10), 20, 30],
    ['a horizon', (_x, y) => (y < 150 ? 220 : 60), 0, 3],
    ['a row of houses', (x, y) => (y < 150 ? 220 : 60 + 90 * (Math.floor(x / 80) % 2)), 0, 4.5],
  ])('stripes of %s', (_name, lumaAt, least, most) => {
    const measured = stripesOf(plane(lumaAt));
    expect(measured).toBeGreaterThanOrEqual(least);
    expect(measured).toBeLessThanOrEqual(most);
  });

  it('colours: half of it blue, half grey', () => {
    expect(coloursOf(small((x) => [120, x < 0.5 ? 138 : 128, 128]))).toEqual({
      cb: 5,
      cr: 0,
      colourDistance: 10,
    });
  });

  it('flatness of a screen of one colour', () => {
    expect(flatnessOf(small(() => [29, 255, 107]))).toMatchObject({
      oneColourShare: 1,
      plateauShare: 1,
      commonLuma: 29,
    });
  });

  it('hold nothing that a picture could be made of again: under three kilobytes', () => {
    const measures = measurePicture(
      small((x) => [255 * x, 128, 128]),
      plane((x) => x / 3),
    );
    expect(JSON.stringify(measures).length).toBeLessThan(3_000);
  });
});
