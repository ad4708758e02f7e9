import type { VirtualCamera } from '../camera.js';
import { streamPath } from '../stream-path.js';

export const PROFILE_TOKENS = { main: 'MainStream', smallest: 'SubStream' } as const;

/** As a camera behind NAT knows itself. */
const PRIVATE_HOST = '192.168.1.64';

/** The addresses that a camera gives for itself, right or wrong. */
export interface OwnAddress {
  xaddr(service: string): string;
  streamUri(profile: keyof typeof PROFILE_TOKENS): string;
  snapshotUri(): string;
}

export function ownAddress(camera: VirtualCamera, trapUrl: string): OwnAddress {
  const { faults, login, host, onvifPort, rtspPort } = camera;
  const isWrong = faults.includes('wrong-host-in-uris');
  const http = isWrong ? PRIVATE_HOST : `${host}:${onvifPort}`;
  const rtsp = `${isWrong ? PRIVATE_HOST : host}:${rtspPort}`;
  const user =
    faults.includes('credentials-in-uris') && login !== null
      ? `${encodeURIComponent(login.username)}:${encodeURIComponent(login.password)}@`
      : '';
  return {
    xaddr: (service) => `http://${http}/onvif/${service}`,
    streamUri: (profile) => {
      const authority = faults.includes('stream-uri-elsewhere')
        ? `${new URL(trapUrl).hostname}:${rtspPort}`
        : rtsp;
      return `rtsp://${user}${authority}${streamPath(camera, profile)}`;
    },
    snapshotUri: () => `http://${user}${http}/snapshot.jpg`,
  };
}
