import { blurred, type Canvas, chance, gaussian, HEIGHT, normal, redraw, view, WIDTH } from './canvas.js';
import { lossScreen } from './loss-screens.js';

export const STRENGTHS = ['notice', 'complain', 'gross'] as const;
export type Strength = (typeof STRENGTHS)[number];

export interface Subject {
  /** The whole photograph, and another one. */
  readonly photograph: Canvas;
  readonly other: Canvas;
  readonly seed: number;
}

type Spoil = (subject: Subject, strength: Strength) => Canvas;
const by = <T>(strength: Strength, ...[notice, complain, gross]: readonly [T, T, T]): T =>
  ({ notice, complain, gross })[strength];

/** What can be wrong with a picture: as a person would just notice, would complain of, and grossly. */
export const DEFECTS: Record<string, Spoil> = {
  'too-dark': ({ photograph }, strength) => {
    const factor = by(strength, 0.4, 0.2, 0.1);
    return redraw(view(photograph), (luma, cb, cr) => [luma * factor, cb * factor * 1.4, cr * factor * 1.4]);
  },
  'too-bright': ({ photograph }, strength) => {
    // So much of the picture is burnt out, whatever its subject.
    const share = by(strength, 0.25, 0.66, 0.9);
    const seen = view(photograph);
    const factor = 262 / Math.max(8, seen.luma.toSorted()[Math.floor(seen.luma.length * (1 - share))]!);
    return redraw(seen, (luma, cb, cr) => {
      const left = Math.max(0, Math.min(1, (255 - luma * factor) / 60));
      return [luma * factor, cb * left, cr * left];
    });
  },
  'low-contrast': ({ photograph }, strength) => {
    const factor = by(strength, 0.45, 0.22, 0.1);
    return redraw(view(photograph), (luma, cb, cr) => [
      135 + (luma - 120) * factor,
      cb * factor,
      cr * factor,
    ]);
  },
  blurred: ({ photograph }, strength) => blurred(view(photograph), by(strength, 1.6, 3.5, 7)),
  'colour-cast': ({ photograph, seed }, strength) => {
    const size = by(strength, 12, 32, 50);
    // Pink as without an infrared filter, blue, green, yellow.
    const angle = [0.6, 2.9, 3.9, 5.6][seed % 4]!;
    return redraw(view(photograph), (luma, cb, cr) => {
      const weight = Math.min(1, luma / 60) * size;
      return [luma, cb * 0.8 + weight * Math.sin(angle + 0.5), cr * 0.8 + weight * Math.cos(angle)];
    });
  },
  'no-colour': ({ photograph }, strength) => {
    const factor = by(strength, 0.12, 0.02, 0);
    return redraw(view(photograph), (luma, cb, cr) => [luma, cb * factor, cr * factor]);
  },
  noisy: ({ photograph, seed }, strength) => {
    const random = chance(seed);
    const deviation = by(strength, 8, 20, 40);
    return redraw(view(photograph), (luma, cb, cr) => [luma + deviation * normal(random), cb, cr]);
  },
  striped: ({ photograph, seed }, strength) => {
    const size = by(strength, 5, 16, 35);
    const period = [6, 14, 28, 9][seed % 4]!;
    const isUpright = seed % 3 === 0;
    const isSharp = seed % 2 === 0;
    return redraw(view(photograph), (luma, cb, cr, x, y) => {
      const wave = Math.sin((2 * Math.PI * (isUpright ? x : y)) / period);
      return [luma + size * (isSharp ? Math.sign(wave) : wave), cb, cr];
    });
  },
  covered: ({ photograph, seed }, strength) => cover(view(photograph), by(strength, 0.22, 0.5, 1), seed),
  'signal-lost': ({ seed }, strength) => lossScreen(seed, strength !== 'gross'),
  'scene-moved': ({ photograph, other, seed }, strength) => {
    if (strength === 'gross') return view(other);
    const way = seed % 2 === 0 ? 1 : -1;
    return strength === 'notice' ? view(photograph, 24 * way, 8) : view(photograph, 80 * way, 30 * way);
  },
  black: ({ photograph, seed }, strength) => {
    const random = chance(seed);
    const [mean, deviation] = by(strength, [14, 2.5] as const, [8, 1.5] as const, [0, 0] as const);
    return redraw(view(photograph), () => [mean + deviation * normal(random), 0, 0]);
  },
};

/** Something before the lens, out of focus: a bag, a leaf, a hand, a cloth. It comes from a side that the seed chooses. */
function cover(canvas: Canvas, share: number, seed: number): Canvas {
  const random = chance(seed);
  const [luma, cb, cr] = [
    [45, 0, 2],
    [90, -8, 12],
    [28, -4, -3],
    [150, 2, -2],
    [70, -12, -10],
  ][seed % 5]!;
  const side = seed % 4;
  const mask = new Float32Array(WIDTH * HEIGHT);
  const wave = random() * 6;
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const [deep, along] = [
        [x / WIDTH, y / HEIGHT],
        [1 - x / WIDTH, y / HEIGHT],
        [y / HEIGHT, x / WIDTH],
        [1 - y / HEIGHT, x / WIDTH],
      ][side]!;
      mask[y * WIDTH + x] = share === 1 || deep! < share + 0.06 * Math.sin(wave + 5 * along!) ? 1 : 0;
    }
  }
  const soft = gaussian(mask, canvas, 9);
  const folds = 0.02 + random() * 0.02;
  return redraw(canvas, (seenLuma, seenCb, seenCr, x, y) => {
    const weight = soft[y * WIDTH + x]!;
    const shade = luma! + 9 * Math.sin(folds * x + 2 * folds * y) + 1.5 * normal(random);
    const mix = (seen: number, cloth: number): number => seen * (1 - weight) + cloth * weight;
    return [mix(seenLuma, shade), mix(seenCb, cb!), mix(seenCr, cr!)];
  });
}
