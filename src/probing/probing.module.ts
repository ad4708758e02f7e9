import { Module } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { QueueModule } from '../platform/queue/queue.module.js';
import { Registry, RegistryModule } from '../registry/index.js';
import { AgendaKeeper } from './app/agenda-keeper.js';
import { CameraStates } from './app/camera-states.js';
import { ClimbLadder } from './app/climb-ladder.js';
import { Climber } from './app/climber.js';
import { ForgetScene } from './app/forget-scene.js';
import { LatestFrames } from './app/latest-frames.js';
import { LoginDesk } from './app/login-desk.js';
import { Logins, RefusalBook } from './app/logins.js';
import { PictureSettingsSource } from './app/look-at-picture.js';
import { MemoryBook } from './app/memory-book.js';
import { LiveDesk } from './app/live/live-desk.js';
import { LivePort } from './app/live/live-port.js';
import { OpenLive } from './app/live/open-live.js';
import { SharedStreams } from './app/live/shared-streams.js';
import { OnvifPort, OwnStreams, PicturePort, StreamPort } from './app/ports.js';
import { ProbeNow } from './app/probe-now.js';
import { PictureChecks } from './app/picture-checks.js';
import { Jury } from './app/jury.js';
import { OwnClock } from './app/own-clock.js';
import { Prober } from './app/prober.js';
import { ProberNumbers } from './app/prober-numbers.js';
import { RecentEvidence } from './app/recent-evidence.js';
import { RungWatch } from './app/rung-watch.js';
import { Schedule } from './app/schedule.js';
import { Turns } from './app/turns.js';
import { UntoldLooks } from './app/untold-looks.js';
import { LiveAdapter } from './devices/live.adapter.js';
import { OnvifAdapter } from './devices/onvif.adapter.js';
import { PictureAdapter } from './devices/picture.adapter.js';
import { StreamAdapter } from './devices/stream.adapter.js';
import { LiveController } from './http/live.controller.js';
import { LiveDoor } from './http/live-door.js';
import { PictureChecksController } from './http/picture-checks.controller.js';
import { ProbingController } from './http/probing.controller.js';
import { AbsenceWatch } from './line/absence-watch.js';
import { Dispatcher } from './line/dispatcher.js';
import { ErrandDesk } from './line/errand-desk.js';
import { EvidenceDesk } from './line/evidence-desk.js';
import { LateDesk } from './line/late-desk.js';
import { PendingClimbs } from './line/pending-climbs.js';
import { RemoteClimber } from './line/remote-climber.js';
import { SealedLogins } from './line/sealed-logins.js';
import { ZoneProbers } from './line/zone-probers.js';
import { ZoneSeals } from './line/zone-seals.js';
import { LateVerdicts } from './late-verdicts.js';
import { ProbingStats } from './probing.facade.js';
import { MemoryStore } from './store/memory.store.js';
import { PictureChoiceStore } from './store/picture-choice.store.js';

@Module({
  imports: [RegistryModule, QueueModule],
  controllers: [ProbingController, LiveController, PictureChecksController],
  providers: [
    MemoryStore,
    PictureChoiceStore,
    PictureChecks,
    ForgetScene,
    MemoryBook,
    LatestFrames,
    CameraStates,
    LoginDesk,
    RungWatch,
    ClimbLadder,
    SealedLogins,
    ErrandDesk,
    PendingClimbs,
    Dispatcher,
    EvidenceDesk,
    ZoneSeals,
    ZoneProbers,
    AbsenceWatch,
    LateDesk,
    { provide: LateVerdicts, useExisting: LateDesk },
    RemoteClimber,
    {
      provide: Climber,
      inject: [Config, ClimbLadder, RemoteClimber],
      useFactory: ({ role }: Config, ladder: Climber, remote: Climber) => (role === 'all' ? ladder : remote),
    },
    { provide: Logins, useExisting: Registry },
    { provide: RefusalBook, useExisting: MemoryBook },
    { provide: PictureSettingsSource, useExisting: PictureChecks },
    Jury,
    OwnClock,
    Prober,
    RecentEvidence,
    Turns,
    AgendaKeeper,
    UntoldLooks,
    Schedule,
    ProbeNow,
    { provide: ProbingStats, useClass: ProberNumbers },
    { provide: OnvifPort, useClass: OnvifAdapter },
    { provide: OwnStreams, useClass: StreamAdapter },
    { provide: StreamPort, useClass: SharedStreams },
    { provide: LivePort, useClass: LiveAdapter },
    OpenLive,
    LiveDesk,
    LiveDoor,
    { provide: PicturePort, useClass: PictureAdapter },
  ],
  exports: [ProbingStats, CameraStates, LateVerdicts],
})
export class ProbingModule {}
