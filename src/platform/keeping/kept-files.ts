import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isKeepable, type KeptFile } from './manifest.js';

/** What a town cannot make anew, beside its database. */
const FOLDERS = ['attachments', 'maps'] as const;
/** Uploads that nobody has taken over yet. */
const UNFINISHED = join('attachments', 'incoming');
const KEYS = ['secret.key', 'secret.key.old'];

export interface Choice {
  readonly isWithKey: boolean;
  readonly isWithMaps: boolean;
}

/** Paths in the data folder that belong into a backup. */
export function pathsToKeep(dataDir: string, { isWithKey, isWithMaps }: Choice): string[] {
  const folders = isWithMaps ? FOLDERS : (['attachments'] as const);
  const keys = isWithKey ? KEYS.filter((name) => existsSync(join(dataDir, name))) : [];
  return [...keys, ...folders.flatMap((folder) => filesBelow(dataDir, folder))];
}

function filesBelow(dataDir: string, folder: string): string[] {
  const top = join(dataDir, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)))
    .filter((path) => dirname(path) !== UNFINISHED && isKeepable(`data/${path}`))
    .toSorted();
}

type Measure = Pick<KeptFile, 'bytes' | 'sha256'>;

/** Copies a file so that it survives a power cut, for its owner alone to read, and says what was copied. */
export async function copyKept(from: string, to: string): Promise<Measure> {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const meter = newMeter();
  await pipeline(createReadStream(from), meter.pass, createWriteStream(to, { mode: 0o600, flush: true }));
  return meter.measure();
}

export async function measureKept(path: string): Promise<Measure> {
  const meter = newMeter();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(createReadStream(path), meter.pass, nowhere);
  return meter.measure();
}

function newMeter() {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    pass: async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    measure: (): Measure => ({ bytes, sha256: hash.digest('hex') }),
  };
}

/** What these folders hold by name is safe on the disk. */
export async function synced(...folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  }
}
