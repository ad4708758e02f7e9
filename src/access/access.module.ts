import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Config } from '../platform/config/config.js';
import { AccessGuard } from './access.guard.js';
import { AdminToken, adminToken } from './admin-token.js';
import { AuditKey } from './app/audit-key.js';
import { AuditReader } from './app/audit-reader.js';
import { AuditTrail } from './app/audit-trail.js';
import { FirstRun } from './app/first-run.js';
import { LoginsService } from './app/logins.service.js';
import { LoginThrottle } from './app/login-throttle.js';
import { Passwords } from './app/passwords.js';
import { OidcLogins } from './app/oidc-logins.js';
import { OidcProvider } from './app/oidc-provider.js';
import { SessionsService } from './app/sessions.service.js';
import { TokensService } from './app/tokens.service.js';
import { Touches } from './app/touches.js';
import { UsersService } from './app/users.service.js';
import { CurrentActor } from './current-actor.js';
import { AuditEntriesController } from './http/audit-entries.controller.js';
import { FirstRunController } from './http/first-run.controller.js';
import { OidcController } from './http/oidc.controller.js';
import { SessionsController } from './http/sessions.controller.js';
import { TokensController } from './http/tokens.controller.js';
import { UsersController } from './http/users.controller.js';
import { Identities } from './identities.js';
import { AccessStore } from './store/access.store.js';
import { AuditStore } from './store/audit.store.js';
import { Standing } from './standing.js';
import { VillageScope } from './village-scope.js';

@Global()
@Module({
  controllers: [
    FirstRunController,
    OidcController,
    SessionsController,
    UsersController,
    TokensController,
    AuditEntriesController,
  ],
  providers: [
    AccessStore,
    AuditStore,
    AuditKey,
    AuditTrail,
    AuditReader,
    Passwords,
    LoginThrottle,
    Touches,
    UsersService,
    SessionsService,
    LoginsService,
    FirstRun,
    OidcProvider,
    OidcLogins,
    TokensService,
    CurrentActor,
    VillageScope,
    Identities,
    Standing,
    {
      provide: AdminToken,
      inject: [Config],
      useFactory: (config: Config) => adminToken(config.bootstrapToken, config.dataDir),
    },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [AuditTrail, CurrentActor, FirstRun, Standing, VillageScope],
})
export class AccessModule {}
