import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Config } from '../platform/config/config.js';
import { AdminToken, adminToken } from './admin-token.js';
import { BearerGuard } from './bearer.guard.js';

@Module({
  providers: [
    {
      provide: AdminToken,
      inject: [Config],
      useFactory: (config: Config) => adminToken(config.bootstrapToken, config.dataDir),
    },
    { provide: APP_GUARD, useClass: BearerGuard },
  ],
})
export class AccessModule {}
