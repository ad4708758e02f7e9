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
import { BoardCamerasController } from './http/board-cameras.controller.js';
import { BoardEventsController } from './http/board-events.controller.js';

@Module({
  imports: [RegistryModule, ProbingModule, UptimeModule, CoverageModule, NotifyModule, DispatchModule],
  controllers: [BoardCamerasController, BoardEventsController],
  providers: [CameraBoards, Feed, FeedSources, BoardStreams],
})
export class BoardModule {}
