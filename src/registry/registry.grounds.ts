import type { Building } from './domain/buildings.js';
import type { Position } from '../kernel/geography.js';
import type { Lifecycle } from './domain/camera.js';
import type { RegisterValues } from './domain/register-columns.js';
import type { CameraTies } from './registry.facade.js';

/** What the register says of how a camera hangs and looks; null where it doesn't say. */
export interface CameraSightFacts {
  readonly id: string;
  readonly name: string;
  readonly villageId: string;
  readonly programmeId: string | null;
  readonly lifecycle: Lifecycle;
  readonly siteKind: string | null;
  /** WGS 84; a camera whose position is not known sees nothing that could be drawn. */
  readonly position: Position | null;
  readonly register: Pick<RegisterValues, (typeof SIGHT_FIELDS)[number]>;
  readonly ties: CameraTies;
}

/** Columns of 一机一档 that a footprint follows from. */
export const SIGHT_FIELDS = [
  'cameraType',
  'direction',
  'mountHeightM',
  'headingDeg',
  'tiltDeg',
  'horizontalFieldOfViewDeg',
  'verticalFieldOfViewDeg',
  'resolution',
  'viewDistanceM',
] as const;

/** What is not seen through, of one village. */
export interface BuildingsOfVillage {
  readonly villageId: string;
  readonly buildings: readonly Building[];
}

export interface VillageBoundary {
  readonly villageId: string;
  /** GeoJSON Polygon or MultiPolygon, WGS 84; null where not known. */
  readonly boundary: object | null;
}

/** The register as the room sees it that computes what cameras see. All answers are in the order of ids. */
export abstract class RegistryGrounds {
  /** Of every camera, in whatever lifecycle. */
  abstract sights(): Promise<readonly CameraSightFacts[]>;
  /** Null when there is no such camera. */
  abstract sight(cameraId: string): Promise<CameraSightFacts | null>;
  /** Of the villages that have some registered. */
  abstract buildings(): Promise<readonly BuildingsOfVillage[]>;
  /** Empty where none are registered. */
  abstract buildingsOf(villageId: string): Promise<readonly Building[]>;
  abstract villageBoundaries(): Promise<readonly VillageBoundary[]>;
}
