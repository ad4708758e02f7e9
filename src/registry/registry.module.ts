import { Module } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { BuildingsService } from './app/buildings.service.js';
import { BulkEditService } from './app/bulk-edit.service.js';
import { CameraFinder } from './app/camera-finder.js';
import { CameraChecks } from './app/camera-checks.js';
import { CamerasService } from './app/cameras.service.js';
import { Seal } from '../platform/key/seal.js';
import { CredentialsService } from './app/credentials.service.js';
import { EntryDesks } from './app/entry-desks.js';
import { DevicesReader } from './app/devices.reader.js';
import { GroundsReader } from './app/grounds.reader.js';
import { GroupsService } from './app/groups.service.js';
import { HistoryService } from './app/history.service.js';
import { CameraExport } from './app/export/camera-export.js';
import { IMPORT_PROVIDERS } from './app/import/import-providers.js';
import { openCredentialSeal } from './app/open-credential-seal.js';
import { PlannedCameras } from './app/planned-cameras.js';
import { PlaceChecks } from './app/place-checks.js';
import { PlacesService } from './app/places.service.js';
import { QualityService } from './app/quality.service.js';
import { RegistryEntryDesk } from './app/registry-entries.js';
import { RegistryReader } from './app/registry.reader.js';
import { SavedFiltersService } from './app/saved-filters.service.js';
import { StaleCheck } from './app/stale.js';
import { BuildingsController } from './http/buildings.controller.js';
import { BulkEditController } from './http/bulk-edit.controller.js';
import { CamerasController } from './http/cameras.controller.js';
import { CredentialsController } from './http/credentials.controller.js';
import { GROUP_CONTROLLERS } from './http/groups.controllers.js';
import { HISTORY_CONTROLLERS } from './http/history.controllers.js';
import { PlacesController } from './http/places.controller.js';
import { QualityController } from './http/quality.controller.js';
import { SavedFiltersController } from './http/saved-filters.controller.js';
import { RegistryEntries } from './registry.entries.js';
import { ExportController } from './http/export.controller.js';
import { ImportsController } from './http/imports.controller.js';
import { IMPORT_CONTROLLERS } from './http/imports.controllers.js';
import { Registry } from './registry.facade.js';
import { RegistryDevices } from './registry.devices.js';
import { RegistryStates } from './registry.states.js';
import { RegistryGrounds } from './registry.grounds.js';
import { CameraIndex } from './store/camera-index.js';
import { ChangeBook } from './store/change-book.js';
import { HistoryStore } from './store/history.store.js';
import { SavedFiltersStore } from './store/saved-filters.store.js';
import { RegistryStore } from './store/registry.store.js';

@Module({
  controllers: [
    ...IMPORT_CONTROLLERS,
    ImportsController,
    ExportController,
    ...GROUP_CONTROLLERS,
    CredentialsController,
    CamerasController,
    PlacesController,
    BuildingsController,
    BulkEditController,
    SavedFiltersController,
    QualityController,
    ...HISTORY_CONTROLLERS,
  ],
  providers: [
    ChangeBook,
    HistoryStore,
    CameraIndex,
    RegistryStates,
    CameraFinder,
    StaleCheck,
    EntryDesks,
    BulkEditService,
    QualityService,
    SavedFiltersService,
    SavedFiltersStore,
    HistoryService,
    RegistryStore,
    GroupsService,
    CredentialsService,
    CameraChecks,
    CamerasService,
    PlannedCameras,
    PlaceChecks,
    PlacesService,
    BuildingsService,
    ...IMPORT_PROVIDERS,
    CameraExport,
    {
      provide: Seal,
      inject: [Config, RegistryStore],
      useFactory: openCredentialSeal,
    },
    { provide: Registry, useClass: RegistryReader },
    { provide: RegistryGrounds, useClass: GroundsReader },
    { provide: RegistryDevices, useClass: DevicesReader },
    { provide: RegistryEntries, useClass: RegistryEntryDesk },
  ],
  exports: [Registry, RegistryEntries, RegistryGrounds, RegistryDevices, RegistryStates],
})
export class RegistryModule {}
