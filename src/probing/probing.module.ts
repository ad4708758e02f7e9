import { Module } from '@nestjs/common';
import { RegistryModule } from '../registry/index.js';
import { AgendaKeeper } from './app/agenda-keeper.js';
import { ClimbLadder } from './app/climb-ladder.js';
import { LatestFrames } from './app/latest-frames.js';
import { LoginDesk } from './app/login-desk.js';
import { MemoryBook } from './app/memory-book.js';
import { OnvifPort, PicturePort, StreamPort } from './app/ports.js';
import { ProbeNow } from './app/probe-now.js';
import { Prober } from './app/prober.js';
import { RecentEvidence } from './app/recent-evidence.js';
import { Schedule } from './app/schedule.js';
import { Turns } from './app/turns.js';
import { OnvifAdapter } from './devices/onvif.adapter.js';
import { PictureAdapter } from './devices/picture.adapter.js';
import { StreamAdapter } from './devices/stream.adapter.js';
import { ProbingController } from './http/probing.controller.js';
import { ProbingStats } from './probing.facade.js';
import { MemoryStore } from './store/memory.store.js';

@Module({
  imports: [RegistryModule],
  controllers: [ProbingController],
  providers: [
    MemoryStore,
    MemoryBook,
    LatestFrames,
    LoginDesk,
    ClimbLadder,
    Prober,
    RecentEvidence,
    Turns,
    AgendaKeeper,
    Schedule,
    ProbeNow,
    { provide: ProbingStats, useExisting: Schedule },
    { provide: OnvifPort, useClass: OnvifAdapter },
    { provide: StreamPort, useClass: StreamAdapter },
    { provide: PicturePort, useClass: PictureAdapter },
  ],
  exports: [ProbingStats],
})
export class ProbingModule {}
