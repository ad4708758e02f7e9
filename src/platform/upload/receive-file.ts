import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';

export interface ReceivedFile {
  readonly path: string;
  /** As the sender calls it; for people to read, never for us to open. */
  readonly name: string | null;
  readonly bytes: number;
}

const MAX_NAME = 200;
const MB = 1_048_576;

export interface FileLimit {
  /** 1 is 1,048,576 bytes. */
  readonly maxMb: number;
  /** Which setting says so, for whom it is too little. */
  readonly setting: string;
}

/**
 * Streams the one file of a request (its body, or the first file of a form) into `folder`, readable by us alone. What is
 * larger than the limit is refused before it is read where the request says its length, else on the way; nothing is
 * left behind then. Whoever receives the file removes it.
 */
export async function receiveFile(
  request: FastifyRequest,
  folder: string,
  fileLimit: FileLimit,
): Promise<ReceivedFile> {
  const maxBytes = fileLimit.maxMb * MB;
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + 65_536) throw tooLarge(fileLimit);
  const { stream, name } = await fileOf(request);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${randomUUID()}.part`);
  const limit = new ByteLimit(maxBytes, fileLimit);
  try {
    await Promise.all([
      pour(stream, limit),
      pipeline(limit, createWriteStream(path, { mode: 0o600, flags: 'wx' })),
    ]);
    return { path, name: name === undefined ? null : shortName(name), bytes: limit.total };
  } catch (cause) {
    // Discarded, not destroyed: a sender that is still writing would see its line break and not our answer.
    stream.unpipe(limit);
    stream.resume();
    rmSync(path, { force: true });
    if (cause instanceof DomainError) throw cause;
    if (isFull(cause)) throw noRoom(cause);
    throw new DomainError('invalid', 'broken-upload', 'The file did not arrive whole; send it again.', [], {
      cause,
    });
  }
}

function isFull(cause: unknown): boolean {
  const { code } = (cause ?? {}) as { readonly code?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT';
}

function noRoom(cause: unknown): DomainError {
  const said = 'The disk of the service has no room for the file; make room there, and send it again.';
  return new DomainError('unavailable', 'disk-full', said, [], { cause });
}

/** Like `pipeline`, but leaves the source alive when the other end fails. */
async function pour(source: Readable, into: ByteLimit): Promise<void> {
  source.pipe(into);
  source.once('error', (cause) => into.destroy(cause));
  source.once('close', () => {
    if (!source.readableEnded) into.destroy(new Error('the sender has gone'));
  });
  await finished(into, { readable: false });
}

async function fileOf(request: FastifyRequest): Promise<{ stream: Readable; name: string | undefined }> {
  if (!request.isMultipart()) {
    if (!request.headers['content-type']) throw noFile();
    return { stream: request.raw, name: undefined };
  }
  // The plugin's own limit would cut the file off and say so too late.
  const part = await request.file({
    limits: { fileSize: Number.MAX_SAFE_INTEGER, files: 1, fields: 20, parts: 21 },
  });
  if (part === undefined) throw noFile();
  return { stream: part.file, name: part.filename };
}

class ByteLimit extends Transform {
  total = 0;

  constructor(
    private readonly maxBytes: number,
    private readonly limit: FileLimit,
  ) {
    super();
  }

  override _transform(
    piece: Buffer,
    _encoding: string,
    done: (error?: Error | null, piece?: Buffer) => void,
  ): void {
    this.total += piece.length;
    if (this.total > this.maxBytes) done(tooLarge(this.limit));
    else done(null, piece);
  }
}

function shortName(name: string): string {
  return basename(name.replaceAll('\\', '/'))
    .replaceAll(/\p{C}+/gu, '')
    .slice(0, MAX_NAME);
}

function tooLarge({ maxMb, setting }: FileLimit): DomainError {
  const message = `The file is larger than ${maxMb} MB; divide it, or raise ${setting}.`;
  return new DomainError('too-large', 'file-too-large', message);
}

function noFile(): DomainError {
  return new DomainError('invalid', 'no-file', 'Send the file as the body, or as the first file of a form.');
}
