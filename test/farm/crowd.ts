import type { Codec, PictureSize, VirtualCamera } from './camera.js';
import type { FarmFault } from './faults.js';

export interface CrowdPlan {
  readonly count: number;
  /** The ONVIF port of all; RTSP is 554 above. */
  readonly port: number;
  readonly size: PictureSize;
  /** Dealt out in turn. */
  readonly codecs: readonly Codec[];
  readonly faults: readonly FarmFault[];
}

export const CROWD_LOGIN = { username: 'monitor', password: 'crowd-2026' };

/** Any number of cameras that are all alike, for measurements: `cam-1` is 127.60.1.1. */
export function crowd({ count, port, size, codecs, faults }: CrowdPlan): VirtualCamera[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `cam-${index + 1}`,
    host: `127.60.${Math.floor(index / 250) + 1}.${(index % 250) + 1}`,
    onvifPort: port,
    rtspPort: port + 554,
    vendor: 'HIKVISION',
    model: 'DS-2CD2012-I',
    firmware: 'V5.2.0 build 140721',
    serial: `9${String(100_000_000_000_000_000n + BigInt(index)).slice(1)}`,
    mac: `c0:56:e3:60:${hex(index >> 8)}:${hex(index & 255)}`,
    login: CROWD_LOGIN,
    onvifAuth: 'wsse',
    rtspAuth: 'digest-md5',
    codec: codecs[index % codecs.length]!,
    size,
    picture: 'moving',
    faults,
  }));
}

function hex(value: number): string {
  return value.toString(16).padStart(2, '0');
}
