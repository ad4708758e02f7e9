import type { Endpoint, Login } from '../wire/endpoint.js';

/** How a device wants to be logged in to: not at all, WS-UsernameToken in the SOAP header, or HTTP Digest. */
export type OnvifScheme = 'none' | 'wsse' | 'digest';

export interface OnvifTarget {
  readonly endpoint: Endpoint;
  /** Path of the device service on `endpoint`, as a rule `DEVICE_SERVICE_PATH`. */
  readonly path: string;
  /** Null: never log in. */
  readonly login: Login | null;
  /** What an earlier session learned (`OnvifSession.scheme`); null: not known. */
  readonly scheme: OnvifScheme | null;
  /** Hosts besides `endpoint.host` to which a media address of this device may point. */
  readonly allowedHosts?: readonly string[];
}

export const DEVICE_SERVICE_PATH = '/onvif/device_service';
