import { Module } from '@nestjs/common';
import { RegistryModule } from '../registry/index.js';
import { TransitionWriter } from './app/transition-writer.js';
import { UptimeReport } from './app/uptime-report.js';
import { UptimeService } from './app/uptime.service.js';
import { UptimeController } from './http/uptime.controller.js';
import { UptimeStore } from './store/uptime.store.js';
import { Uptime } from './uptime.facade.js';

@Module({
  imports: [RegistryModule],
  controllers: [UptimeController],
  providers: [UptimeStore, TransitionWriter, UptimeReport, { provide: Uptime, useClass: UptimeService }],
  exports: [Uptime],
})
export class UptimeModule {}
