import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { type Instant, MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { ProbeTarget } from '../../registry/index.js';
import { laterBudget, type LoginBudget } from '../domain/login-budget.js';
import { NO_MEMORY, type ProbeMemory } from '../domain/probe-memory.js';
import { PlannerClock } from './planner-clock.js';
import type { ProbeJob, WiredErrand } from '../line/probe-job.js';
import { EdgeStore, type LastHour, type Planned } from './edge-store.js';

/** How old what is on disk may be: a restart while we are cut off has no newer. */
const SAVE_EVERY_MS = 5 * MINUTE_MS;
/** Whoever plans knows within this what it was told. */
const TAKEN_IN_MS = 10 * SECOND_MS;
/** A camera that was not asked for so many heartbeats is planned no more. */
const FORGOTTEN_AFTER = 3;

interface Kept {
  planned: Planned;
  /** When a job named it, by the clock that never jumps. */
  toldMs: number;
  /** When whoever plans was told what our own looks left, by the planner's clock; null where there is nothing to tell. */
  handedAt: Instant | null;
  isSaved: boolean;
}

/**
 * What whoever plans said last, with what we learned since: a prober that is alone in its zone goes on from here when it is
 * cut off. It is register and memory of that time.
 */
@Injectable()
export class LastPlan implements BeforeApplicationShutdown {
  private readonly kept = new Map<string, Kept>();
  private lastJobMs: number;
  private savedMs: number;
  private goneIds: string[] = [];
  private lastHour: LastHour | null;

  constructor(
    @Inject(EdgeStore) private readonly store: EdgeStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(PlannerClock) private readonly hourOfPlanner: Pick<PlannerClock, 'aheadMs' | 'resume'>,
    @Inject(Config) private readonly config: Config,
  ) {
    const nowMs = clock.monotonicMs();
    // Who was cut off when it ended does not wait once more to be sure of it.
    this.lastJobMs = store.isSpoolEmpty ? nowMs : -Infinity;
    this.savedMs = nowMs;
    this.lastHour = store.hour();
    if (this.lastHour !== null) hourOfPlanner.resume(this.lastHour.aheadMs);
    for (const planned of store.plan())
      if (config.prober.zones.includes(planned.errand.target.zoneId))
        this.kept.set(planned.errand.target.cameraId, {
          planned,
          toldMs: nowMs,
          handedAt: null,
          isSaved: true,
        });
  }

  beforeApplicationShutdown(): void {
    this.save();
  }

  /** Since the last job, milliseconds; infinite where what was seen before the start is not told yet. */
  get silentMs(): number {
    return this.clock.monotonicMs() - this.lastJobMs;
  }

  get instance(): string {
    return this.store.instance;
  }

  get size(): number {
    return this.kept.size;
  }

  /** Null before the first job of all. */
  get hour(): LastHour | null {
    return this.lastHour;
  }

  /** What a job says; answers its errands, with what only we know yet. */
  hear({ zoneId, postedAt, isAlone = false, errands }: ProbeJob): readonly WiredErrand[] {
    this.lastJobMs = this.clock.monotonicMs();
    this.lastHour = { postedAt, takenAt: this.clock.now(), aheadMs: this.hourOfPlanner.aheadMs };
    const known = errands.map((errand) => this.withOwn(errand, postedAt));
    if (isAlone) for (const errand of known) this.plan(errand);
    else this.forgetZone(zoneId);
    if (this.clock.monotonicMs() - this.savedMs >= SAVE_EVERY_MS) this.save();
    return known;
  }

  /** What a climb left that somebody asked for. */
  learn(cameraId: string, memory: ProbeMemory): void {
    this.change(cameraId, ({ errand, ownAt }) => ({ errand: { ...errand, memory }, ownAt }));
  }

  /** Must be on disk before anything else goes to the camera, and is ours to tell from now on. */
  account(cameraId: string, budget: LoginBudget): void {
    const ownAt = this.clock.now();
    this.change(cameraId, ({ errand }) => {
      return { errand: { ...errand, memory: { ...errand.memory, budget } }, ownAt };
    });
    const kept = this.kept.get(cameraId);
    if (kept !== undefined) this.write([kept]);
  }

  errandOf(cameraId: string): WiredErrand | null {
    return this.kept.get(cameraId)?.planned.errand ?? null;
  }

  async probeTargets(): Promise<readonly ProbeTarget[]> {
    this.forgetStale();
    return [...this.kept.values()].map(({ planned }) => planned.errand.target);
  }

  async probeTarget(cameraId: string): Promise<ProbeTarget | null> {
    return this.errandOf(cameraId)?.target ?? null;
  }

  /** Facts of devices are asked for again when somebody can be told. */
  async recordObserved(): Promise<void> {}

  of(cameraId: string): ProbeMemory {
    return this.errandOf(cameraId)?.memory ?? NO_MEMORY;
  }

  isGone(cameraId: string): boolean {
    return !this.kept.has(cameraId);
  }

  /** What a climb of our own left. */
  async keep(cameraId: string, memory: ProbeMemory): Promise<void> {
    const ownAt = this.clock.now();
    this.change(cameraId, ({ errand }) => ({ errand: { ...errand, memory }, ownAt }));
  }

  /** Cameras that we looked at by ourselves, and nobody was told what that left. */
  untold(): readonly { readonly target: ProbeTarget; readonly memory: ProbeMemory; readonly at: Instant }[] {
    return [...this.kept.values()].flatMap(({ planned: { errand, ownAt } }) =>
      ownAt === null ? [] : [{ target: errand.target, memory: errand.memory, at: ownAt }],
    );
  }

  told(cameraIds: readonly string[]): void {
    for (const id of cameraIds) {
      this.change(id, ({ errand }) => ({ errand, ownAt: null }));
      const kept = this.kept.get(id);
      if (kept !== undefined) kept.handedAt = this.clock.now();
    }
    this.save();
  }

  save(): void {
    this.write([...this.kept.values()].filter(({ isSaved }) => !isSaved));
    this.savedMs = this.clock.monotonicMs();
  }

  private write(changed: readonly Kept[]): void {
    if (this.lastHour !== null) this.store.saveHour(this.lastHour);
    this.store.savePlan(
      changed.map(({ planned }) => planned),
      this.goneIds,
    );
    for (const one of changed) one.isSaved = true;
    this.goneIds = [];
  }

  private plan(errand: WiredErrand): void {
    const toldMs = this.clock.monotonicMs();
    const { cameraId } = errand.target;
    const { planned, handedAt = null } = this.kept.get(cameraId) ?? {};
    const ownAt = planned?.ownAt ?? null;
    this.kept.set(cameraId, { planned: { errand, ownAt }, toldMs, handedAt, isSaved: false });
  }

  /** Whoever posted this may not know yet what we saw by ourselves: then all of it is told with the next look. */
  private withOwn(errand: WiredErrand, postedAt: Instant): WiredErrand {
    const own = this.kept.get(errand.target.cameraId);
    if (own === undefined) return errand;
    const { errand: before, ownAt } = own.planned;
    const budget = laterBudget(errand.memory.budget, before.memory.budget);
    const isOursNewer = ownAt !== null || postedAt < (own.handedAt ?? -Infinity) + TAKEN_IN_MS;
    // Heartbeats bring no scenes.
    const { scenes } = errand.kind === 'heartbeat' ? before.memory : errand.memory;
    if (!isOursNewer) return { ...errand, memory: { ...errand.memory, budget, scenes } };
    return { ...errand, memory: { ...before.memory, budget }, tellChanges: false };
  }

  private change(cameraId: string, changed: (planned: Planned) => Planned): void {
    const kept = this.kept.get(cameraId);
    if (kept === undefined) return;
    kept.planned = changed(kept.planned);
    kept.isSaved = false;
  }

  private forgetStale(): void {
    for (const [cameraId, { toldMs, planned }] of this.kept) {
      const own = planned.errand.target.cadence.heartbeatIntervalS;
      const heartbeatMs = (own ?? this.config.probing.heartbeatIntervalS) * SECOND_MS;
      if (toldMs < this.lastJobMs - FORGOTTEN_AFTER * heartbeatMs) this.forget(cameraId);
    }
  }

  private forgetZone(zoneId: string): void {
    for (const [cameraId, { planned }] of this.kept)
      if (planned.errand.target.zoneId === zoneId && planned.ownAt === null) this.forget(cameraId);
  }

  private forget(cameraId: string): void {
    this.kept.delete(cameraId);
    this.goneIds.push(cameraId);
  }
}
