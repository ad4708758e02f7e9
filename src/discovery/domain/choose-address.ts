import { isIP, isIPv4 } from 'node:net';
import type { Allowance } from './allowance.js';

/** Where a device says its ONVIF service is. */
export interface ServiceAddress {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly tls: boolean;
}

export interface ChosenAddress extends ServiceAddress {
  /** The device itself spoke from this host and names it; else somebody said so of it, or we guess. */
  readonly isDirect: boolean;
}

/**
 * The address to call a device at: the one that answered, else the first IPv4 address, else the first IPv6 one; never
 * one that the zone does not allow, and never a name, which leads wherever its owner likes. A device that names no
 * usable address may still be where it answered, at the port it names, unless it speaks for several (a proxy). The
 * port of the answer itself says nothing: some devices answer from any.
 */
export function chooseAddress(
  claimed: readonly ServiceAddress[],
  sender: string,
  { allowance, isProxy }: { readonly allowance: Allowance; readonly isProxy: boolean },
): ChosenAddress | null {
  const usable = claimed.filter(({ host }) => isIP(host) > 0 && allowance.has(host));
  const own = usable.find(({ host }) => host === sender);
  if (own !== undefined) return { ...own, isDirect: true };
  const other = usable.find(({ host }) => isIPv4(host)) ?? usable[0];
  if (other !== undefined) return { ...other, isDirect: false };
  const [first] = claimed;
  if (first === undefined || isProxy || !allowance.has(sender)) return null;
  return { ...first, host: sender, isDirect: false };
}
