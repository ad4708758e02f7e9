import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { Queues } from '../../platform/queue/queues.js';
import { Outbox } from './outbox.js';
import { LastPlan } from './last-plan.js';
import { OwnRounds } from './own-rounds.js';
import { Spool } from './spool.js';

const LOOK_EVERY_MS = 2 * SECOND_MS;
/** So many heartbeats without a job are a reason to ask whether the queue is there. */
const PATIENCE = 1.5;

/** Knows whether we are cut off from whoever plans: goes on from the last plan then, and tells of it afterwards. */
@Injectable()
export class CutOff implements OnApplicationBootstrap, OnModuleDestroy {
  private isCutOff = false;
  private isStopped = false;
  private cancel: Cancel = () => {};

  constructor(
    @Inject(Queues) private readonly queues: Queues,
    @Inject(LastPlan) private readonly plan: LastPlan,
    @Inject(OwnRounds) private readonly rounds: OwnRounds,
    @Inject(Spool) private readonly spool: Spool,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
    @Inject(Log) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.lookAgain();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    this.cancel();
    await this.rounds.end();
  }

  private lookAgain(): void {
    if (this.isStopped) return;
    this.cancel = this.clock.after(LOOK_EVERY_MS, () => {
      void this.look()
        .catch((cause: unknown) => this.log.error({ err: cause }, 'being cut off could not be dealt with'))
        .finally(() => this.lookAgain());
    });
  }

  private async look(): Promise<void> {
    const heartbeatMs = this.config.probing.heartbeatIntervalS * SECOND_MS;
    const isSilent = this.plan.silentMs > PATIENCE * heartbeatMs;
    if (!this.isCutOff && this.spool.isEmpty && !isSilent) return;
    const isThere = await this.queues.answers();
    if (this.isStopped) return;
    if (isThere && this.isCutOff) await this.comeBack();
    else if (isThere) await this.outbox.deliver();
    else if (!this.isCutOff && isSilent) await this.goOn();
  }

  private async goOn(): Promise<void> {
    this.isCutOff = true;
    const { size, hour } = this.plan;
    if (hour !== null && this.clock.now() < hour.postedAt)
      return this.log.warn(
        {},
        'cut off, and our clock is behind the last job; waiting, for nobody would know when',
      );
    this.log.warn({ cameras: size }, 'cut off from the queue; going on from the last plan');
    this.plan.save();
    await this.rounds.begin();
  }

  private async comeBack(): Promise<void> {
    this.isCutOff = false;
    this.log.info({}, 'the queue is back; telling what was seen meanwhile');
    await this.outbox.deliver(() => this.rounds.end());
    await this.outbox.beginAnew();
  }
}
