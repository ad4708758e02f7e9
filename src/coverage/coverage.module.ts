import { Module } from '@nestjs/common';
import { RegistryModule } from '../registry/index.js';
import { UptimeModule } from '../uptime/index.js';
import { CoverageBook } from './app/coverage-book.js';
import { CoverageDoor } from './app/coverage-door.js';
import { CoverageLife } from './app/coverage-life.js';
import { CoverageReport } from './app/coverage-report.js';
import { FollowTown } from './app/follow-town.js';
import { GroundsDesk } from './app/grounds-desk.js';
import { LiveMap } from './app/live-map.js';
import { Names } from './app/names.js';
import { PlanEntry } from './app/plan-entry.js';
import { PlanReports } from './app/plan-report.js';
import { PlanPromises } from './app/plan-promises.js';
import { PlanVillages } from './app/plan-villages.js';
import { PlansService } from './app/plans.service.js';
import { Planner } from './app/planner.js';
import { PlanningScope } from './app/planning-scope.js';
import { PurchaseAdvice } from './app/purchase-advice.js';
import { Town } from './app/town.js';
import { Coverage } from './coverage.facade.js';
import { PlaceHistory } from './app/place-history.js';
import { PlaceKeeper } from './app/place-keeper.js';
import { CoverageController } from './http/coverage.controller.js';
import { PlanExportController } from './http/export/plan-export.controller.js';
import { PlanStudyController } from './http/plan-study.controller.js';
import { PlansController } from './http/plans.controller.js';
import { PlanningController } from './http/planning.controller.js';
import { PlaceCoverageController } from './http/place-coverage.controller.js';
import { PlanStore } from './store/plan.store.js';
import { PlaceHistoryStore } from './store/place-history.store.js';

@Module({
  imports: [RegistryModule, UptimeModule],
  controllers: [
    CoverageController,
    PlaceCoverageController,
    PlanningController,
    PlansController,
    PlanStudyController,
    PlanExportController,
  ],
  providers: [
    Town,
    LiveMap,
    CoverageBook,
    FollowTown,
    CoverageReport,
    PlaceHistoryStore,
    PlaceKeeper,
    PlaceHistory,
    CoverageLife,
    Names,
    PlanningScope,
    Planner,
    PurchaseAdvice,
    PlanStore,
    PlanVillages,
    PlanPromises,
    PlansService,
    PlanEntry,
    PlanReports,
    { provide: Coverage, useClass: CoverageDoor },
    { provide: GroundsDesk, useExisting: FollowTown },
  ],
  exports: [Coverage],
})
export class CoverageModule {}
