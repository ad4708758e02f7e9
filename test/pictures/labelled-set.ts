import { type Canvas, readPhotograph, redraw, view } from './canvas.js';
import { DEFECTS, STRENGTHS, type Strength, type Subject } from './defects.js';
import type { Photograph } from './photographs.js';
import { lorry, WEATHERS } from './weather.js';

export interface Case {
  /** What is wrong with it, and how much; null: nothing is, and `name` says what it shows. */
  readonly defect: string | null;
  readonly strength: Strength | null;
  readonly name: string;
  readonly isNight: boolean;
  /** Which of the scene's references it is compared with. */
  readonly scene: Scene;
  readonly canvas: Canvas;
}

export type Scene = 'day' | 'night' | 'sodium lamps' | 'infrared' | 'white wall';

export interface LabelledScene {
  readonly cases: readonly Case[];
  /** What the camera has seen in its first days. */
  readonly lessons: Readonly<Record<Scene, readonly Canvas[]>>;
}

const SCENE_OF: Readonly<Record<string, Scene>> = {
  night: 'night',
  'night, one lamp': 'night',
  headlights: 'night',
  'night, sodium lamps': 'sodium lamps',
  infrared: 'infrared',
  'white wall': 'white wall',
};

/** Everything that is made of one photograph. `other` is where a camera looks that was turned away for good. */
export function sceneOf(photograph: Photograph, other: Photograph, seed: number): LabelledScene {
  const subject: Subject = { photograph: readPhotograph(photograph), other: readPhotograph(other), seed };
  const isNight = photograph.isNight === true;
  const well = { defect: null, strength: null };
  const spoilt = Object.entries(DEFECTS).flatMap(([defect, spoil]) =>
    STRENGTHS.map((strength) => ({
      defect,
      strength,
      name: `${defect}, ${strength}`,
      isNight: false,
      scene: 'day' as const,
      canvas: spoil(subject, strength),
    })),
  );
  const weathers = Object.entries(WEATHERS).map(([name, weather]) => ({
    ...well,
    name,
    isNight: weather.isNight || isNight,
    scene: SCENE_OF[name] ?? ('day' as const),
    canvas: weather.paint(subject),
  }));
  const plain = {
    ...well,
    name: 'as it is',
    isNight,
    scene: 'day' as const,
    canvas: view(subject.photograph),
  };
  const passing = { ...well, name: 'a lorry', isNight, scene: 'day' as const, canvas: lorry(subject) };
  return { cases: [plain, ...spoilt, ...weathers, passing], lessons: lessonsOf(subject) };
}

function lessonsOf(subject: Subject): LabelledScene['lessons'] {
  const paint = (name: string, seed: number): Canvas => WEATHERS[name]!.paint({ ...subject, seed });
  const seen = view(subject.photograph);
  const lit = (factor: number): Canvas => redraw(seen, (luma, cb, cr) => [luma * factor, cb, cr]);
  return {
    day: [
      seen,
      lit(0.8),
      lit(1.13),
      paint('evening light', 1),
      paint('sun and shadow', subject.seed + 2),
      paint('a still scene', 3),
    ],
    night: [paint('night', 5), paint('night', 77), paint('headlights', 6), paint('night', 78)],
    'sodium lamps': [paint('night, sodium lamps', 5), paint('night, sodium lamps', 77)],
    infrared: [paint('infrared', 5), paint('infrared', 77)],
    'white wall': [paint('white wall', subject.seed), paint('white wall', subject.seed + 7)],
  };
}
