import type { DeviceIdentity, RegisteredCamera } from './registered-camera.js';

/**
 * The register by everything that a device may be recognised by. It changes in place, camera by camera: making it anew
 * for each of thousands of adoptions would take longer than the adoptions.
 */
export class RegisterIndex {
  private readonly cameras = new Map<string, RegisteredCamera>();
  private readonly groups = new Map<string, RegisteredCamera[]>();

  constructor(cameras: readonly RegisteredCamera[]) {
    for (const camera of cameras) this.put(camera);
  }

  /** Adds the camera, or puts it in the place of what it was. Removed ones are no matter: no device is one of them. */
  put(camera: RegisteredCamera): void {
    this.remove(camera.cameraId);
    if (camera.lifecycle === 'removed') return;
    this.cameras.set(camera.cameraId, camera);
    for (const key of keysOf(camera)) {
      const group = this.groups.get(key);
      if (group === undefined) this.groups.set(key, [camera]);
      else group.push(camera);
    }
  }

  remove(cameraId: string): void {
    const camera = this.cameras.get(cameraId);
    if (camera === undefined) return;
    this.cameras.delete(cameraId);
    for (const key of keysOf(camera)) {
      const left = this.groups.get(key)!.filter((one) => one !== camera);
      if (left.length > 0) this.groups.set(key, left);
      else this.groups.delete(key);
    }
  }

  get(cameraId: string | null): readonly RegisteredCamera[] {
    const camera = cameraId === null ? undefined : this.cameras.get(cameraId);
    return camera === undefined ? [] : [camera];
  }

  withMac(mac: string | null): readonly RegisteredCamera[] {
    return this.groups.get(`mac ${mac}`) ?? [];
  }

  withSerial(identity: DeviceIdentity): readonly RegisteredCamera[] {
    const key = serialKey(identity);
    return key === null ? [] : (this.groups.get(key) ?? []);
  }

  atHost(host: string): readonly RegisteredCamera[] {
    return this.groups.get(`host ${host}`) ?? [];
  }
}

function keysOf({ host, mac, observed }: RegisteredCamera): ReadonlySet<string> {
  const macs = [mac, observed.mac].flatMap((one) => (one === null ? [] : [`mac ${one}`]));
  const serial = serialKey(observed);
  return new Set([`host ${host}`, ...macs, ...(serial === null ? [] : [serial])]);
}

/** A serial is one vendor's; short ones and rows of one digit are placeholders. */
function serialKey({ serial, vendor }: DeviceIdentity): string | null {
  if (serial === null || serial.length < 6 || /^(.)\1*$/.test(serial)) return null;
  return `serial ${(vendor ?? '').toLowerCase()} ${serial}`;
}
