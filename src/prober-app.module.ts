import { Controller, type DynamicModule, Get, Module } from '@nestjs/common';
import type { Clock } from './platform/clock/clock.js';
import { ClockModule } from './platform/clock/clock.module.js';
import type { Config } from './platform/config/config.js';
import { ConfigModule } from './platform/config/config.module.js';
import { LoggingModule } from './platform/logging/logging.module.js';
import { ProberModule } from './probing/index.js';

/** For whatever starts processes and wants to know that this one lives. */
@Controller('health')
class ProberHealth {
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }
}

/** What the role `prober` is made of. */
@Module({})
export class ProberAppModule {
  static forRoot(config: Config, clock: Clock): DynamicModule {
    return {
      module: ProberAppModule,
      imports: [ConfigModule.forRoot(config), LoggingModule, ClockModule.forRoot(clock), ProberModule],
      controllers: [ProberHealth],
    };
  }
}
