import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../start-error.js';

const KEY_HEX = /^[0-9a-f]{64}$/i;

/** `secret.key` in the data folder: 64 hexadecimal digits that only the service's own user can read. */
export class KeyFile {
  readonly path: string;

  constructor(private readonly folder: string) {
    this.path = join(folder, 'secret.key');
  }

  exists(): boolean {
    return existsSync(this.path);
  }

  read(): Buffer {
    const hex = this.attempt('read', 'make it a readable file', () => this.readPrivate());
    if (!KEY_HEX.test(hex))
      throw new StartError(`key: ${this.path} must hold 64 hexadecimal digits; restore it from a backup`);
    return Buffer.from(hex, 'hex');
  }

  make(): Buffer {
    const key = randomBytes(32);
    return this.attempt('make', 'make the folder writable', () => {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(this.path, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
      return key;
    });
  }

  private readPrivate(): string {
    const handle = openSync(this.path, 'r');
    try {
      if ((fstatSync(handle).mode & 0o077) === 0) return readFileSync(handle, 'utf8').trim();
    } finally {
      closeSync(handle);
    }
    throw new StartError(`key: others on this machine can read ${this.path}; run: chmod 600 ${this.path}`);
  }

  private attempt<T>(verb: 'read' | 'make', advice: string, work: () => T): T {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof StartError) throw cause;
      const { code } = cause as NodeJS.ErrnoException;
      const message = `key: cannot ${verb} ${this.path} (${code}); ${advice} or set SHOUWANG_SECRET_KEY`;
      throw new StartError(message, { cause });
    }
  }
}
