import type { Position } from '../../../map/position.ts';
import type { ChangeBody } from '../answers.ts';
import type { Mark } from '../signs.ts';
import type { Items } from './items.ts';

export interface PlanCamera {
  /** Of the register, or the key of the change that buys it. */
  readonly id: string;
  readonly name: string;
  readonly villageId: string;
  readonly position: Position;
  readonly headingDeg: number | null;
  readonly horizontalFieldOfViewDeg: number | null;
  readonly viewDistanceM: number | null;
  readonly cameraType: string | null;
  /** As people write it. */
  readonly resolution: string | null;
  /** Above ground, metres; null for what is usual for its type. */
  readonly mountHeightM: number | null;
  /** Below the horizon, degrees; null for what is usual for its type. */
  readonly tiltDeg: number | null;
  readonly mark: Mark;
}

/** The cameras as they would hang: bought ones beside them, and marked what has changed. */
export function camerasAfter(cameras: readonly PlanCamera[], items: Items): readonly PlanCamera[] {
  const after = new Map(cameras.map((camera) => [camera.id, camera]));
  for (const { key, change } of items) {
    if (change.kind === 'buy') after.set(key, bought(key, change));
    else {
      const camera = after.get(change.cameraId);
      if (camera !== undefined) after.set(camera.id, changed(camera, change));
    }
  }
  return [...after.values()];
}

function bought(id: string, change: Extract<ChangeBody, { kind: 'buy' }>): PlanCamera {
  const { name, villageId, position, headingDeg = null, cameraType = '3' } = change;
  const { mountHeightM = null, tiltDeg = null } = change;
  const { horizontalFieldOfViewDeg = null, viewDistanceM = null, resolution = null } = change;
  const lens = { horizontalFieldOfViewDeg, viewDistanceM, resolution };
  const sight = { headingDeg, ...lens, cameraType, mountHeightM, tiltDeg };
  return { id, name, villageId, position, ...sight, mark: 'bought' };
}

function changed(camera: PlanCamera, change: Exclude<ChangeBody, { kind: 'buy' }>): PlanCamera {
  switch (change.kind) {
    case 'move': {
      const { position } = change;
      const headingDeg = change.headingDeg ?? camera.headingDeg;
      const mountHeightM = change.mountHeightM ?? camera.mountHeightM;
      return { ...camera, position, headingDeg, mountHeightM, mark: 'changed' };
    }
    case 'turn': {
      const tiltDeg = change.tiltDeg ?? camera.tiltDeg;
      return { ...camera, headingDeg: change.headingDeg, tiltDeg, mark: 'changed' };
    }
    case 'change-lens': {
      const opening = change.horizontalFieldOfViewDeg ?? camera.horizontalFieldOfViewDeg;
      const rangeM = change.viewDistanceM ?? camera.viewDistanceM;
      const resolution = change.resolution ?? camera.resolution;
      const lens = { horizontalFieldOfViewDeg: opening, viewDistanceM: rangeM, resolution };
      return { ...camera, ...lens, mark: 'changed' };
    }
    case 'repair':
      return { ...camera, mark: 'changed' };
    case 'remove':
      return { ...camera, mark: 'removed' };
  }
}

/** 水平视场角 that is usual for a type, degrees: how wide a sign opens of which nobody has written it down. */
const USUAL_OPENING_DEG: Readonly<Record<string, number>> = { '1': 60, '2': 90, '3': 68, '4': 50, '5': 30 };
const USUAL_RANGE_M = 30;
/** A sign tells the direction; the ground that is seen is drawn by what the service computes. */
const MOST_RANGE_M = 60;

export function openingOf({ horizontalFieldOfViewDeg, cameraType }: PlanCamera): number {
  return horizontalFieldOfViewDeg ?? USUAL_OPENING_DEG[cameraType ?? '3'] ?? 68;
}

export function signRangeOf({ viewDistanceM }: PlanCamera): number {
  return Math.min(viewDistanceM ?? USUAL_RANGE_M, MOST_RANGE_M);
}
