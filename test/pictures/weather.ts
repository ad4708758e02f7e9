import { blurred, type Canvas, chance, gaussian, HEIGHT, normal, redraw, view, WIDTH } from './canvas.js';
import type { Subject } from './defects.js';

export interface Weather {
  readonly isNight: boolean;
  readonly paint: (subject: Subject) => Canvas;
}

const grain = (canvas: Canvas, deviation: number, seed: number): Canvas => {
  const random = chance(seed);
  return redraw(canvas, (luma, cb, cr) => [luma + deviation * normal(random), cb, cr]);
};

function night({ photograph, seed }: Subject, light = 0.3): Canvas {
  const dark = redraw(view(photograph), (luma, cb, cr, x, y) => {
    const pool = lampAt(x, y, 150, 160, 90) + lampAt(x, y, 520, 190, 70);
    const lamp = lampAt(x, y, 150, 60, 7) + lampAt(x, y, 520, 90, 6);
    return [255 * (luma / 255) ** 1.2 * (light + 0.45 * pool) + 400 * lamp, cb * 0.35, cr * 0.35];
  });
  return grain(dark, 3.5, seed);
}

function lampAt(x: number, y: number, lampX: number, lampY: number, reach: number): number {
  return Math.exp(-((x - lampX) ** 2 + (y - lampY) ** 2) / (2 * reach ** 2));
}

/** Near things stand below, far ones above; Koschmieder's law with so much light left at the far end. */
function fog({ photograph, seed }: Subject, left: number): Canvas {
  const misty = redraw(view(photograph), (luma, cb, cr, _x, y) => {
    const through = left ** Math.max(0, Math.min(1, 1.15 - y / HEIGHT));
    return [luma * through + 185 * (1 - through), cb * through, cr * through];
  });
  return grain(misty, 1.5, seed);
}

/** Nothing of this is a fault. */
export const WEATHERS: Record<string, Weather> = {
  night: { isNight: true, paint: (subject) => night(subject) },
  'night, one lamp': { isNight: true, paint: (subject) => night(subject, 0.12) },
  'night, sodium lamps': {
    isNight: true,
    paint: (subject) => redraw(night(subject), (luma, cb, cr) => [luma, cb - luma * 0.16, cr + luma * 0.14]),
  },
  infrared: {
    isNight: true,
    paint: ({ photograph, seed }) =>
      grain(
        redraw(view(photograph), (luma, _cb, _cr, x, y) => {
          const lit = 0.35 + 0.75 * lampAt(x, y, WIDTH / 2, HEIGHT / 2, 210);
          return [(40 + luma * 0.7) * lit, 0, 0];
        }),
        3,
        seed,
      ),
  },
  headlights: {
    isNight: true,
    paint: (subject) =>
      redraw(night(subject), (luma, cb, cr, x, y) => {
        const glare = lampAt(x, y, 270, 210, 22) + lampAt(x, y, 350, 210, 22);
        const halo = lampAt(x, y, 310, 210, 110);
        return [
          luma + 400 * glare + 110 * halo,
          cb * (1 - Math.min(1, glare)),
          cr * (1 - Math.min(1, glare)),
        ];
      }),
  },
  'light fog': { isNight: false, paint: (subject) => fog(subject, 0.35) },
  'dense fog': { isNight: false, paint: (subject) => fog(subject, 0.15) },
  rain: {
    isNight: false,
    paint: ({ photograph, seed }) => {
      const random = chance(seed);
      const drops = Array.from({ length: 260 }, () => [random() * WIDTH, random() * HEIGHT] as const);
      const streaks = new Float32Array(WIDTH * HEIGHT);
      for (const [left, top] of drops)
        for (let index = 0; index < 22; index += 1) {
          const at = Math.floor(top + index) * WIDTH + Math.floor(left + index * 0.15);
          if (at < streaks.length) streaks[at] = 26;
        }
      return redraw(blurred(view(photograph), 0.7), (luma, cb, cr, x, y) => [
        115 + (luma - 115) * 0.7 + streaks[y * WIDTH + x]!,
        cb * 0.6,
        cr * 0.6,
      ]);
    },
  },
  'snow-covered field': {
    isNight: false,
    paint: ({ photograph, seed }) => {
      const random = chance(seed);
      return redraw(view(photograph), (luma, cb, cr, x, y) => {
        const edge = HEIGHT * 0.42 + 14 * Math.sin(x / 70);
        if (y < edge) return [luma * 0.85 + 30, cb * 0.7, cr * 0.7];
        const drift = 9 * Math.sin(x / 45 + y / 18) + 5 * Math.sin(x / 13 - y / 9);
        return [218 + drift + 3 * normal(random), 3, -2];
      });
    },
  },
  'white wall': {
    isNight: false,
    paint: ({ seed }) => {
      const random = chance(seed);
      const door = 90 + (seed % 7) * 55;
      return redraw(blank(), (_luma, _cb, _cr, x, y) => {
        const light = 222 - 32 * Math.hypot(x / WIDTH - 0.7, y / HEIGHT - 0.1);
        const isDoor = x > door && x < door + 110 && y > 70;
        const isFrame = isDoor && (x < door + 6 || x > door + 104 || y < 76);
        const skirting = y > HEIGHT - 22 ? -60 : 0;
        return [light + skirting - (isFrame ? 75 : isDoor ? 38 : 0) + 1.2 * normal(random), -2, 3];
      });
    },
  },
  'burnt-out sky': {
    isNight: false,
    paint: ({ photograph }) =>
      redraw(view(photograph), (luma, cb, cr, _x, y) => {
        const sky = Math.max(0, Math.min(1, (HEIGHT * 0.38 - y) / 8));
        return [luma * 1.1 + 255 * sky, cb * (1 - sky), cr * (1 - sky)];
      }),
  },
  'evening light': {
    isNight: false,
    paint: ({ photograph }) =>
      redraw(view(photograph), (luma, cb, cr) => [luma * 0.8, cb - luma * 0.05, cr + luma * 0.04]),
  },
  'sun and shadow': {
    isNight: false,
    paint: ({ photograph, seed }) => {
      const slope = 0.4 + (seed % 5) * 0.25;
      const isShaded = (x: number, y: number): boolean => y > 60 + slope * Math.abs(x - 90 * (seed % 6));
      const sharp = Float32Array.from({ length: WIDTH * HEIGHT }, (_, index) =>
        isShaded(index % WIDTH, Math.floor(index / WIDTH)) ? 1 : 0,
      );
      // The sun is half a degree wide: the edge of a shadow is soft, and seen through the same lens as all else.
      const shade = gaussian(sharp, { widthPx: WIDTH, heightPx: HEIGHT }, 1.5);
      return redraw(view(photograph), (luma, cb, cr, x, y) => {
        const dark = shade[y * WIDTH + x]!;
        return [
          luma * (1.08 - 0.58 * dark),
          cb * (1 - 0.3 * dark) + 2 * dark,
          cr * (1 - 0.3 * dark) - 2 * dark,
        ];
      });
    },
  },
  'a still scene': { isNight: false, paint: ({ photograph, seed }) => grain(view(photograph), 0.6, seed) },
};

function blank(): Canvas {
  const size = WIDTH * HEIGHT;
  return {
    widthPx: WIDTH,
    heightPx: HEIGHT,
    luma: new Float32Array(size),
    cb: new Float32Array(size),
    cr: new Float32Array(size),
  };
}

/** Sharp, coloured and full of edges: it hides half of the scene for a moment, and is no cover. */
export function lorry({ photograph, seed }: Subject): Canvas {
  const random = chance(seed);
  const left = 60 + random() * 160;
  return redraw(view(photograph), (luma, cb, cr, x, y) => {
    if (x < left || x > left + 380 || y < 70 || y > 330) return [luma, cb, cr];
    const isWheel = y > 285 && Math.hypot(((x - left) % 130) - 65, y - 305) < 26;
    const isLetter = y > 130 && y < 190 && Math.floor((x - left) / 18) % 2 === 0;
    if (isWheel) return [20, 0, 0];
    return isLetter ? [220, 0, 0] : [100 + 2 * normal(random), 30, -18];
  });
}
