import type { PictureMeasures, VideoDecoder } from '../../src/devices/video/index.js';
import type { PictureScores } from '../../src/probing/domain/picture-faults.js';
import { learn, type SceneReference } from '../../src/probing/domain/scene-reference.js';
import { scorePicture } from '../../src/probing/domain/score-picture.js';
import type { Canvas } from './canvas.js';
import { encode } from './coding.js';
import type { Case, LabelledScene, Scene } from './labelled-set.js';

export interface Scored extends Omit<Case, 'canvas'> {
  readonly photograph: string;
  /** Of a camera that has learned its scene, and of one on its first day. */
  readonly scores: PictureScores;
  readonly firstDay: PictureScores;
}

const HOUR_MS = 3_600_000;
const SHORT_SCHOOL = { learnHours: 1, learnPictures: 100 };

/** Codes, decodes and measures everything that was made of one photograph, and scores it. */
export async function scoreScene(
  photograph: string,
  { cases, lessons }: LabelledScene,
  decoder: VideoDecoder,
): Promise<Scored[]> {
  const measures = await measuresOf(
    [...cases.map(({ canvas }) => canvas), ...Object.values(lessons).flat()],
    decoder,
  );
  let next = cases.length;
  const references = Object.fromEntries(
    Object.entries(lessons).map(([scene, canvases]) => {
      const learned = learnAll(measures.slice(next, (next += canvases.length)));
      return [scene, learned] as const;
    }),
  ) as Record<Scene, SceneReference>;
  return cases.map(({ canvas: _canvas, ...known }, index) => {
    const daylight = known.isNight ? 'night' : 'day';
    const reference = references[known.scene];
    return {
      ...known,
      photograph,
      scores: scorePicture(measures[index]!, { daylight, reference }),
      firstDay: scorePicture(measures[index]!, { daylight, reference: null }),
    };
  });
}

/** What our decode worker measures on each canvas, once it has been an H.264 picture. */
async function measuresOf(canvases: readonly Canvas[], decoder: VideoDecoder): Promise<PictureMeasures[]> {
  const pictures = await encode(canvases);
  const outcomes = await Promise.all(pictures.map((bytes) => decoder.decode({ codec: 'h264', bytes })));
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw new Error(outcome.fault.detail);
    return outcome.value.measures;
  });
}

function learnAll(measures: readonly PictureMeasures[]): SceneReference {
  let reference: SceneReference | null = null;
  for (const [index, seen] of measures.entries())
    reference = learn(reference, seen, index * HOUR_MS, SHORT_SCHOOL);
  return reference!;
}
