import { Module } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Log } from '../platform/logging/log.js';
import { openQueues } from '../platform/queue/queue.module.js';
import { Queues } from '../platform/queue/queues.js';
import { ClimbLadder } from './app/climb-ladder.js';
import { LoginDesk } from './app/login-desk.js';
import { Logins, RefusalBook } from './app/logins.js';
import { PictureSettingsSource } from './app/look-at-picture.js';
import { OnvifPort, PicturePort, StreamPort } from './app/ports.js';
import { RungWatch } from './app/rung-watch.js';
import { OnvifAdapter } from './devices/onvif.adapter.js';
import { PictureAdapter } from './devices/picture.adapter.js';
import { StreamAdapter } from './devices/stream.adapter.js';
import { CutOff } from './edge/cut-off.js';
import { EdgeStore } from './edge/edge-store.js';
import { LastPlan } from './edge/last-plan.js';
import { OwnClimber } from './edge/own-climber.js';
import { OwnRounds } from './edge/own-rounds.js';
import { Spool } from './edge/spool.js';
import { Carried } from './edge/carried.js';
import { ErrandRun } from './edge/errand-run.js';
import { Outbox } from './edge/outbox.js';
import { PlannerClock } from './edge/planner-clock.js';
import { ZoneProber } from './edge/zone-prober.js';

/** One that was there before has a plan to go on with, and needs no queue to begin. */
async function queuesOf(config: Config, clock: Clock, log: Log, plan: LastPlan): Promise<Queues> {
  return openQueues(config, clock, log, plan.size > 0);
}

/** The ladder alone, near the cameras: no database, no register, nothing that a job did not bring. */
@Module({
  providers: [
    { provide: Queues, inject: [Config, Clock, Log, LastPlan], useFactory: queuesOf },
    PlannerClock,
    // Whatever this room writes down is by the hour of whoever planned it.
    { provide: Clock, useExisting: PlannerClock },
    Carried,
    { provide: Logins, useExisting: Carried },
    { provide: RefusalBook, useExisting: Carried },
    { provide: PictureSettingsSource, useExisting: Carried },
    LoginDesk,
    RungWatch,
    ClimbLadder,
    ErrandRun,
    EdgeStore,
    LastPlan,
    Spool,
    Outbox,
    OwnClimber,
    OwnRounds,
    CutOff,
    ZoneProber,
    { provide: OnvifPort, useClass: OnvifAdapter },
    { provide: StreamPort, useClass: StreamAdapter },
    { provide: PicturePort, useClass: PictureAdapter },
  ],
})
export class ProberModule {}
