import type { CameraPatch, VirtualCamera } from '../camera.js';

export const LOGIN = { username: '监测', password: '密码@:/%#' };

/** An ordinary camera that lets everybody in, except for what the patch says. */
export function specCamera(host: string, patch: CameraPatch = {}): VirtualCamera {
  return {
    id: host,
    host,
    onvifPort: 0,
    rtspPort: 0,
    vendor: 'HIKVISION',
    model: 'DS-2CD2012-I',
    firmware: '1.10',
    serial: '900000000000000123',
    mac: 'c0:56:e3:58:01:02',
    login: LOGIN,
    onvifAuth: 'none',
    rtspAuth: 'none',
    codec: 'h264',
    size: '360p',
    picture: 'moving',
    faults: [],
    ...patch,
  };
}
