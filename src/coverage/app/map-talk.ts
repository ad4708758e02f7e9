import type { PlaceStatus, Seer, Shares } from '../domain/map/answers.js';
import type { CameraGroup } from '../domain/map/closed-gaps.js';
import type { CoverageGrounds, GroundCamera } from '../domain/map/grounds.js';
import type { Basis, Status } from '../domain/map/status.js';
import type { Level } from '../domain/sight/sight.js';
import type { PlanningQuestion } from './planning-talk.js';
import type { Refusal } from './refusal.js';

/** What the service and the thread that holds the map say to each other. */
export type ToMap =
  | { readonly kind: 'load'; readonly town: TownToMap }
  | { readonly kind: 'change'; readonly changes: readonly MapChange[] }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question };

export type FromMap =
  | { readonly kind: 'summary'; readonly summary: CoverageSummary }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly message: string;
      /** Null for a failure that nobody expected. */
      readonly refusal: Refusal | null;
    };

export interface TownToMap {
  readonly grounds: CoverageGrounds;
  /** Of cameras, places and villages, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Cameras in service that nobody looks at now. */
  readonly unwatched: readonly string[];
}

export type MapChange =
  | {
      readonly kind: 'camera';
      readonly camera: GroundCamera;
      readonly name: string;
      readonly isWatched: boolean;
    }
  | { readonly kind: 'gone'; readonly cameraId: string }
  | {
      readonly kind: 'state';
      readonly cameraId: string;
      readonly isLive: boolean;
      readonly isWatched: boolean;
    };

/** Which cameras and villages an answer is about. */
export interface Scope {
  /** Null for all. */
  readonly villageIds: readonly string[] | null;
  /** Only cameras of this programme; null for all. */
  readonly programmeId: string | null;
  /** `registered`: as it would be if every registered camera lived. */
  readonly basis: Basis;
}

export type Question = MapQuestion | PlanningQuestion | ClosedGapsQuestion;

/** On paper, of all cameras, whatever their programme. */
export interface ClosedGapsQuestion {
  readonly kind: 'closed-gaps';
  readonly groups: readonly CameraGroup[];
}

export type MapQuestion =
  | ({ readonly kind: 'numbers'; readonly level: Level } & Scope)
  | ({ readonly kind: 'statuses' } & Scope)
  | ({ readonly kind: 'places'; readonly placeIds: readonly string[] } & Scope)
  | ({ readonly kind: 'drawing'; readonly level: Level; readonly layers: readonly Layer[] } & Scope);

export const LAYERS = ['footprints', 'gaps', 'places'] as const;
export type Layer = (typeof LAYERS)[number];

export interface VillageNumbers {
  readonly villageId: string;
  readonly places: Readonly<Record<Status, number>>;
  readonly weights: Readonly<Record<Status, number>>;
  readonly gapWeight: number;
  readonly area: Shares;
}

export interface Numbers {
  /** As it was asked for, or larger where the ground is large. */
  readonly cellM: number;
  readonly villages: readonly VillageNumbers[];
}

export interface SeenPlace extends PlaceStatus {
  readonly seers: readonly Seer[];
}

/** What is kept beside the thread: enough for metrics and for the history of places. */
export interface CoverageSummary {
  readonly villages: readonly {
    readonly villageId: string;
    readonly places: Readonly<Record<Status, number>>;
    readonly gapWeight: number;
    /** Shares of the village's ground at `detect`; null where no boundary is known. */
    readonly ratio: Readonly<Record<Basis, number | null>>;
  }[];
  readonly places: readonly PlaceNow[];
}

export interface PlaceNow {
  readonly placeId: string;
  readonly villageId: string;
  readonly status: Status;
  /** False for a dark place of whose cameras none is looked at: it may be dark or not. */
  readonly isWatched: boolean;
}
