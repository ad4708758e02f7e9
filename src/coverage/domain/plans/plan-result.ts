import type { Plane } from '../../../kernel/geography.js';
import { changedCamera } from '../changes/changed-camera.js';
import type { PricedChange } from '../changes/change.js';
import { isGap, type PlaceDifference } from '../changes/effect.js';
import type { GroundCamera } from '../map/grounds.js';
import type { Status } from '../map/status.js';
import type { Plan } from './plan.js';

/** `open`: nothing was done yet; `built`: what it wants is there and does not live; `done`: as it wants it. */
export type ItemStanding = 'open' | 'built' | 'done';

export interface PlaceResult extends Pick<PlaceDifference, 'placeId' | 'villageId' | 'weight' | 'before'> {
  readonly promised: Status;
  /** Null for a place that is no more. */
  readonly now: Status | null;
}

/** What a plan promised beside what is there: weights of gaps, of the places that it was to change. */
export interface PlanResult {
  readonly plannedGain: number;
  readonly measuredGain: number;
  /** measuredGain ÷ plannedGain; null where it promised none. More than 1 where others helped. */
  readonly kept: number | null;
  readonly items: readonly { readonly id: string; readonly kind: string; readonly standing: ItemStanding }[];
  readonly places: readonly PlaceResult[];
}

/** The town as it is. */
export interface TownNow {
  readonly plane: Plane;
  readonly status: (placeId: string) => Status | null;
  /** Null for a camera that is not on the map. */
  readonly camera: (cameraId: string) => GroundCamera | null;
}

export function heldAgainst({ promise, items }: Plan, now: TownNow): PlanResult {
  const places = promise.differences.map(({ placeId, villageId, weight, before, after }) => ({
    placeId,
    villageId,
    weight,
    before,
    promised: after,
    now: now.status(placeId),
  }));
  const plannedGain = places.reduce((sum, place) => sum + gainOf(place, place.promised), 0);
  const measuredGain = places.reduce((sum, place) => sum + gainOf(place, place.now), 0);
  return {
    plannedGain,
    measuredGain,
    kept: plannedGain === 0 ? null : measuredGain / plannedGain,
    items: items.map((item) => ({ id: item.id, kind: item.change.kind, standing: standingOf(item, now) })),
    places,
  };
}

/** A gap closed counts its weight, one opened counts against it. */
function gainOf({ before, weight }: PlaceResult, after: Status | null): number {
  return after === null ? 0 : weight * (Number(isGap(before)) - Number(isGap(after)));
}

function standingOf({ id, change }: PricedChange, now: TownNow): ItemStanding {
  const camera = now.camera(change.kind === 'buy' ? id : change.cameraId);
  if (change.kind === 'remove') return camera === null ? 'done' : 'open';
  if (camera === null) return 'open';
  if (change.kind === 'buy' || change.kind === 'repair') {
    if (camera.isLive) return 'done';
    return change.kind === 'buy' ? 'built' : 'open';
  }
  const wanted = changedCamera(camera, change, now.plane);
  if (!isAlike(wanted, camera)) return 'open';
  return camera.isLive ? 'done' : 'built';
}

/** Nobody hangs a camera to the centimetre, nor turns it to the degree. */
const NEAR = { metres: 5, degrees: 10, pixels: 64 } as const;

function isAlike({ sight: a }: GroundCamera, { sight: b }: GroundCamera): boolean {
  const turnDeg = Math.abs(((a.headingDeg - b.headingDeg + 540) % 360) - 180);
  return (
    Math.hypot(a.at.eastM - b.at.eastM, a.at.northM - b.at.northM) <= NEAR.metres &&
    turnDeg <= NEAR.degrees &&
    Math.abs(a.tiltDeg - b.tiltDeg) <= NEAR.degrees &&
    Math.abs(a.horizontalFieldOfViewDeg - b.horizontalFieldOfViewDeg) <= NEAR.degrees &&
    Math.abs(a.widthPx - b.widthPx) <= NEAR.pixels
  );
}
