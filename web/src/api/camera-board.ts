import { useQuery } from '@tanstack/vue-query';
import { markRaw, reactive } from 'vue';
import { api, told } from './client.ts';
import type { components } from './schema.d.ts';

export const STATES = ['offline', 'impaired', 'unknown', 'online'] as const;
/** The worst first. */
export type CameraState = (typeof STATES)[number];

export interface TownCamera {
  readonly id: string;
  readonly name: string;
  readonly villageId: string;
  readonly state: CameraState;
  /** Code of what is wrong; null where nothing is. */
  readonly fault: string | null;
  readonly sinceMs: number;
  /** Longitude and latitude, degrees, WGS 84. */
  readonly position: readonly [number, number] | null;
  readonly isInService: boolean;
}

export interface CameraBoard {
  readonly cameras: readonly TownCamera[];
  readonly placeOf: ReadonlyMap<string, number>;
}

type Columns = components['schemas']['CameraColumns'];

export interface StateChange {
  readonly cameraId: string;
  readonly state: CameraState;
  readonly fault: string | null;
  readonly since: string;
}

export const CAMERA_BOARD = ['board', 'cameras'] as const;

/** All cameras of one's villages, kept up to date by what the service tells. */
export function useCameraBoard() {
  return reactive(
    useQuery({
      queryKey: CAMERA_BOARD,
      queryFn: async () => boardOf(await told(api.GET('/api/v1/board/cameras'))),
      // Ten thousand cameras are not compared one by one, nor watched one by one.
      structuralSharing: false,
      staleTime: 60_000,
    }),
  );
}

function boardOf(columns: Columns): CameraBoard {
  return withPlaces(columns.ids.map((_, at) => cameraAt(columns, at)));
}

function cameraAt(columns: Columns, at: number): TownCamera {
  const { longitudesDeg, latitudesDeg, faults } = columns;
  const [longitude, latitude, fault] = [
    longitudesDeg[at] ?? null,
    latitudesDeg[at] ?? null,
    faults[at] ?? null,
  ];
  return {
    id: columns.ids[at]!,
    name: columns.names[at]!,
    villageId: columns.villageIds[columns.villages[at]!]!,
    state: columns.stateNames[columns.states[at]!]!,
    fault: fault === null ? null : columns.faultCodes[fault]!,
    sinceMs: columns.sinceS[at]! * 1_000,
    position: longitude === null || latitude === null ? null : [longitude, latitude],
    isInService: columns.inService[at] === 1,
  };
}

function withPlaces(cameras: readonly TownCamera[]): CameraBoard {
  return markRaw({ cameras, placeOf: new Map(cameras.map(({ id }, at) => [id, at])) });
}

/** The board after some cameras changed; one that it does not know yet comes with the next question. */
export function changed(board: CameraBoard, changes: readonly StateChange[]): CameraBoard {
  const cameras = [...board.cameras];
  for (const { cameraId, state, fault, since } of changes) {
    const at = board.placeOf.get(cameraId);
    if (at !== undefined) cameras[at] = { ...cameras[at]!, state, fault, sinceMs: Date.parse(since) };
  }
  return markRaw({ cameras, placeOf: board.placeOf });
}
