import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';
import { type Job, Queues, type Taker } from '../../platform/queue/queues.js';
import { NotBegun, NotClimbed } from '../app/climber.js';
import { MemoryBook } from '../app/memory-book.js';
import { RungWatch } from '../app/rung-watch.js';
import { aheadByMs } from '../domain/prober-clock.js';
import { type EvidenceBatch, evidenceBatch, type Found } from './evidence-batch.js';
import { fromWire } from './climb-wire.js';
import { LateDesk } from './late-desk.js';
import { evidenceLine } from './lines.js';
import { PendingClimbs } from './pending-climbs.js';
import { readMessage } from './read-message.js';
import { ZoneProbers } from './zone-probers.js';

/** One after another, so that what was found first is taken first. */
const PLACES = 1;

/** Hears what the probers of each zone found, and believes no prober more than its own zone. */
@Injectable()
export class EvidenceDesk implements OnModuleDestroy {
  private readonly takers = new Map<string, Taker>();

  constructor(
    @Inject(Queues) private readonly queues: Queues,
    @Inject(PendingClimbs) private readonly pending: PendingClimbs,
    @Inject(LateDesk) private readonly late: LateDesk,
    @Inject(ZoneProbers) private readonly probers: ZoneProbers,
    @Inject(MemoryBook) private readonly memories: MemoryBook,
    @Inject(RungWatch) private readonly rungs: RungWatch,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.takers.values()].map((taker) => taker.close()));
  }

  /** Listens to the probers of a zone from now on. */
  listen(zoneId: string): void {
    if (this.takers.has(zoneId)) return;
    const take = (job: Job): Promise<void> => this.hear(zoneId, job);
    this.takers.set(zoneId, this.queues.take(evidenceLine(zoneId), PLACES, take));
  }

  private async hear(zoneId: string, { id, body }: Job): Promise<void> {
    const arrivedAt = this.clock.now();
    const read = readMessage(evidenceBatch, zoneId, body);
    // Another time it would say the same.
    if ('why' in read)
      return this.log.error(
        { zone: zoneId, batch: id, why: read.why },
        'a prober says what nobody understands; is it of another version?',
      );
    const batch = read.message;
    const aheadMs = aheadByMs({ ...batch, arrivedAt });
    const isAnew = this.probers.heard(batch);
    if (isAnew) this.pending.failZone(zoneId, new NotClimbed('Its prober began anew.'));
    const { prober, dropped } = batch;
    if (dropped !== undefined)
      this.log.warn(
        { zone: zoneId, prober, looks: dropped },
        'a prober that was cut off could not keep all it saw',
      );
    await this.probers.whileDeaf(zoneId, () => this.takeIn(batch, aheadMs));
  }

  private async takeIn(batch: EvidenceBatch, aheadMs: number): Promise<void> {
    const late: Found[] = [];
    for (const found of batch.items) if (!(await this.take(batch, found, aheadMs))) late.push(found);
    if (late.length > 0) await this.late.take(batch, late, aheadMs);
  }

  /** False where nobody waits for it: given up meanwhile, taken before, or asked for by a process that is gone. */
  private async take({ zoneId }: EvidenceBatch, found: Found, aheadMs: number): Promise<boolean> {
    const pending = this.pending.of(found.errandId);
    const target = pending?.errand.target;
    if (pending === null || target?.cameraId !== found.cameraId || target.zoneId !== zoneId) return false;
    switch (found.what) {
      case 'climbed':
        this.pending.settle(found.errandId, fromWire(found.climb, aheadMs, pending));
        this.late.heard({ cameraId: found.cameraId, at: found.climb.evidence.at - aheadMs });
        return true;
      case 'rung':
        this.rungs.tell(found.cameraId, found.rung);
        return true;
      case 'left':
        this.pending.fail(found.errandId, new NotBegun(found.why));
        return true;
      case 'refused':
        await this.memories.keep(found.cameraId, {
          ...this.memories.of(found.cameraId),
          budget: found.budget,
        });
        return true;
      default:
        this.pending.fail(found.errandId, new NotClimbed('The prober was cut off, and tells it late.'));
        return false;
    }
  }
}
