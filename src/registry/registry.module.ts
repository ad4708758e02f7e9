import { Module } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { CamerasService } from './app/cameras.service.js';
import { CredentialSeal, credentialSeal } from './app/credential-seal.js';
import { CredentialsService } from './app/credentials.service.js';
import { GroupsService } from './app/groups.service.js';
import { RegistryReader } from './app/registry.reader.js';
import { CamerasController } from './http/cameras.controller.js';
import { CredentialsController } from './http/credentials.controller.js';
import { GROUP_CONTROLLERS } from './http/groups.controllers.js';
import { Registry } from './registry.facade.js';
import { RegistryStore } from './store/registry.store.js';

@Module({
  controllers: [...GROUP_CONTROLLERS, CredentialsController, CamerasController],
  providers: [
    RegistryStore,
    GroupsService,
    CredentialsService,
    CamerasService,
    {
      provide: CredentialSeal,
      inject: [Config],
      useFactory: (config: Config) => credentialSeal(config.secretKey, config.dataDir),
    },
    { provide: Registry, useClass: RegistryReader },
  ],
  exports: [Registry],
})
export class RegistryModule {}
