import { Module } from '@nestjs/common';
import { ProbingModule } from '../probing/index.js';
import { RegistryModule } from '../registry/index.js';
import { AcknowledgeOutage } from './app/acknowledge-outage.js';
import { AliveMark } from './app/alive-mark.js';
import { BatchCommit } from './app/batch-commit.js';
import { BlindZones } from './app/blind-zones.js';
import { CauseNames } from './app/cause-names.js';
import { CameraDaysReader } from './app/camera-days.reader.js';
import { DailyChores } from './app/daily-chores.js';
import { FindCamera } from './app/find-camera.js';
import { FollowRegister } from './app/follow-register.js';
import { FollowLateVerdicts } from './app/follow-late-verdicts.js';
import { FollowVerdicts } from './app/follow-verdicts.js';
import { IdleChores } from './app/idle-chores.js';
import { IncidentKeeper } from './app/incident-keeper.js';
import { IncidentWatch } from './app/incident-watch.js';
import { LateLooks } from './app/late-looks.js';
import { LateOutageKeeper } from './app/late-outage-keeper.js';
import { LateThreads } from './app/late-threads.js';
import { MaintenanceDesk } from './app/maintenance-desk.js';
import { MaintenanceBook } from './app/maintenance-book.js';
import { MaintenanceWatch } from './app/maintenance-watch.js';
import { OutageBook } from './app/outage-book.js';
import { OutageDesk } from './app/outage-desk.js';
import { OutageKeeper } from './app/outage-keeper.js';
import { OutageWatch } from './app/outage-watch.js';
import { ProberIncidents } from './app/prober-incidents.js';
import { MonthReport } from './app/month-report.js';
import { PeriodTimesReader } from './app/period-times.js';
import { PictureDays } from './app/picture-days.js';
import { Pulse } from './app/pulse.js';
import { Recollection } from './app/recollection.js';
import { Recovery } from './app/recovery.js';
import { SleepWatch } from './app/sleep-watch.js';
import { StandingChanges } from './app/standing-changes.js';
import { TellStates } from './app/tell-states.js';
import { MaintenanceSource } from './app/maintenance-source.js';
import { RegisterSource } from './app/register-source.js';
import { Timeline } from './app/timeline.js';
import { TimelineSources } from './app/timeline-sources.js';
import { TransitionWriter } from './app/transition-writer.js';
import { ReconcileOutages } from './app/reconcile-outages.js';
import { UptimeBook } from './app/uptime-book.js';
import { UptimeDoor } from './app/uptime-door.js';
import { UptimeLife } from './app/uptime-life.js';
import { WindowOverlaps } from './app/window-overlaps.js';
import { WindowScopes } from './app/window-scopes.js';
import { VerdictTaker } from './app/verdict-taker.js';
import { UptimeReport } from './app/uptime-report.js';
import { ZoneWatch } from './app/zone-watch.js';
import { CameraStatesController } from './http/camera-states.controller.js';
import { IncidentsController } from './http/incidents.controller.js';
import { OutagesController } from './http/outages.controller.js';
import { MaintenanceWindowsController } from './http/maintenance-windows.controller.js';
import { ReportController } from './http/report.controller.js';
import { UptimeController } from './http/uptime.controller.js';
import { DayStore } from './store/day.store.js';
import { MaintenanceStore } from './store/maintenance.store.js';
import { OutageStore } from './store/outage.store.js';
import { PictureDayStore } from './store/picture-day.store.js';
import { TimelineStore } from './store/timeline.store.js';
import { UptimeStore } from './store/uptime.store.js';
import { Timelines } from './timeline-source.js';
import { CameraDays } from './uptime.days.js';
import { Uptime } from './uptime.facade.js';

@Module({
  imports: [RegistryModule, ProbingModule],
  controllers: [
    UptimeController,
    CameraStatesController,
    OutagesController,
    IncidentsController,
    MaintenanceWindowsController,
    ReportController,
  ],
  providers: [
    UptimeStore,
    TimelineStore,
    UptimeBook,
    OutageStore,
    DayStore,
    PictureDayStore,
    PictureDays,
    DailyChores,
    IdleChores,
    MonthReport,
    PeriodTimesReader,
    OutageBook,
    MaintenanceStore,
    MaintenanceBook,
    MaintenanceWatch,
    MaintenanceDesk,
    WindowScopes,
    WindowOverlaps,
    CauseNames,
    OutageKeeper,
    IncidentKeeper,
    ProberIncidents,
    ZoneWatch,
    BlindZones,
    IncidentWatch,
    OutageWatch,
    ReconcileOutages,
    OutageDesk,
    AcknowledgeOutage,
    { provide: Uptime, useClass: UptimeDoor },
    { provide: CameraDays, useClass: CameraDaysReader },
    BatchCommit,
    TransitionWriter,
    StandingChanges,
    Recollection,
    Recovery,
    FollowRegister,
    LateThreads,
    LateOutageKeeper,
    LateLooks,
    VerdictTaker,
    FollowVerdicts,
    FollowLateVerdicts,
    AliveMark,
    SleepWatch,
    Pulse,
    UptimeLife,
    UptimeReport,
    FindCamera,
    Timeline,
    { provide: Timelines, useExisting: Timeline },
    RegisterSource,
    MaintenanceSource,
    TimelineSources,
    TellStates,
  ],
  exports: [Uptime, CameraDays, Timelines],
})
export class UptimeModule {}
