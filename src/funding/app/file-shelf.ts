import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError } from '../../kernel/domain-error.js';

/**
 * Files under the digest of their content, beside the database and not in it: ten megabytes at a time would hold up the
 * one writer of SQLite, and swell every dump. A name is 64 hexadecimal digits, so it leads nowhere else.
 */
export class FileShelf {
  constructor(private readonly folder: string) {}

  pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  /** Takes the file at `path` over: it survives a power cut once this resolves. */
  async take(path: string, sha256: string): Promise<void> {
    const target = this.pathOf(sha256);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await synced(path);
    await rename(path, target);
    await synced(dirname(target));
  }

  /** Throws `attachment-damaged` where it is gone or not what it was. */
  async read(sha256: string): Promise<Buffer> {
    const content = await readFile(this.pathOf(sha256)).catch(() => null);
    if (content !== null && digestOf(content) === sha256) return content;
    throw new DomainError(
      'unavailable',
      'attachment-damaged',
      'The file is missing in the data folder, or is not what was uploaded; restore `attachments` from a backup.',
    );
  }

  async discard(path: string): Promise<void> {
    await rm(path, { force: true });
  }
}

export function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
