import type { CameraState } from '../../kernel/camera-state.js';

type Counts<K extends string> = Readonly<Record<K, number>>;
type PlaceStatus = 'covered' | 'fragile' | 'dark' | 'uncovered';

/** What a village comes to, made so that a town is the sum of its villages. */
export interface CameraFigures extends Counts<CameraState> {
  /** In service and in maintenance, whatever their state. */
  readonly maintenance: number;
  readonly notInService: number;
  readonly openOutages: number;
  /** Milliseconds of the last 24 hours. */
  readonly time: Counts<CameraState | 'maintenance'>;
  /** How its places stand; null before coverage was computed. */
  readonly places: Counts<PlaceStatus> | null;
  /** Weights of its dark and uncovered places; null with them. */
  readonly gapWeight: number | null;
}

const NO_STATES = { online: 0, impaired: 0, offline: 0, unknown: 0, maintenance: 0 } as const;

export const NO_FIGURES: CameraFigures = {
  ...NO_STATES,
  notInService: 0,
  openOutages: 0,
  time: NO_STATES,
  places: null,
  gapWeight: null,
};

/** What is left out of `part` adds nothing; what is null on one side is what the other says. */
export function plus(a: CameraFigures, part: Partial<CameraFigures>): CameraFigures {
  const b = { ...NO_FIGURES, ...part };
  return {
    online: a.online + b.online,
    impaired: a.impaired + b.impaired,
    offline: a.offline + b.offline,
    unknown: a.unknown + b.unknown,
    maintenance: a.maintenance + b.maintenance,
    notInService: a.notInService + b.notInService,
    openOutages: a.openOutages + b.openOutages,
    time: added(a.time, b.time),
    places: a.places === null || b.places === null ? (a.places ?? b.places) : added(a.places, b.places),
    gapWeight:
      a.gapWeight === null || b.gapWeight === null ? (a.gapWeight ?? b.gapWeight) : a.gapWeight + b.gapWeight,
  };
}

function added<K extends string>(a: Counts<K>, b: Counts<K>): Counts<K> {
  const keys = Object.keys(a) as K[];
  return Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) as Counts<K>;
}
