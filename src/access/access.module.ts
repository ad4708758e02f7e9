import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Config } from '../platform/config/config.js';
import { AdminToken, adminToken } from './admin-token.js';
import { BearerGuard } from './bearer.guard.js';
import { CurrentActor } from './current-actor.js';

@Global()
@Module({
  providers: [
    CurrentActor,
    {
      provide: AdminToken,
      inject: [Config],
      useFactory: (config: Config) => adminToken(config.bootstrapToken, config.dataDir),
    },
    { provide: APP_GUARD, useClass: BearerGuard },
  ],
  exports: [CurrentActor],
})
export class AccessModule {}
