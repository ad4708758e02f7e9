import { LEVELS, type Level } from '../sight/sight.js';
import { ELSEWHERE, INDOORS } from '../map/ground.js';
import type { Basis } from '../map/status.js';
import type { TownMap } from '../map/town-map.js';
import type { Demands } from '../planning/options.js';

/** What shall be seen. Places are judged at their own detail, ground at one level. */
export interface Asked {
  /** How many cameras shall see everything, 1 … 255. */
  readonly cameras: number;
  /** Whether cameras that are registered but not live are counted as seeing already. */
  readonly basis: Basis;
  /** Null asks for no places. */
  readonly places: {
    readonly villageIds: ReadonlySet<string> | null;
    /** Nothing else may be bought before these are seen. */
    readonly requiredIds: ReadonlySet<string>;
  } | null;
  /** Null asks for no ground. Only villages with a boundary have any. */
  readonly ground: {
    readonly villageIds: ReadonlySet<string> | null;
    readonly level: Level;
    /** What one hectare counts beside the weights of places. */
    readonly weightPerHectare: number;
  } | null;
}

/** Demands, and which point or square each is: what cameras see already as often as is asked is none. */
export interface DemandMap {
  readonly demands: Demands;
  /** The demand of each point of {@link PlacePoints}; -1 for none. */
  readonly ofPoint: Int32Array;
  /** The demand of each square; -1 for none. Null where no ground is asked for. */
  readonly ofCell: Int32Array | null;
  /** The level that each demand needs, by its place in LEVELS. */
  readonly level: Uint8Array;
}

/** What the cameras of a map leave to be seen. Points come first, in the order of places, then squares. */
export function demandsOf(map: TownMap, asked: Asked): DemandMap {
  const ofPoint = new Int32Array(map.ground.points.count).fill(-1);
  const ofCell = asked.ground ? new Int32Array(map.ground.region.length).fill(-1) : null;
  const list = new List();
  if (asked.places) listPoints(map, asked, { ofPoint, list });
  if (ofCell) listCells(map, asked, { ofCell, list });
  return { ...list.done(), ofPoint, ofCell };
}

function listPoints(
  { ground, placeCounts }: TownMap,
  { cameras, basis, places: wanted }: Asked,
  { ofPoint, list }: { readonly ofPoint: Int32Array; readonly list: List },
): void {
  const { points } = ground;
  ground.grounds.places.forEach((place, at) => {
    if (!isWanted(wanted?.villageIds ?? null, place.villageId)) return;
    const weight = place.weight / points.countOf(at);
    const isRequired = wanted?.requiredIds.has(place.id) === true;
    for (let point = points.first[at]!; point < points.first[at + 1]!; point += 1) {
      const need = cameras - placeCounts[basis][point]!;
      if (need > 0) ofPoint[point] = list.add({ weight, need, level: points.detail[at]!, isRequired });
    }
  });
}

function listCells(
  { ground, grid, cellCounts }: TownMap,
  { cameras, basis, ground: wanted }: Asked,
  { ofCell, list }: { readonly ofCell: Int32Array; readonly list: List },
): void {
  if (!wanted) return;
  const { villages } = ground.grounds;
  const level = LEVELS.indexOf(wanted.level);
  const weight = (wanted.weightPerHectare * grid.cellM ** 2) / 10_000;
  const isAsked = [false, ...villages.map(({ id }) => isWanted(wanted.villageIds, id))];
  const counts = cellCounts[basis];
  ground.region.forEach((region, cell) => {
    if (region === INDOORS || region === ELSEWHERE || !isAsked[region]) return;
    const need = cameras - counts[4 * cell + level]!;
    if (need > 0) ofCell[cell] = list.add({ weight, need, level, isRequired: false });
  });
}

function isWanted(villageIds: ReadonlySet<string> | null, villageId: string): boolean {
  return villageIds === null || villageIds.has(villageId);
}

/** Demands while they are counted: millions of squares, so in arrays that grow. */
class List {
  private count = 0;
  private weight = new Float64Array(1_024);
  private need = new Uint8Array(1_024);
  private level = new Uint8Array(1_024);
  private isRequired = new Uint8Array(1_024);

  add(one: { weight: number; need: number; level: number; isRequired: boolean }): number {
    if (this.count === this.weight.length) this.grow();
    this.weight[this.count] = one.weight;
    this.need[this.count] = one.need;
    this.level[this.count] = one.level;
    this.isRequired[this.count] = one.isRequired ? 1 : 0;
    return this.count++;
  }

  private grow(): void {
    const length = 2 * this.count;
    const [weight, need] = [new Float64Array(length), new Uint8Array(length)];
    const [level, isRequired] = [new Uint8Array(length), new Uint8Array(length)];
    weight.set(this.weight);
    need.set(this.need);
    level.set(this.level);
    isRequired.set(this.isRequired);
    Object.assign(this, { weight, need, level, isRequired });
  }

  done(): { demands: Demands; level: Uint8Array } {
    const { count } = this;
    const demands = {
      weight: this.weight.slice(0, count),
      need: this.need.slice(0, count),
      isRequired: this.isRequired.slice(0, count),
    };
    return { demands, level: this.level.slice(0, count) };
  }
}
