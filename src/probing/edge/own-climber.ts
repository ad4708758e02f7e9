import { Inject, Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import type { Climb } from '../app/climb.js';
import { Climber, type Errand, NotBegun } from '../app/climber.js';
import { fromWire } from '../line/climb-wire.js';
import { ErrandRun } from './errand-run.js';
import { Tray } from '../line/tray.js';
import { LastPlan } from './last-plan.js';
import { type Seen, Spool } from './spool.js';

/** What was seen within this is written down together: so much a loss of power may take. */
const COLLECT_MS = 5 * SECOND_MS;
const MOST_TOGETHER = 100;

/** Climbs by ourselves, one climb of a camera at a time with those that were asked for, and keeps what was seen. */
@Injectable()
export class OwnClimber extends Climber {
  private readonly seen: Tray<Seen>;

  constructor(
    @Inject(LastPlan) private readonly plan: LastPlan,
    @Inject(ErrandRun) private readonly run: ErrandRun,
    @Inject(Spool) spool: Spool,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {
    super();
    const limits = { most: MOST_TOGETHER, waitMs: COLLECT_MS };
    this.seen = new Tray(clock, limits, (seen) => spool.keep(seen));
  }

  /** What was seen until now is written down. */
  flush(): void {
    this.seen.empty();
  }

  async climb({ target, kind, memory }: Errand, signal: AbortSignal): Promise<Climb> {
    signal.throwIfAborted();
    const { cameraId } = target;
    const planned = this.plan.errandOf(cameraId);
    if (planned === null) throw new NotBegun('It is planned no more.');
    const begunMs = this.clock.monotonicMs();
    const id = this.ids.next();
    const errand = { ...planned, id, target, kind, memory, isWatched: false, tellChanges: false };
    const found = await this.run.of(errand, async (told) => {
      if (told.what === 'refused') this.plan.account(cameraId, told.budget);
    });
    if (found.what !== 'climbed') throw new NotBegun(found.what === 'left' ? found.why : found.what);
    this.seen.put({ target, found });
    return fromWire(found.climb, 0, { errand, begunMs });
  }
}
