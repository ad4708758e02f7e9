import type { Grid } from '../ground/grid.js';
import { timeShareOf } from '../sight/footprint.js';
import type { Level } from '../sight/sight.js';
import type { Entry, PlaceStatus, Seer, Shares } from './answers.js';
import { Ground } from './ground.js';
import type { CoverageGrounds, GroundCamera } from './grounds.js';
import { PlaceBoard } from './place-board.js';
import { seenAreaM2, sharesOf } from './shares.js';
import { Spotter, type Seen } from './spotter.js';
import type { Basis } from './status.js';
import { CellTallies, type Change } from './tallies.js';

/**
 * What the cameras of a town see, square by square and place by place. It is computed once; a camera that comes, goes,
 * fails or is mended then costs what it sees. Its only state are counts; it answers at any time.
 */
export class TownMap {
  private constructor(
    readonly ground: Ground,
    private readonly spotter: Spotter,
    private readonly entries: Map<string, Entry>,
    private readonly cells: CellTallies,
    private readonly places: PlaceBoard,
  ) {}

  static of(grounds: CoverageGrounds): TownMap {
    const ground = new Ground(grounds);
    const map = new TownMap(
      ground,
      new Spotter(ground),
      new Map(),
      new CellTallies(ground),
      new PlaceBoard(ground),
    );
    for (const camera of grounds.cameras) map.put(camera);
    return map;
  }

  get grounds(): CoverageGrounds {
    return this.ground.grounds;
  }

  /** Its squares may be larger than those asked for, where the ground is large. */
  get grid(): Grid {
    return this.ground.grid;
  }

  get cameras(): readonly GroundCamera[] {
    return [...this.entries.values()].map(({ camera }) => camera);
  }

  /** How many cameras see each square `c` at level `l` (its place in LEVELS) or better: `4 · c + l`. */
  get cellCounts(): Readonly<Record<Basis, Uint16Array>> {
    return this.cells;
  }

  /** How many cameras see each point of a place at the detail that it needs. */
  get placeCounts(): Readonly<Record<Basis, Uint16Array>> {
    return this.places;
  }

  entry(cameraId: string): Entry | undefined {
    return this.entries.get(cameraId);
  }

  /** A map of its own that starts from this one; footprints are shared. */
  copy(): TownMap {
    return new TownMap(
      this.ground,
      this.spotter,
      new Map(this.entries),
      new CellTallies(this.ground, this.cells),
      new PlaceBoard(this.ground, this.places),
    );
  }

  /** A map of the same ground with some of the cameras, such as those of one programme. */
  only(isWanted: (camera: GroundCamera) => boolean): TownMap {
    const map = new TownMap(
      this.ground,
      this.spotter,
      new Map(),
      new CellTallies(this.ground),
      new PlaceBoard(this.ground),
    );
    for (const entry of this.entries.values()) if (isWanted(entry.camera)) map.enter(entry);
    map.places.settle();
    return map;
  }

  /** Adds a camera, or puts it in the place of the one with its id. Returns the places whose status changed. */
  put(camera: GroundCamera): readonly string[] {
    const before = this.entries.get(camera.id);
    const timeShare = timeShareOf(camera.sight);
    const seen = before?.camera.sight === camera.sight ? before.seen : this.spotter.seenBy(camera.sight);
    const entry = { camera, seen, timeShare, counts: timeShare >= this.grounds.minTimeShare };
    if (before) this.leave(before);
    this.enter(entry);
    return this.places.settle();
  }

  /** Returns the places whose status changed; nothing changes where there is no such camera. */
  remove(cameraId: string): readonly string[] {
    const before = this.entries.get(cameraId);
    if (before) this.leave(before);
    return this.places.settle();
  }

  /** Returns the places whose status changed; nothing changes where there is no such camera. */
  setLive(cameraId: string, isLive: boolean): readonly string[] {
    const before = this.entries.get(cameraId);
    if (!before || before.camera.isLive === isLive) return [];
    this.entries.set(cameraId, { ...before, camera: { ...before.camera, isLive } });
    if (before.counts) this.count(before.seen, { registered: 0, live: isLive ? 1 : -1 });
    return this.places.settle();
  }

  /** Undefined where there is no such place. */
  status(placeId: string): PlaceStatus | undefined {
    return this.places.status(placeId);
  }

  statuses(): readonly PlaceStatus[] {
    return this.places.statuses();
  }

  /** Who sees something of a place, live ones first, then by what they see of it. */
  seers(placeId: string): readonly Seer[] {
    return this.places.seers(placeId, this.entries.values());
  }

  /** Of a village, or of all villages with a boundary. */
  shares(asked: { readonly level: Level; readonly villageId?: string | null }): Shares {
    return sharesOf(this.ground, this.cells, asked);
  }

  /** Square metres that any camera sees, inside the villages and outside. */
  seenAreaM2(asked: { readonly level: Level; readonly basis: Basis }): number {
    return seenAreaM2(this.ground, this.cells, asked);
  }

  /** Weights of the places that are dark or uncovered, of a village or of the town. */
  gapWeight(villageId: string | null = null): number {
    return this.places.gapWeight(villageId);
  }

  private enter(entry: Entry): void {
    this.entries.set(entry.camera.id, entry);
    if (entry.counts) this.count(entry.seen, { registered: 1, live: entry.camera.isLive ? 1 : 0 });
  }

  private leave({ camera, seen, counts }: Entry): void {
    this.entries.delete(camera.id);
    if (counts) this.count(seen, { registered: -1, live: camera.isLive ? -1 : 0 });
  }

  private count(seen: Seen, change: Change): void {
    this.cells.change(seen.cells, change);
    this.places.change(seen.points, change);
  }
}
