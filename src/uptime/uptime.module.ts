import { Module } from '@nestjs/common';
import { RegistryModule } from '../registry/index.js';
import { FindCamera } from './app/find-camera.js';
import { FollowRegister } from './app/follow-register.js';
import { FollowVerdicts } from './app/follow-verdicts.js';
import { Pulse } from './app/pulse.js';
import { Recovery } from './app/recovery.js';
import { StandingChanges } from './app/standing-changes.js';
import { Timeline } from './app/timeline.js';
import { TransitionWriter } from './app/transition-writer.js';
import { UptimeBook } from './app/uptime-book.js';
import { UptimeLife } from './app/uptime-life.js';
import { UptimeReport } from './app/uptime-report.js';
import { CameraStatesController } from './http/camera-states.controller.js';
import { UptimeController } from './http/uptime.controller.js';
import { TimelineStore } from './store/timeline.store.js';
import { UptimeStore } from './store/uptime.store.js';
import { Uptime } from './uptime.facade.js';

@Module({
  imports: [RegistryModule],
  controllers: [UptimeController, CameraStatesController],
  providers: [
    UptimeStore,
    TimelineStore,
    UptimeBook,
    { provide: Uptime, useExisting: UptimeBook },
    TransitionWriter,
    StandingChanges,
    Recovery,
    FollowRegister,
    FollowVerdicts,
    Pulse,
    UptimeLife,
    UptimeReport,
    FindCamera,
    Timeline,
  ],
  exports: [Uptime],
})
export class UptimeModule {}
