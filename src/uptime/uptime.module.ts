import { Module } from '@nestjs/common';
import { ProbingModule } from '../probing/index.js';
import { RegistryModule } from '../registry/index.js';
import { CauseNames } from './app/cause-names.js';
import { FindCamera } from './app/find-camera.js';
import { FollowRegister } from './app/follow-register.js';
import { FollowVerdicts } from './app/follow-verdicts.js';
import { IncidentKeeper } from './app/incident-keeper.js';
import { MaintenanceBook } from './app/maintenance-book.js';
import { OutageBook } from './app/outage-book.js';
import { OutageDesk } from './app/outage-desk.js';
import { OutageKeeper } from './app/outage-keeper.js';
import { OutageWatch } from './app/outage-watch.js';
import { Pulse } from './app/pulse.js';
import { Recovery } from './app/recovery.js';
import { StandingChanges } from './app/standing-changes.js';
import { TellStates } from './app/tell-states.js';
import { Timeline } from './app/timeline.js';
import { TransitionWriter } from './app/transition-writer.js';
import { ReconcileOutages } from './app/reconcile-outages.js';
import { UptimeBook } from './app/uptime-book.js';
import { UptimeDoor } from './app/uptime-door.js';
import { UptimeLife } from './app/uptime-life.js';
import { UptimeReport } from './app/uptime-report.js';
import { CameraStatesController } from './http/camera-states.controller.js';
import { IncidentsController } from './http/incidents.controller.js';
import { OutagesController } from './http/outages.controller.js';
import { UptimeController } from './http/uptime.controller.js';
import { OutageStore } from './store/outage.store.js';
import { TimelineStore } from './store/timeline.store.js';
import { UptimeStore } from './store/uptime.store.js';
import { Uptime } from './uptime.facade.js';

@Module({
  imports: [RegistryModule, ProbingModule],
  controllers: [UptimeController, CameraStatesController, OutagesController, IncidentsController],
  providers: [
    UptimeStore,
    TimelineStore,
    UptimeBook,
    OutageStore,
    OutageBook,
    MaintenanceBook,
    CauseNames,
    OutageKeeper,
    IncidentKeeper,
    OutageWatch,
    ReconcileOutages,
    OutageDesk,
    { provide: Uptime, useClass: UptimeDoor },
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
    TellStates,
  ],
  exports: [Uptime],
})
export class UptimeModule {}
