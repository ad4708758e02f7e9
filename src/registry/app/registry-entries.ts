import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import type { Camera } from '../domain/camera.js';
import { REGISTER_FIELDS, type RegisterValues } from '../domain/register-columns.js';
import {
  type CameraMend,
  type FoundCamera,
  type MatchableCamera,
  type PlannedCamera,
  RegistryEntries,
  type ZoneSummary,
} from '../registry.entries.js';
import { toCamera } from '../store/camera-mapper.js';
import { RegistryStore } from '../store/registry.store.js';
import type { CameraRow } from '../store/rows.js';
import { CamerasService } from './cameras.service.js';
import { PlannedCameras } from './planned-cameras.js';

const MATCH_COLUMNS = [
  ...(['id', 'name', 'villageId', 'zoneId', 'credentialId', 'lifecycle', 'host', 'mac'] as const),
  ...(['model', 'firmware'] as const),
  ...(['onvifPort', 'onvifPath', 'onvifTls', 'rtspPort', 'rtspPath', 'rtspTls'] as const),
  ...(['observedVendor', 'observedModel', 'observedFirmware', 'observedSerial', 'observedMac'] as const),
  'observedAt',
] as const;

const NO_COLUMNS = Object.fromEntries(
  REGISTER_FIELDS.map((field) => [field, null]),
) as unknown as RegisterValues;

@Injectable()
export class RegistryEntryDesk extends RegistryEntries {
  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(CamerasService) private readonly cameras: CamerasService,
    @Inject(PlannedCameras) private readonly planned: PlannedCameras,
  ) {
    super();
  }

  async zone(zoneId: string): Promise<ZoneSummary | null> {
    const row = await this.store.zones.find(zoneId);
    if (row === null) return null;
    const { id, name, allowedNetworks } = row;
    return { id, name, allowedNetworks };
  }

  async matchable(zoneId: string): Promise<readonly MatchableCamera[]> {
    const rows = await this.store.cameras.columns(MATCH_COLUMNS, { zoneId });
    return rows.map((row) => toMatchable(toCamera(row as CameraRow)));
  }

  async camera(cameraId: string): Promise<MatchableCamera | null> {
    try {
      return toMatchable(await this.cameras.get(cameraId));
    } catch (cause) {
      if (cause instanceof DomainError && cause.kind === 'not-found') return null;
      throw cause;
    }
  }

  async enter(camera: FoundCamera): Promise<MatchableCamera> {
    const entered = await this.cameras.enter({
      ...camera,
      deviceCode: null,
      siteKind: null,
      isDemonstration: false,
      position: null,
      rawPosition: null,
      customFields: {},
      register: NO_COLUMNS,
    });
    return toMatchable(entered);
  }

  enterPlanned(
    cameras: readonly PlannedCamera[],
    first: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    return this.planned.enter(cameras, first);
  }

  async mend(cameraId: string, mend: CameraMend): Promise<MatchableCamera> {
    return toMatchable(await this.cameras.change(cameraId, mend));
  }
}

function toMatchable(camera: Camera): MatchableCamera {
  const { id: cameraId, name, villageId, zoneId, credentialId, lifecycle, network, observed } = camera;
  const { model, firmware } = camera.register;
  return {
    cameraId,
    name,
    villageId,
    zoneId,
    credentialId,
    lifecycle,
    network,
    model,
    firmware,
    observed,
  };
}
