import { hkdfSync } from 'node:crypto';

/** A key for one purpose, made of the service's own (HKDF, RFC 5869): it opens nothing that is made for another. */
export function derivedKey(serviceKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', serviceKey, Buffer.alloc(0), purpose, 32));
}
