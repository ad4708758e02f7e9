import { createHash } from 'node:crypto';
import type { Config } from '../config/config.js';
import { KeyFile } from './key-file.js';

/** The key that seals, and those that are still good for opening while a rotation is under way. */
export interface KeyRing {
  current(): Buffer;
  /** The current one first. */
  all(): readonly Buffer[];
}

/** Names a key without telling anything about it: 8 hexadecimal digits. */
export function keyIdOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

/** Keys that stay as they are. */
export function fixedKeys(...keys: readonly [Buffer, ...Buffer[]]): KeyRing {
  return { current: () => keys[0], all: () => keys };
}

/**
 * The keys of the configuration, else those of the key files, which are read each time: another process rotates them,
 * and a seal that was made with a key after it has gone could never be opened.
 */
export function keyRing({ secretKey, oldSecretKey, dataDir }: KeySettings): KeyRing {
  if (secretKey !== null) {
    const keys = [secretKey, ...(oldSecretKey === null ? [] : [oldSecretKey])];
    const [current, ...old] = keys.map((hex) => Buffer.from(hex, 'hex'));
    return fixedKeys(current!, ...old);
  }
  const { key, oldKey } = keyFiles(dataDir);
  return {
    current: () => key.read(),
    // In this order: what a rotation does between the two takes no key away that a seal read before was made with.
    all: () => [key.read(), ...(oldKey.exists() ? [oldKey.read()] : [])],
  };
}

export type KeySettings = Pick<Config, 'secretKey' | 'oldSecretKey' | 'dataDir'>;

/** `secret.key`, and beside it the one before while a rotation is under way. */
export function keyFiles(dataDir: string): { readonly key: KeyFile; readonly oldKey: KeyFile } {
  return { key: new KeyFile(dataDir), oldKey: new KeyFile(dataDir, 'secret.key.old') };
}
