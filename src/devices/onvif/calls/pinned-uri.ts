import type { Endpoint } from '../../wire/endpoint.js';
import type { PinnedUri } from '../device-facts.js';
import { splitDeviceUri } from '../../wire/device-uri.js';
import { scrubUri } from './scrub-uri.js';

export interface PinRules {
  readonly endpoint: Endpoint;
  readonly allowedHosts: readonly string[];
  /** Passwords that must not appear in `original`. */
  readonly secrets: readonly string[];
}

const DEFAULT_PORT = { rtsp: 554, rtsps: 322, http: 80, https: 443 } as const;

type MediaScheme = keyof typeof DEFAULT_PORT;

/**
 * A media address held to the registered host: a device behind NAT names a host that cannot be reached, a hostile one
 * names somebody else's. The port of RTSP is the device's own choice and stays; a picture's HTTP address on a wrong host
 * goes to the registered port, where the device's web server is known to answer. Null: not a media address.
 */
export function pinUri(text: string, rules: PinRules): PinnedUri | null {
  const uri = splitDeviceUri(text.trim());
  if (uri === null || !isMediaScheme(uri.scheme)) return null;
  const { endpoint, allowedHosts, secrets } = rules;
  const isAllowed = [endpoint.host, ...allowedHosts].some((host) => host.toLowerCase() === uri.host);
  const isHttp = uri.scheme.startsWith('http');
  const ownPort = uri.port ?? DEFAULT_PORT[uri.scheme];
  const { text: original, hadCredentials } = scrubUri(text.trim(), secrets);
  return {
    original,
    scheme: uri.scheme,
    host: isAllowed ? uri.host : endpoint.host,
    port: isHttp && !isAllowed ? endpoint.port : ownPort,
    path: uri.path,
    hadCredentials,
  };
}

function isMediaScheme(scheme: string): scheme is MediaScheme {
  return Object.hasOwn(DEFAULT_PORT, scheme);
}
