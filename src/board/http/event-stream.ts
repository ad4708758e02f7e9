import { Readable } from 'node:stream';
import type { BoardReader, StreamEnding } from '../app/board-streams.js';

/** What a page reads of the feed. One that does not keep up is cut off: its browser comes again and asks what it missed. */
export class EventStream extends Readable implements BoardReader {
  constructor(private readonly maxBacklogBytes: number) {
    super({ read: () => {} });
  }

  tell(text: Buffer): void {
    if (this.destroyed) return;
    // What waits counts, not what comes: the states of a whole town that fell are more than any page has to read at once.
    if (this.readableLength > this.maxBacklogBytes) this.destroy();
    else this.push(text);
  }

  end(why: StreamEnding): void {
    if (this.destroyed) return;
    this.push(`event: end\ndata: ${JSON.stringify({ reason: why, detail: SENTENCES[why] })}\n\n`);
    this.push(null);
  }
}

const SENTENCES: Readonly<Record<StreamEnding, string>> = {
  'signed-out': 'You are not signed in any more; sign in again.',
  'account-changed': 'Your account has changed; ask for everything again.',
  'service-stops': 'The service stops; come again in a minute.',
};
