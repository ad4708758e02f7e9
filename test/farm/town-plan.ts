import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { CameraPatch } from './camera.js';
import type { SiteKind, TownPlace } from './town.js';

/** What `config/towns/<key>/town.yaml` says. */
export interface TownPlan {
  readonly demonstration: true;
  readonly key: string;
  readonly name: string;
  readonly code: string;
  readonly centre: { readonly latitudeDeg: number; readonly longitudeDeg: number };
  readonly communities: readonly string[];
  readonly villages: readonly (string | { readonly name: string; readonly code: string })[];
  readonly numbered: { readonly name: string; readonly count: number };
  readonly siteKinds: readonly SiteKind[];
  readonly programmes: readonly {
    readonly key: string;
    readonly name: string;
    readonly cameras: number;
    /** Cameras that are in a certain village. */
    readonly at?: Readonly<Record<string, number>>;
  }[];
  readonly headingStepDeg: number;
  readonly mounts: readonly {
    readonly cameraType: string;
    readonly mountHeightM: number;
    readonly isHeadingUnknown?: boolean;
  }[];
  /** Half of its width and height, and what is cut off its corners. */
  readonly boundary: { readonly eastM: number; readonly northM: number; readonly cornerM: number };
  readonly places: readonly PlacePlan[];
  readonly houses: {
    readonly ofCameras: number;
    readonly behindM: number;
    readonly lengthM: number;
    readonly depthM: number;
    readonly floorsM: readonly number[];
  };
  readonly broken: readonly Share[];
  readonly impaired: readonly Share[];
  readonly odd: readonly Share[];
}

/** A place that each village has. */
export type PlacePlan = Pick<TownPlace, 'name' | 'kind' | 'detail' | 'weight'> & (PlaceAhead | PlaceAlong);

/** A point in front of a camera, or a square of `sideM`; perhaps with a house between. */
export interface PlaceAhead {
  readonly ofCamera: number;
  readonly aheadM: number;
  readonly sideM?: number;
  readonly hiddenBy?: { readonly aheadM: number; readonly heightM: number };
}

/** A line at the western boundary. */
export interface PlaceAlong {
  readonly alongM: number;
}

/** So many cameras are like this. */
export interface Share {
  readonly count: number;
  readonly takes: CameraPatch;
  /** Somebody wrote the path of the stream into the register. */
  readonly streamPathKnown?: boolean;
}

export function readPlan(key: string): TownPlan {
  const file = fileURLToPath(new URL(`../../config/towns/${key}/town.yaml`, import.meta.url));
  return parse(readFileSync(file, 'utf8')) as TownPlan;
}
