import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { keyIdOf, type KeyRing } from './key-ring.js';

/**
 * Seals secrets at rest with AES-256-GCM. A sealed text is `v1.<key id>.<nonce>.<tag>.<ciphertext>`, the last three in
 * base64url; the entry's id is authenticated with it, so that a seal cannot be moved to another entry.
 */
export class Seal {
  constructor(private readonly keys: KeyRing) {}

  seal(entryId: string, secret: string): string {
    const key = this.keys.current();
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(entryId));
    const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    const parts = [nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'));
    return ['v1', keyIdOf(key), ...parts].join('.');
  }

  /** Null when a key that we do not have sealed it, or somebody changed it. */
  open(entryId: string, sealed: string): string | null {
    const [version, keyId, nonce, tag, body] = sealed.split('.');
    const key = this.keys.all().find((candidate) => keyIdOf(candidate) === keyId);
    if (version !== 'v1' || key === undefined || !nonce || !tag || body === undefined) return null;
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
      decipher.setAAD(Buffer.from(entryId)).setAuthTag(Buffer.from(tag, 'base64url'));
      return decipher.update(body, 'base64url', 'utf8') + decipher.final('utf8');
    } catch {
      return null;
    }
  }

  /** Whether an older key than the current one sealed it. */
  isOutdated(sealed: string): boolean {
    return sealed.split('.')[1] !== keyIdOf(this.keys.current());
  }
}
