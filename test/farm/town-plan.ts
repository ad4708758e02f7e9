import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { CameraPatch } from './camera.js';
import type { SiteKind } from './town.js';

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
  readonly broken: readonly Share[];
  readonly impaired: readonly Share[];
  readonly odd: readonly Share[];
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
