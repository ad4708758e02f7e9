import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../../platform/start-error.js';

const KEY_HEX = /^[0-9a-f]{64}$/i;

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

/** The key from the configuration, else from `secret.key` in the data folder, which is made at the first start. */
export function credentialSeal(secretKey: string | null, dataDir: string): CredentialSeal {
  if (secretKey !== null) return new CredentialSeal(Buffer.from(secretKey, 'hex'));
  const file = join(dataDir, 'secret.key');
  const hex = existsSync(file) ? readKeyFile(file) : makeKeyFile(file, dataDir);
  if (!KEY_HEX.test(hex))
    throw new StartError(`key: ${file} must hold 64 hexadecimal digits; restore it from a backup`);
  return new CredentialSeal(Buffer.from(hex, 'hex'));
}

function readKeyFile(file: string): string {
  try {
    const handle = openSync(file, 'r');
    const { mode } = fstatSync(handle);
    const text = readFileSync(handle, 'utf8').trim();
    closeSync(handle);
    if ((mode & 0o077) === 0) return text;
  } catch (cause) {
    throw new StartError(`key: cannot read ${file}: ${(cause as Error).message}`, { cause });
  }
  throw new StartError(`key: others on this machine can read ${file}; run: chmod 600 ${file}`);
}

function makeKeyFile(file: string, dataDir: string): string {
  const hex = randomBytes(32).toString('hex');
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${hex}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new StartError(`key: cannot make ${file}: ${(cause as Error).message}`, { cause });
  }
  return hex;
}
