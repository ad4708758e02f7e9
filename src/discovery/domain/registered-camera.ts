/** A camera of the register, as far as devices are matched to it. */
export interface RegisteredCamera {
  readonly cameraId: string;
  readonly name: string;
  readonly lifecycle: string;
  readonly host: string;
  readonly onvifPort: number | null;
  /** What people registered. */
  readonly mac: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  /** What was found out before; null for what is not known. */
  readonly observed: DeviceIdentity;
}

/** What tells a device apart. Null where it is not known. */
export interface DeviceIdentity {
  readonly vendor: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
}
