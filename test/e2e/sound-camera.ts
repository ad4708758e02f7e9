import type { VirtualCamera } from '../farm/index.js';

/** Nothing is wrong with it; who uses it gives it an id and an address. */
export const SOUND_CAMERA: Omit<VirtualCamera, 'id' | 'host'> = {
  onvifPort: 0,
  rtspPort: 0,
  vendor: 'Dahua',
  model: 'IPC-HFW1230S',
  firmware: '1.10',
  serial: '1',
  mac: 'c0:56:e3:58:00:01',
  login: { username: 'monitor', password: 'right' },
  onvifAuth: 'wsse',
  rtspAuth: 'digest-md5',
  codec: 'h264',
  size: '360p',
  picture: 'moving',
  faults: [],
};
