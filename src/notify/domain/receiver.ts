import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Why a receiver's URL is refused; null when it may be called. HTTPS, unless the configuration trusts the host; never
 * an address that answers for whatever is near (link-local), and least of all a cloud's own secrets behind it.
 */
export function refusalOfUrl(text: string, trustedHosts: readonly string[]): string | null {
  if (!URL.canParse(text)) return 'must be a URL, as https://oapi.dingtalk.com/robot/send?access_token=…';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'must not hold a login';
  const isTrusted = trustedHosts.includes(bareHost(url.hostname));
  if (url.protocol !== 'https:' && !(isTrusted && url.protocol === 'http:'))
    return 'must begin with https://; for http, name the host in notify.trustedHosts';
  return refusalOfHost(url.hostname, trustedHosts);
}

/** The same of a host alone, as of a mail server. */
export function refusalOfHost(host: string, trustedHosts: readonly string[]): string | null {
  const bare = bareHost(host);
  if (trustedHosts.includes(bare) || isIP(bare) === 0) return null;
  return refusalOfAddress(bare);
}

/** Of an address that a name stands for, too: who owns a name decides where it leads. */
export function refusalOfAddress(address: string): string | null {
  const plain = unmapped(address);
  const family = isIPv6(plain) ? 'ipv6' : 'ipv4';
  if (LINK_LOCAL.check(plain, family))
    return 'is a link-local or metadata address, which no channel may reach';
  if (OWN.check(plain, family))
    return 'is an address of this machine; to allow that, name the host in notify.trustedHosts';
  return null;
}

export function bareHost(host: string): string {
  return host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
}

/** `::ffff:a9fe:a9fe` is 169.254.169.254. */
function unmapped(address: string): string {
  if (!isIPv6(address) || address.includes('%')) return address.replace(/%.*$/, '');
  const short = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const mapped = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short);
  if (!mapped) return short;
  const bytes = mapped.slice(1).flatMap((part) => {
    const pair = Number.parseInt(part, 16);
    return [pair >> 8, pair & 0xff];
  });
  return bytes.join('.');
}

const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet('169.254.0.0', 16, 'ipv4');
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6');
// Alibaba Cloud's and Amazon's metadata outside of the link-local networks.
LINK_LOCAL.addAddress('100.100.100.200', 'ipv4');
LINK_LOCAL.addAddress('fd00:ec2::254', 'ipv6');
LINK_LOCAL.addSubnet('224.0.0.0', 3, 'ipv4');
LINK_LOCAL.addSubnet('ff00::', 8, 'ipv6');

const OWN = new BlockList();
OWN.addSubnet('127.0.0.0', 8, 'ipv4');
OWN.addSubnet('0.0.0.0', 8, 'ipv4');
OWN.addAddress('::1', 'ipv6');
OWN.addAddress('::', 'ipv6');
