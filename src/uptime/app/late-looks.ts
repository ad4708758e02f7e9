import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { LateHistory, type LateLook, type LateOutcome, type LatePolicy } from '../domain/late-history.js';
import { HeardBook } from '../domain/zone-sight.js';
import { TimelineStore } from '../store/timeline.store.js';
import type { CameraStanding } from '../uptime.facade.js';
import { LateOutageKeeper } from './late-outage-keeper.js';
import { LateThreads } from './late-threads.js';
import { StandingChanges } from './standing-changes.js';
import { UptimeBook } from './uptime-book.js';
import { ZoneWatch } from './zone-watch.js';

/** As far back as days are counted anew. */
const LOOK_BACK_MS = 30 * DAY_MS;
/** Standings may change while the history is read. */
const TRIES = 5;

/** What lies between two looks, beside their interval: a climb that waits for a dead camera takes so long. */
const SLACK_MS = 15 * SECOND_MS;

export interface LookOf extends LateLook {
  readonly cameraId: string;
  /** So often the camera is looked at, milliseconds. */
  readonly everyMs: number;
}

/** Fills in what a prober saw while we did not: states, outages and days become what they would have been. */
@Injectable()
export class LateLooks {
  /** What was heard of each zone, by the instants of the looks. */
  private readonly heard = new Map<string, HeardBook>();

  constructor(
    @Inject(UptimeBook) private readonly book: UptimeBook,
    @Inject(TimelineStore) private readonly store: TimelineStore,
    @Inject(StandingChanges) private readonly changes: StandingChanges,
    @Inject(LateOutageKeeper) private readonly outages: LateOutageKeeper,
    @Inject(LateThreads) private readonly threads: LateThreads,
    @Inject(ZoneWatch) private readonly zones: ZoneWatch,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'uptime'>,
  ) {}

  /** Rejects where they cannot be taken now, and nothing of them was. */
  async take(zoneId: string, looks: readonly LookOf[]): Promise<void> {
    const now = this.clock.now();
    const inTime = looks
      .filter(({ at }) => at <= now && at >= now - LOOK_BACK_MS)
      .toSorted((left, right) => left.at - right.at);
    await this.withHistories(zoneId, inTime, (histories) => {
      for (const look of inTime) this.takeOne(zoneId, look, histories);
      for (const [cameraId, history] of histories) {
        history.settle();
        for (const outcome of history.outcomes) this.write(cameraId, outcome);
      }
    });
  }

  private takeOne(zoneId: string, look: LookOf, histories: ReadonlyMap<string, LateHistory>): void {
    const history = histories.get(look.cameraId);
    const camera = this.book.standingOf(look.cameraId);
    if (history === undefined || camera === null) return;
    const heard = this.heardIn(zoneId);
    heard.hear(look.cameraId, look.verdict, look.at);
    history.take(look, () => this.zones.sightBy(camera, heard, look.at));
  }

  private write(cameraId: string, outcome: LateOutcome): void {
    this.changes.fillIn(cameraId, outcome);
    this.outages.learn(cameraId, outcome);
    if (outcome.until === null) this.threads.keep(cameraId, outcome.thread);
  }

  private heardIn(zoneId: string): HeardBook {
    const heard = this.heard.get(zoneId) ?? new HeardBook();
    this.heard.set(zoneId, heard);
    return heard;
  }

  /**
   * By camera. Read until nothing changed meanwhile, and `fill` in the same step: one that awaits them would let a look of our own
   * in between. A camera that changes all the while is left aside, and stays unknown: it must not keep the others waiting.
   */
  private async withHistories(
    zoneId: string,
    looks: readonly LookOf[],
    fill: (histories: ReadonlyMap<string, LateHistory>) => void,
  ): Promise<void> {
    const firstLooks = new Map<string, LookOf>();
    for (const look of looks)
      if (!firstLooks.has(look.cameraId) && this.isOf(zoneId, look.cameraId))
        firstLooks.set(look.cameraId, look);
    for (let tries = 1; ; tries += 1) {
      if (!(await this.changes.commit()))
        throw new Error('late evidence cannot be taken now: what came before it cannot be written');
      const read = await this.read(firstLooks);
      const still = [...read].filter(([cameraId, { last }]) => isWhere(this.book.standingOf(cameraId), last));
      if (still.length === read.size || tries === TRIES) return fill(new Map(still));
    }
  }

  private isOf(zoneId: string, cameraId: string): boolean {
    const camera = this.book.standingOf(cameraId);
    return camera !== null && camera.isInService && camera.ties.zoneId === zoneId;
  }

  private async read(firstLooks: ReadonlyMap<string, LookOf>): Promise<ReadonlyMap<string, LateHistory>> {
    const histories = new Map<string, LateHistory>();
    for (const [cameraId, { at, everyMs }] of firstLooks) {
      const rows = await this.store.around(cameraId, at);
      const known = this.threads.knownOf(cameraId);
      if (rows.length > 0) histories.set(cameraId, new LateHistory(rows, this.policyOf(everyMs), known));
    }
    return histories;
  }

  private policyOf(everyMs: number): LatePolicy {
    const { missedHeartbeats, failedFrames } = this.config.uptime;
    return { missedHeartbeats, failedFrames, patienceMs: missedHeartbeats * everyMs + SLACK_MS };
  }
}

/** A camera that is gone is nowhere, and nothing of it will be written. */
function isWhere(camera: CameraStanding | null, last: LateHistory['last']): boolean {
  if (camera === null) return true;
  const { state, since } = camera.standing;
  return last?.to === state && last.at === since;
}
