import { Inject, Injectable } from '@nestjs/common';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import {
  BuildingsChanged,
  CameraChanged,
  CameraRegistered,
  CameraRemoved,
  GroupsChanged,
  PlacesChanged,
} from '../../registry/index.js';
import { CameraStateChanged } from '../../uptime/index.js';
import type { CoverageGrounds } from '../domain/map/grounds.js';
import { CoverageBook } from './coverage-book.js';
import { GroundsDesk } from './grounds-desk.js';
import { LiveMap } from './live-map.js';
import type { CoverageSummary, MapChange } from './map-talk.js';
import { Town } from './town.js';

/** Of more than these at once everything is read again: an import writes thousands. */
const MANY_CAMERAS = 300;
/** After a reading that failed, as while the database is away. */
const RETRY_MS = 5_000;

/** What changed since the map followed last. */
class Pending {
  readonly cameras = new Set<string>();
  readonly states = new Set<string>();
  readonly buildings = new Set<string>();
  places = false;
  groups = false;
  everything = false;
}

/** Keeps the map up with the register and with probing: what changes within a moment is handed over together. */
@Injectable()
export class FollowTown extends GroundsDesk {
  private pending = new Pending();
  private cancel: Cancel | null = null;
  private work: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    @Inject(Town) private readonly town: Town,
    @Inject(LiveMap) private readonly map: LiveMap,
    @Inject(CoverageBook) private readonly book: CoverageBook,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'coverage'>,
    @Inject(Log) private readonly log: Log,
  ) {
    super();
  }

  /** Reads the town and begins to follow. */
  async start(): Promise<void> {
    this.map.follow(
      () => this.town.toMap(),
      (summary) => this.book.set(summary),
    );
    this.listen();
    await this.town.read();
    this.load();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancel?.();
    await this.work;
    await this.map.stop();
  }

  /** Until the map was handed all that happened before: whoever wrote something and asks then is answered with it. */
  async caughtUp(): Promise<void> {
    if (this.cancel !== null) this.catchUpNow();
    await this.work;
  }

  async grounds(): Promise<CoverageGrounds> {
    await this.caughtUp();
    return this.town.grounds();
  }

  private listen(): void {
    const note = (what: (pending: Pending) => void): void => {
      what(this.pending);
      this.wake(this.config.coverage.debounceMs);
    };
    const camera = ({ cameraId }: { readonly cameraId: string }): void =>
      note((pending) => pending.cameras.add(cameraId));
    this.events.on(CameraRegistered, camera);
    this.events.on(CameraChanged, camera);
    this.events.on(CameraRemoved, camera);
    this.events.on(CameraStateChanged, ({ cameraId }) => note((pending) => pending.states.add(cameraId)));
    this.events.on(BuildingsChanged, ({ villageId }) => note((pending) => pending.buildings.add(villageId)));
    this.events.on(PlacesChanged, () => note((pending) => (pending.places = true)));
    this.events.on(GroupsChanged, () => note((pending) => (pending.groups = true)));
  }

  private wake(delayMs: number): void {
    if (this.cancel !== null || this.isStopped) return;
    this.cancel = this.clock.after(delayMs, () => this.catchUpNow());
  }

  private catchUpNow(): void {
    this.cancel?.();
    this.cancel = null;
    this.work = this.work.then(() => this.catchUp());
  }

  private async catchUp(): Promise<void> {
    const { pending } = this;
    this.pending = new Pending();
    try {
      await this.follow(pending);
    } catch (cause) {
      if (this.isStopped) return;
      this.log.warn({ err: cause }, 'coverage cannot read the register, and tries again');
      this.pending.everything = true;
      this.wake(RETRY_MS);
    }
  }

  private async follow(pending: Pending): Promise<void> {
    const isOther = pending.groups && (await this.town.areVillagesOthers());
    if (pending.everything || isOther || pending.cameras.size > MANY_CAMERAS) {
      await this.town.read();
      return this.load();
    }
    if (pending.places) await this.town.readPlaces();
    for (const villageId of pending.buildings) await this.town.readBuildings(villageId);
    const changes: MapChange[] = [];
    for (const id of pending.cameras) {
      const change = await this.town.readCamera(id);
      if (change !== null) changes.push(change);
    }
    for (const id of pending.states) {
      const change = pending.cameras.has(id) ? null : this.town.readState(id);
      if (change !== null) changes.push(change);
    }
    if (pending.places || pending.buildings.size > 0) return this.load();
    this.map.change(changes);
  }

  /** Where nothing can be covered, no thread need find that out. */
  private load(): void {
    if (!this.town.isEmpty || this.map.isLoaded) return this.map.load();
    this.book.set(nothing(this.town.villages.map(({ id }) => id)));
  }
}

function nothing(villageIds: readonly string[]): CoverageSummary {
  const villages = villageIds.map((villageId) => ({
    villageId,
    places: { covered: 0, fragile: 0, dark: 0, uncovered: 0 },
    gapWeight: 0,
    ratio: { registered: null, live: null },
  }));
  return { villages, places: [] };
}
