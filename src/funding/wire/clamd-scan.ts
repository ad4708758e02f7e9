import { createReadStream } from 'node:fs';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { VirusScan } from '../app/virus-scan.js';
import { noVerdict } from './no-verdict.js';

const MOST_ANSWER_BYTES = 4_096;
const END = Buffer.alloc(4);

/**
 * ClamAV's daemon by INSTREAM (clamd(8)): the file in pieces, each after its length in four bytes, then a length of zero;
 * the answer is `stream: OK`, `stream: <name> FOUND`, or an error. Nothing but the file's bytes is said to it.
 */
export class ClamdScan extends VirusScan {
  readonly isOn = true;

  constructor(
    private readonly at: NetConnectOpts,
    private readonly timeoutMs: number,
  ) {
    super();
  }

  async foundIn(path: string): Promise<string | null> {
    const answer = await this.ask(path).catch((cause: unknown) => {
      throw noVerdict('clamd does not answer', cause);
    });
    if (answer === 'stream: OK') return null;
    const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
    if (found !== undefined) return found;
    throw noVerdict(`clamd says "${answer.slice(0, 200)}"`);
  }

  private async ask(path: string): Promise<string> {
    const socket = connect(this.at);
    const deadline = setTimeout(() => socket.destroy(new Error('no answer in time')), this.timeoutMs);
    try {
      const answer = answerOf(socket);
      // An error of either ends both: the one that is not waited for is the same failure.
      answer.catch(() => undefined);
      await send(socket, path);
      return await answer;
    } finally {
      clearTimeout(deadline);
      socket.destroy();
    }
  }
}

async function send(socket: Socket, path: string): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    socket.write(length);
    if (!socket.write(piece)) await drained(socket);
  }
  socket.write(END);
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error('the connection was closed'));
    // One that is closed already says so no more.
    if (socket.destroyed) fail();
    socket.once('drain', resolve).once('close', fail);
  });
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setEncoding('utf8').on('data', (piece: string) => {
      answer += piece;
      if (answer.includes('\0')) resolve(answer.slice(0, answer.indexOf('\0')).trim());
      else if (answer.length > MOST_ANSWER_BYTES) socket.destroy(new Error('an answer without an end'));
    });
    socket.on('error', reject).once('close', () => reject(new Error('the connection was closed')));
  });
}
