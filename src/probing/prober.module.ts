import { Module } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { QueueModule } from '../platform/queue/queue.module.js';
import { ClimbLadder } from './app/climb-ladder.js';
import { LoginDesk } from './app/login-desk.js';
import { Logins, RefusalBook } from './app/logins.js';
import { PictureSettingsSource } from './app/look-at-picture.js';
import { OnvifPort, PicturePort, StreamPort } from './app/ports.js';
import { RungWatch } from './app/rung-watch.js';
import { OnvifAdapter } from './devices/onvif.adapter.js';
import { PictureAdapter } from './devices/picture.adapter.js';
import { StreamAdapter } from './devices/stream.adapter.js';
import { Carried } from './line/carried.js';
import { ErrandRun } from './line/errand-run.js';
import { Outbox } from './line/outbox.js';
import { PlannerClock } from './line/planner-clock.js';
import { ZoneProber } from './line/zone-prober.js';

/** The ladder alone, near the cameras: no database, no register, nothing that a job did not bring. */
@Module({
  imports: [QueueModule],
  providers: [
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
    Outbox,
    ZoneProber,
    { provide: OnvifPort, useClass: OnvifAdapter },
    { provide: StreamPort, useClass: StreamAdapter },
    { provide: PicturePort, useClass: PictureAdapter },
  ],
})
export class ProberModule {}
