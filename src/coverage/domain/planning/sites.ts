import { DomainError } from '../../../kernel/domain-error.js';
import type { Spot } from '../../../kernel/geography.js';
import { insideFinder } from './village-at.js';
import { boundsOfPolygons } from '../ground/bounds.js';
import { Buildings } from '../ground/buildings.js';
import { gridOf, scan } from '../ground/grid.js';
import { samplesOf } from '../ground/samples.js';
import type { Path, Polygon } from '../ground/shape.js';
import type { CoverageGrounds } from '../map/grounds.js';

/** Where a camera could hang, as people say it. */
export interface SitesAsked {
  /** The caller marks those whose kind the law forbids. */
  readonly points: readonly { readonly at: Spot; readonly isForbidden: boolean }[];
  /** Where cameras of the register hang already. */
  readonly atPoles: boolean;
  /** Along roads, one every `everyM` metres. */
  readonly lines: readonly Path[];
  readonly everyM: number;
  /** Outdoors in the boundaries of the villages, one every so many metres each way; null for none. */
  readonly gridM: number | null;
  /** Areas in which no camera may hang. */
  readonly forbidden: readonly Polygon[];
}

export interface Sites {
  readonly spots: readonly Spot[];
  /** 1 where none may hang; told, and never suggested. */
  readonly isForbidden: Uint8Array;
  /** Steps along lines that lie in none of the villages, and are left out. */
  readonly outside: number;
}

/** As many as are looked at in one answer. */
export const MOST_SITES = 50_000;

/** All sites that were asked for, each once: those that are nearer than half a metre to each other are one. */
export function sitesOf(
  asked: SitesAsked,
  grounds: CoverageGrounds,
  villageIds: readonly string[] | null,
): Sites {
  const gathered = new Gathered(insideFinder(grounds, villageIds));
  for (const [index, { at, isForbidden }] of asked.points.entries())
    gathered.addPoint(at, isForbidden, index);
  if (asked.atPoles)
    for (const { eastM, northM } of polesOf(grounds, villageIds)) gathered.add(eastM, northM);
  for (const path of asked.lines) gathered.addInside(samplesOf({ kind: 'line', path }, asked.everyM));
  if (asked.gridM !== null) gathered.addAll(gridPoints(grounds, villageIds, asked.gridM));
  return gathered.without(asked.forbidden);
}

class Gathered {
  private outside = 0;
  private readonly sites = new Map<
    string,
    { readonly eastM: number; readonly northM: number; isForbidden: boolean }
  >();

  constructor(private readonly isInside: (eastM: number, northM: number) => boolean) {}

  addPoint({ eastM, northM }: Spot, isForbidden: boolean, index: number): void {
    if (!this.isInside(eastM, northM)) throw outsideVillages(index);
    this.add(eastM, northM, isForbidden);
  }

  /** A road goes on beyond the village. */
  addInside(path: Path): void {
    for (let at = 0; at < path.length; at += 2) {
      const [eastM, northM] = [path[at]!, path[at + 1]!];
      if (this.isInside(eastM, northM)) this.add(eastM, northM);
      else this.outside += 1;
    }
  }

  add(eastM: number, northM: number, isForbidden = false): void {
    const key = `${Math.round(eastM)} ${Math.round(northM)}`;
    const known = this.sites.get(key);
    if (known !== undefined) known.isForbidden ||= isForbidden;
    else if (this.sites.size === MOST_SITES) throw tooMany();
    else this.sites.set(key, { eastM, northM, isForbidden });
  }

  addAll(path: Path): void {
    for (let at = 0; at < path.length; at += 2) this.add(path[at]!, path[at + 1]!);
  }

  without(forbidden: readonly Polygon[]): Sites {
    const sites = [...this.sites.values()];
    const areas = new Buildings(forbidden.map((polygon) => ({ polygons: [polygon], heightM: 0 })));
    return {
      outside: this.outside,
      spots: sites.map(({ eastM, northM }) => ({ eastM, northM })),
      isForbidden: Uint8Array.from(sites, ({ eastM, northM, isForbidden }) =>
        isForbidden || areas.isIndoors(eastM, northM) ? 1 : 0,
      ),
    };
  }
}

function polesOf({ cameras }: CoverageGrounds, villageIds: readonly string[] | null): readonly Spot[] {
  return cameras
    .filter(({ villageId }) => villageIds?.includes(villageId) ?? true)
    .map(({ sight }) => sight.at);
}

function gridPoints(grounds: CoverageGrounds, villageIds: readonly string[] | null, gridM: number): Path {
  const boundaries = grounds.villages
    .filter(({ id }) => villageIds?.includes(id) ?? true)
    .flatMap(({ boundary }) => (boundary === null ? [] : [boundary]));
  if (boundaries.length === 0) throw noBoundary();
  const buildings = new Buildings(grounds.buildings);
  const points: number[] = [];
  for (const boundary of boundaries) {
    const grid = gridOf(boundsOfPolygons(boundary), gridM);
    if (grid.columns * grid.rows > 100 * MOST_SITES) throw tooMany();
    scan(grid, boundary, (row, from, to) => {
      for (let column = from; column < to; column += 1) {
        const [eastM, northM] = [grid.westM + (column + 0.5) * gridM, grid.southM + (row + 0.5) * gridM];
        if (!buildings.isIndoors(eastM, northM)) points.push(eastM, northM);
      }
    });
    if (points.length > 2 * MOST_SITES) throw tooMany();
  }
  return Float64Array.from(points);
}

function tooMany(): DomainError {
  const message = `sites: there are more than ${MOST_SITES} of them; ask for fewer villages, a wider grid or larger steps.`;
  return new DomainError('unprocessable', 'too-many-sites', message, [{ path: 'sites', message }]);
}

function noBoundary(): DomainError {
  const message = 'none of the villages has a boundary to lay a grid in; enter one, or give points or lines';
  return new DomainError('unprocessable', 'no-boundary', `sites.gridM: ${message}.`, [
    { path: 'sites.gridM', message },
  ]);
}

function outsideVillages(index: number): DomainError {
  const path = `sites.points.${index}`;
  const message =
    'lies outside the boundaries of all villages that are asked about; move it, or ask for its village, too';
  return new DomainError('unprocessable', 'site-outside-villages', `${path}: ${message}.`, [
    { path, message },
  ]);
}
