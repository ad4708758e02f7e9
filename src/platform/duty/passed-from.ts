import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey } from '../key/derived-key.js';
import type { KeyRing } from '../key/key-ring.js';

/** Says of a call that a replica passed it on, and from whose address it came. */
export const PASSED_FROM = 'x-shouwang-passed-from';

/** Which call it is said of: it holds for no other. */
export interface Call {
  readonly method: string;
  readonly url: string;
}

/** `<address> <seal>`, which only a replica with the service's key can make. */
export function sealedAddress(keys: KeyRing, address: string, call: Call): string {
  return `${address} ${sealOf(keys.current(), address, call).toString('base64url')}`;
}

/** The address, or null where no replica of this service has said so. */
export function openAddress(keys: KeyRing, sealed: string, call: Call): string | null {
  const [address, seal] = sealed.split(' ');
  if (!address || !seal) return null;
  const given = Buffer.from(seal, 'base64url');
  const isOurs = keys.all().some((key) => isSame(given, sealOf(key, address, call)));
  return isOurs ? address : null;
}

function sealOf(serviceKey: Buffer, address: string, { method, url }: Call): Buffer {
  const key = derivedKey(serviceKey, 'shouwang replicas');
  return createHmac('sha256', key).update(`${method}\n${url}\n${address}`).digest();
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
