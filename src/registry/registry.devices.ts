import type { Instant } from '../kernel/instant.js';
import type { Lifecycle } from './domain/camera.js';

/** An entry with what tells its device from others; null where nobody knows. */
export interface DeviceOfCamera {
  readonly cameraId: string;
  readonly name: string;
  readonly villageId: string;
  readonly lifecycle: Lifecycle;
  /** As the device says. */
  readonly serial: string | null;
  /** As the device says, and as people wrote it down: none, one, or two that differ. `XX-XX-XX-XX-XX-XX`, upper case. */
  readonly macs: readonly string[];
  readonly registeredAt: Instant;
  /** 安装时间, `YYYY-MM-DD`. */
  readonly installedOn: string | null;
}

/** The register as a room sees it that asks which thing hangs where. */
export abstract class RegistryDevices {
  /** Of every camera, in whatever lifecycle, in the order of ids. */
  abstract devices(): Promise<readonly DeviceOfCamera[]>;
}
