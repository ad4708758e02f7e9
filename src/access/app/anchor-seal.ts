import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey } from '../../platform/key/derived-key.js';
import { keyIdOf } from '../../platform/key/key-ring.js';

/** How far the trail goes: how many rows, and the hash of the last. */
export interface Anchor {
  readonly count: number;
  readonly head: string;
}

/**
 * Vouches for the end of the trail with a key that is not in the database: who cuts rows off, or writes the chain anew,
 * cannot seal the new end. `v1.<key id>.<HMAC-SHA-256>`, with a key of its own derived from the secret key.
 */
export class AnchorSeal {
  private readonly keyId: string;
  private readonly key: Buffer;

  constructor(secretKey: Buffer) {
    this.keyId = keyIdOf(secretKey);
    this.key = derivedKey(secretKey, 'shouwang audit anchor');
  }

  seal(anchor: Anchor): string {
    return `v1.${this.keyId}.${this.mac(anchor).toString('hex')}`;
  }

  isSealOf(anchor: Anchor, seal: string | null): boolean {
    const [version, keyId, hex = ''] = (seal ?? '').split('.');
    if (version !== 'v1' || keyId !== this.keyId) return false;
    const told = Buffer.from(hex, 'hex');
    const mac = this.mac(anchor);
    return told.length === mac.length && timingSafeEqual(told, mac);
  }

  /** Whether another key made it, which is something else than a forgery. */
  isOfAnotherKey(seal: string | null): boolean {
    const [version, keyId] = (seal ?? '').split('.');
    return version === 'v1' && keyId !== this.keyId;
  }

  private mac({ count, head }: Anchor): Buffer {
    return createHmac('sha256', this.key).update(`${count}\n${head}`).digest();
  }
}
