import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/**
 * Seals passwords at rest with AES-256-GCM. A sealed text is `v1.<key id>.<nonce>.<tag>.<ciphertext>`, the last three
 * in base64url; the credential's id is authenticated with it, so that a seal cannot be moved to another credential.
 */
export class CredentialSeal {
  readonly keyId: string;

  constructor(private readonly key: Buffer) {
    this.keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  }

  seal(credentialId: string, password: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(credentialId));
    const body = Buffer.concat([cipher.update(password, 'utf8'), cipher.final()]);
    const parts = [nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'));
    return ['v1', this.keyId, ...parts].join('.');
  }

  /** Null when another key sealed it or somebody changed it. */
  open(credentialId: string, sealed: string): string | null {
    const [version, keyId, nonce, tag, body] = sealed.split('.');
    if (version !== 'v1' || keyId !== this.keyId || !nonce || !tag || body === undefined) return null;
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, Buffer.from(nonce, 'base64url'));
      decipher.setAAD(Buffer.from(credentialId)).setAuthTag(Buffer.from(tag, 'base64url'));
      return decipher.update(body, 'base64url', 'utf8') + decipher.final('utf8');
    } catch {
      return null;
    }
  }
}
