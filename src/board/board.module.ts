import { Module } from '@nestjs/common';
import { CoverageModule } from '../coverage/index.js';
import { DispatchModule } from '../dispatch/index.js';
import { NotifyModule } from '../notify/index.js';
import { ProbingModule } from '../probing/index.js';
import { RegistryModule } from '../registry/index.js';
import { UptimeModule } from '../uptime/index.js';
import { BoardStreams } from './app/board-streams.js';
import { CameraBoards } from './app/camera-board.js';
import { Feed } from './app/feed.js';
import { FeedSources } from './app/feed-sources.js';
import { Lateness, StoreReport } from './app/service-report.js';
import { VillageBoards } from './app/village-board.js';
import { BoardController } from './http/board.controller.js';
import { BoardCamerasController } from './http/board-cameras.controller.js';
import { BoardEventsController } from './http/board-events.controller.js';
import { BoardMapsController } from './http/board-maps.controller.js';
import { BoardServiceController } from './http/board-service.controller.js';
import { BoardSettingsController } from './http/board-settings.controller.js';

@Module({
  imports: [RegistryModule, ProbingModule, UptimeModule, CoverageModule, NotifyModule, DispatchModule],
  controllers: [
    BoardController,
    BoardCamerasController,
    BoardEventsController,
    BoardMapsController,
    BoardServiceController,
    BoardSettingsController,
  ],
  providers: [CameraBoards, VillageBoards, Feed, FeedSources, BoardStreams, Lateness, StoreReport],
})
export class BoardModule {}
