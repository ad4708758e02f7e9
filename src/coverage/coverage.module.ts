import { Module } from '@nestjs/common';
import { RegistryModule } from '../registry/index.js';
import { UptimeModule } from '../uptime/index.js';
import { CoverageBook } from './app/coverage-book.js';
import { CoverageLife } from './app/coverage-life.js';
import { CoverageReport } from './app/coverage-report.js';
import { FollowTown } from './app/follow-town.js';
import { GroundsDesk } from './app/grounds-desk.js';
import { LiveMap } from './app/live-map.js';
import { Town } from './app/town.js';
import { Coverage } from './coverage.facade.js';
import { CoverageController } from './http/coverage.controller.js';

@Module({
  imports: [RegistryModule, UptimeModule],
  controllers: [CoverageController],
  providers: [
    Town,
    LiveMap,
    CoverageBook,
    FollowTown,
    CoverageReport,
    CoverageLife,
    { provide: Coverage, useExisting: CoverageBook },
    { provide: GroundsDesk, useExisting: FollowTown },
  ],
  exports: [Coverage],
})
export class CoverageModule {}
