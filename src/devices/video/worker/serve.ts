import { readSync, writeSync } from 'node:fs';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { encodeHead, PREFIX_BYTES, readPrefix, type Message } from '../process/message.js';

/** What node-av's dead objects hold is let go by finalizers, and those wait for a turn of the event loop. */
const ANSWERS_A_TURN = 50;

/**
 * Reads requests from standard input and writes answers to standard output, blocking: a worker has nothing to do
 * besides its one job, and without an event loop the round trip costs half. Returns when the service closes the pipe
 * or is gone.
 */
export async function serve(answer: (request: Message) => Message): Promise<void> {
  let answered = 0;
  for (let request = receive(); request !== null; request = receive()) {
    const { header, body } = answer(request);
    send({ header, body });
    answered += 1;
    if (answered % ANSWERS_A_TURN === 0) await turnOfTheLoop();
  }
}

export function send({ header, body }: Message): void {
  writeAll(encodeHead(header, body.length));
  writeAll(body);
}

function receive(): Message | null {
  const prefix = readExactly(PREFIX_BYTES);
  if (prefix === null) return null;
  const { headerBytes, bodyBytes } = readPrefix(prefix);
  const header = readExactly(headerBytes);
  const body = readExactly(bodyBytes);
  if (header === null || body === null) return null;
  return { header: JSON.parse(header.toString('utf8')), body };
}

function readExactly(length: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(length);
  for (let got = 0; got < length;) {
    const read = patiently(() => readSync(0, bytes, got, length - got, null));
    if (read === 0) return null;
    got += read;
  }
  return bytes;
}

function writeAll(bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    written += patiently(() => writeSync(1, bytes, written, bytes.length - written));
  }
}

const PAUSE_MS = 1;

/** The pipes block, unless something else in the process (a module loader, say) has opened them as streams. */
function patiently(transfer: () => number): number {
  for (;;) {
    try {
      return transfer();
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
      else if (code !== 'EINTR') throw cause;
    }
  }
}
