import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/index.js';
import { BoardModule } from './board/index.js';
import { CoverageModule } from './coverage/index.js';
import { DispatchModule } from './dispatch/index.js';
import { DiscoveryModule } from './discovery/index.js';
import { FundingModule } from './funding/index.js';
import { MetricsModule } from './metrics/index.js';
import { NotifyModule } from './notify/index.js';
import type { Clock } from './platform/clock/clock.js';
import { ClockModule } from './platform/clock/clock.module.js';
import type { Config } from './platform/config/config.js';
import { ConfigModule } from './platform/config/config.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { DutyModule } from './platform/duty/duty.module.js';
import type { Seat } from './platform/duty/seat.js';
import { EventsModule } from './platform/events/events.module.js';
import { HealthModule } from './platform/health/health.module.js';
import { LoggingModule } from './platform/logging/logging.module.js';
import { ProbingModule } from './probing/index.js';
import { RegistryModule } from './registry/index.js';
import { ROOM_SCHEMAS } from './schema.js';
import { UptimeModule } from './uptime/index.js';

/** The list of rooms, in flow order: what comes later may know what comes before, never the other way. */
@Module({})
export class AppModule {
  static forRoot(config: Config, clock: Clock, seat: Seat): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        LoggingModule,
        ClockModule.forRoot(clock),
        EventsModule,
        DutyModule.forRoot(seat),
        DatabaseModule.forRoot(ROOM_SCHEMAS),
        HealthModule,
        AccessModule,
        RegistryModule,
        DiscoveryModule,
        ProbingModule,
        UptimeModule,
        CoverageModule,
        NotifyModule,
        DispatchModule,
        FundingModule,
        BoardModule,
        MetricsModule,
      ],
    };
  }
}
