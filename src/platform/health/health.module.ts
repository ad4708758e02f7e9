import { Global, Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { WriteHealth } from './write-health.js';

@Global()
@Module({ controllers: [HealthController], providers: [WriteHealth], exports: [WriteHealth] })
export class HealthModule {}
