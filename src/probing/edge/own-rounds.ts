import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import { AgendaKeeper } from '../app/agenda-keeper.js';
import { Jury } from '../app/jury.js';
import { OwnClock } from '../app/own-clock.js';
import { Prober } from '../app/prober.js';
import { Schedule } from '../app/schedule.js';
import { Turns } from '../app/turns.js';
import { UntoldLooks } from '../app/untold-looks.js';
import { LastPlan } from './last-plan.js';
import { OwnClimber } from './own-climber.js';

/** Pictures are not kept: whoever would look at them cannot be told of them either. */
const NO_FRAMES = { keep: async () => {} };

/** The schedule of the whole service, on the last plan, while nobody plans for us. */
@Injectable()
export class OwnRounds {
  private underWay: { readonly schedule: Schedule; readonly turns: Turns } | null = null;

  constructor(
    @Inject(LastPlan) private readonly plan: LastPlan,
    @Inject(OwnClimber) private readonly climber: OwnClimber,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  async begin(): Promise<void> {
    const { plan, climber, config, clock, log } = this;
    const events = new EventBus(log);
    const keeper = new AgendaKeeper(plan, plan, events, config, clock);
    const jury = new Jury(new OwnClock(clock, config, events, log), config);
    const prober = new Prober(climber, plan, NO_FRAMES, plan, events, jury);
    const turns = new Turns();
    const untold = new UntoldLooks(plan, clock);
    const schedule = new Schedule(keeper, prober, turns, untold, config, clock, log);
    this.underWay = { schedule, turns };
    await schedule.onApplicationBootstrap();
  }

  /** Begins no more probes; those under way are ended, and what they saw until then is written down. */
  async end(): Promise<void> {
    const { underWay } = this;
    this.underWay = null;
    underWay?.schedule.onModuleDestroy();
    await underWay?.turns.onModuleDestroy();
    this.climber.flush();
  }
}
