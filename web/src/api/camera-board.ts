import { useQuery } from '@tanstack/vue-query';
import { markRaw, reactive } from 'vue';
import { api, told } from './client.ts';
import type { components } from './schema.d.ts';

export type CameraState = 'offline' | 'impaired' | 'unknown' | 'online';
/** How cameras are told apart at a glance, what wants looking at first: in maintenance, the state says little. */
export const FACES = ['offline', 'impaired', 'unknown', 'maintenance', 'online'] as const;
export type Face = (typeof FACES)[number];

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
  readonly isInMaintenance: boolean;
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

export interface MaintenanceChange {
  readonly cameraId: string;
  readonly isInMaintenance: boolean;
}

export function faceOf({ state, isInMaintenance }: Pick<TownCamera, 'state' | 'isInMaintenance'>): Face {
  return isInMaintenance ? 'maintenance' : state;
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
    isInMaintenance: columns.inMaintenance[at] === 1,
  };
}

function withPlaces(cameras: readonly TownCamera[]): CameraBoard {
  return markRaw({ cameras, placeOf: new Map(cameras.map(({ id }, at) => [id, at])) });
}

/** The board after some cameras changed; one that it does not know yet comes with the next question. */
export function changed<C extends { readonly cameraId: string }>(
  board: CameraBoard,
  changes: readonly C[],
  applied: (camera: TownCamera, change: C) => TownCamera,
): CameraBoard {
  const cameras = [...board.cameras];
  for (const change of changes) {
    const at = board.placeOf.get(change.cameraId);
    if (at !== undefined) cameras[at] = applied(cameras[at]!, change);
  }
  return markRaw({ cameras, placeOf: board.placeOf });
}

export function inState(camera: TownCamera, { state, fault, since }: StateChange): TownCamera {
  return { ...camera, state, fault, sinceMs: Date.parse(since) };
}

export function inMaintenance(camera: TownCamera, { isInMaintenance }: MaintenanceChange): TownCamera {
  return { ...camera, isInMaintenance };
}
