import { Inject, Injectable } from '@nestjs/common';
import type { Lifecycle } from '../domain/camera.js';
import { type DeviceOfCamera, RegistryDevices } from '../registry.devices.js';
import { RegistryStore } from '../store/registry.store.js';
import type { CameraRow } from '../store/rows.js';

@Injectable()
export class DevicesReader extends RegistryDevices {
  constructor(@Inject(RegistryStore) private readonly store: RegistryStore) {
    super();
  }

  async devices(): Promise<readonly DeviceOfCamera[]> {
    return (await this.store.cameras.columns(DEVICE_COLUMNS)).map((row) => toDevice(row));
  }
}

const DEVICE_COLUMNS = [
  ...(['id', 'name', 'villageId', 'lifecycle', 'createdAt', 'installedOn'] as const),
  ...(['mac', 'observedMac', 'observedSerial'] as const),
] as const;

function toDevice(row: Pick<CameraRow, (typeof DEVICE_COLUMNS)[number]>): DeviceOfCamera {
  const macs = [row.observedMac, row.mac].filter((mac) => mac !== null);
  return {
    cameraId: row.id,
    name: row.name,
    villageId: row.villageId,
    lifecycle: row.lifecycle as Lifecycle,
    serial: row.observedSerial,
    macs: [...new Set(macs)],
    registeredAt: row.createdAt,
    installedOn: row.installedOn,
  };
}
