import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Config } from '../platform/config/config.js';
import { AccessGuard } from './access.guard.js';
import { AdminToken, adminToken } from './admin-token.js';
import { CurrentActor } from './current-actor.js';
import { Identities } from './identities.js';
import { VillageScope } from './village-scope.js';

@Global()
@Module({
  providers: [
    CurrentActor,
    VillageScope,
    Identities,
    {
      provide: AdminToken,
      inject: [Config],
      useFactory: (config: Config) => adminToken(config.bootstrapToken, config.dataDir),
    },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [CurrentActor, VillageScope],
})
export class AccessModule {}
