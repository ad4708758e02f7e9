import { measurePicture } from '../../src/devices/video/measure/measure-picture.js';
import type { LumaPlane, Planes } from '../../src/devices/video/measure/planes.js';
import { learn } from '../../src/probing/domain/scene-reference.js';
import { scorePicture } from '../../src/probing/domain/score-picture.js';
import { type Canvas, readPhotograph, view } from './canvas.js';
import type { Photograph } from './photographs.js';

const RUNS = 5;
const PICTURES = 200;
const TIMES_SMALLER = 4;

export interface Cost {
  /** CPU of one picture, milliseconds: the middle one of five runs, and all five. */
  readonly measuringMs: readonly number[];
  /** Of a picture that is compared with another scene, which is looked for everywhere. */
  readonly scoringMs: readonly number[];
}

/** What measuring 640 x 360 and scoring take, alone in this process: decoding and scaling are left out. */
export function costOf(photograph: Photograph, other: Photograph): Cost {
  const [seen, elsewhere] = [photograph, other].map((one) => planesOf(view(readPhotograph(one))));
  const measure = ({ small, detail }: Both) => measurePicture(small, detail);
  const reference = learn(null, measure(elsewhere!), 0, { learnHours: 1, learnPictures: 1 });
  const measures = measure(seen!);
  return {
    measuringMs: runs(() => measure(seen!)),
    scoringMs: runs(() => scorePicture(measures, { daylight: 'day', reference })),
  };
}

function runs(once: () => unknown): number[] {
  return Array.from({ length: RUNS }, () => {
    const from = process.cpuUsage();
    for (let picture = 0; picture < PICTURES; picture += 1) once();
    const { user, system } = process.cpuUsage(from);
    return Math.round((user + system) / PICTURES / 10) / 100;
  }).toSorted((a, b) => a - b);
}

interface Both {
  readonly small: Planes;
  readonly detail: LumaPlane;
}

function planesOf({ widthPx, heightPx, luma, cb, cr }: Canvas): Both {
  const smaller = (plane: Float32Array, times: number, zero: number): Uint8Array => {
    const [across, down] = [widthPx / times, heightPx / times];
    return Uint8Array.from({ length: across * down }, (_, at) => {
      const [x, y] = [at % across, Math.floor(at / across)];
      return zero + plane[y * times * widthPx + x * times]!;
    });
  };
  const small = {
    widthPx: widthPx / TIMES_SMALLER,
    heightPx: heightPx / TIMES_SMALLER,
    luma: smaller(luma, TIMES_SMALLER, 0),
    cb: smaller(cb, 2 * TIMES_SMALLER, 128),
    cr: smaller(cr, 2 * TIMES_SMALLER, 128),
  };
  return { small, detail: { widthPx, heightPx, luma: Uint8Array.from(luma) } };
}
