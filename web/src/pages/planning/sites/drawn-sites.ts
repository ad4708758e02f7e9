import type { Polygon } from 'geojson';
import { computed, ref } from 'vue';
import { isInside } from '../../../map/geometry.ts';
import { lonLatOf, type Position } from '../../../map/position.ts';
import { keptForOwner } from '../../../parts/kept-for-owner.ts';
import type { Village } from '../queries.ts';
import { polygonOf } from './ring.ts';

/** A pole or a wall that could take a camera. */
export interface Site {
  readonly id: number;
  readonly position: Position;
}
/** Ground on which none may hang. */
export interface Area {
  readonly id: number;
  readonly corners: readonly Position[];
}
interface Drawn {
  readonly sites: readonly Site[];
  readonly areas: readonly Area[];
}

const state = keptForOwner<Drawn>('shouwang.planning.sites', { sites: [], areas: [] });
/** As it was before the last removal. */
const before = ref<Drawn | null>(null);

function nextId(entries: readonly { readonly id: number }[]): number {
  return entries.reduce((most, { id }) => Math.max(most, id), 0) + 1;
}

function addSites(positions: readonly Position[]): void {
  const first = nextId(state.sites);
  const added = positions.map((position, at) => ({ id: first + at, position }));
  write({ sites: [...state.sites, ...added] });
}

function addArea(corners: readonly Position[]): void {
  write({ areas: [...state.areas, { id: nextId(state.areas), corners }] });
}

function remove(kind: keyof Drawn, id: number): void {
  before.value = { sites: state.sites, areas: state.areas };
  Object.assign(state, { [kind]: state[kind].filter((one) => one.id !== id) });
}

function restore(): void {
  if (before.value !== null) write(before.value);
}

function write(next: Partial<Drawn>): void {
  before.value = null;
  Object.assign(state, next);
}

const areas = computed<readonly (Area & { readonly geometry: Polygon })[]>(() =>
  state.areas.map((area) => ({ ...area, geometry: polygonOf(area.corners) })),
);
const sites = computed<readonly (Site & { readonly isBarred: boolean })[]>(() =>
  state.sites.map((site) => ({
    ...site,
    isBarred: areas.value.some(({ geometry }) => isInside(lonLatOf(site.position), geometry)),
  })),
);

/** Those on the ground of a village; all of them for the whole town, and where a village has no boundary. */
export function sitesIn(villages: readonly Village[]): readonly Site[] {
  const boundaries = villages.map(({ boundary }) => boundary);
  return state.sites.filter(({ position }) =>
    boundaries.some((boundary) => boundary === null || isInside(lonLatOf(position), boundary)),
  );
}

/** Where cameras could hang and where none may, as a planner drew it: on this screen alone, for suggestions. */
export const drawn = {
  sites,
  areas,
  canRestore: computed(() => before.value !== null),
  addSites,
  addArea,
  remove,
  restore,
};
