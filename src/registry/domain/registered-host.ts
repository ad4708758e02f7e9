import { isIP } from 'node:net';

const DNS_NAME =
  /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.?$/;

export type HostCheck =
  { readonly ok: true; readonly host: string } | { readonly ok: false; readonly reason: string };

/**
 * The form in which a camera's host is kept: an IP literal without brackets, or a DNS name in lower case. Link-local
 * addresses are refused: they answer for whatever is on the wire, and 169.254.169.254 is a cloud's own secret.
 */
export function registeredHost(text: string): HostCheck {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1');
  const version = isIP(host);
  if (version === 4 && host.startsWith('169.254.'))
    return refuse('is link-local; give the camera a fixed address');
  if (version === 6 && /^fe[89ab]/.test(host))
    return refuse('is link-local; give the camera a fixed address');
  if (host === '0.0.0.0' || host === '::') return refuse('is no address of a device');
  if (version > 0) return { ok: true, host };
  if (/^[0-9.]+$/.test(host)) return refuse('is not a valid IPv4 address');
  if (!DNS_NAME.test(host))
    return refuse('must be an IP address or a host name, without scheme, port or path');
  return { ok: true, host };
}

function refuse(reason: string): HostCheck {
  return { ok: false, reason };
}
