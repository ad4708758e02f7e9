import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../start-error.js';

const KEY_HEX = /^[0-9a-f]{64}$/i;

/** A key in the data folder: 64 hexadecimal digits that only the service's own user can read. */
export class KeyFile {
  readonly path: string;

  constructor(
    private readonly folder: string,
    name = 'secret.key',
  ) {
    this.path = join(folder, name);
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

  /** In one step, and safe on the disk before: who reads meanwhile finds the old key or the new one, and never half. */
  replace(key: Buffer): void {
    const draft = `${this.path}.draft`;
    this.attempt('write', 'make the folder writable', () => {
      rmSync(draft, { force: true });
      const handle = openSync(draft, 'wx', 0o600);
      writeFileSync(handle, `${key.toString('hex')}\n`);
      fsyncSync(handle);
      closeSync(handle);
      renameSync(draft, this.path);
    });
  }

  remove(): void {
    rmSync(this.path, { force: true });
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

  private attempt<T>(verb: 'read' | 'make' | 'write', advice: string, work: () => T): T {
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
