import { BlockList, isIP, isIPv6 } from 'node:net';

const DNS_NAME =
  /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.?$/;

/** Resolvers read `0xa9fea9fe` and `2852039166` as IPv4 addresses, so a name may not end in a number. */
const ENDS_IN_NUMBER = /(^|\.)(\d+|0x[0-9a-f]*)\.?$/;

export type HostCheck =
  { readonly ok: true; readonly host: string } | { readonly ok: false; readonly reason: string };

/**
 * The form in which a camera's host is kept: an IP literal in its shortest form without brackets, or a DNS name in
 * lower case. Link-local addresses are refused: they answer for whatever is on the wire, and 169.254.169.254 is a
 * cloud's own secret.
 */
export function registeredHost(text: string): HostCheck {
  const host = canonical(
    text
      .trim()
      .toLowerCase()
      .replace(/^\[(.*)\]$/, '$1'),
  );
  if (isIP(host) > 0) return checkedAddress(host);
  if (!DNS_NAME.test(host))
    return refuse('must be an IP address or a host name, without scheme, port or path');
  if (ENDS_IN_NUMBER.test(host)) return refuse('is not a valid IPv4 address');
  return { ok: true, host };
}

/** One address, one text: `FE80:0::1` is `fe80::1`, and an IPv4 address mapped into IPv6 is that IPv4 address. */
function canonical(host: string): string {
  if (!isIPv6(host) || host.includes('%')) return host;
  const short = new URL(`http://[${host}]/`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(short);
  if (!mapped) return short;
  const bytes = mapped.slice(1).flatMap((part) => {
    const pair = Number.parseInt(part, 16);
    return [pair >> 8, pair & 0xff];
  });
  return bytes.join('.');
}

function checkedAddress(host: string): HostCheck {
  const family = isIPv6(host) ? 'ipv6' : 'ipv4';
  if (host.includes('%') || LINK_LOCAL.check(host, family))
    return refuse('is a link-local address; give the camera a fixed one');
  if (NO_DEVICE.check(host, family)) return refuse('is not the address of one device');
  return { ok: true, host };
}

const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet('169.254.0.0', 16, 'ipv4');
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6');

const NO_DEVICE = new BlockList();
NO_DEVICE.addSubnet('0.0.0.0', 8, 'ipv4');
NO_DEVICE.addSubnet('224.0.0.0', 3, 'ipv4');
NO_DEVICE.addAddress('::', 'ipv6');
NO_DEVICE.addSubnet('ff00::', 8, 'ipv6');

function refuse(reason: string): HostCheck {
  return { ok: false, reason };
}
