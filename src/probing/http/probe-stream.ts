import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import type { TellRung } from '../app/rung-watch.js';

export function wantsEvents(accept = ''): boolean {
  return /\btext\/event-stream\b/i.test(accept);
}

/**
 * A probe as server-sent events: `rung` for each that is passed or broken, again where more is learned of it; then
 * `verdict` with the whole answer, or `refused` with a problem. Who goes away does not end it: others may wait for it.
 */
export function probeStream(probe: (tell: TellRung) => Promise<object>): StreamableFile {
  const stream = new Readable({ read: () => {} });
  const send = (type: string, shown: object): void => {
    if (!stream.destroyed) stream.push(`event: ${type}\ndata: ${JSON.stringify(shown)}\n\n`);
  };
  void probe((rung) => send('rung', rung))
    .then(
      (answer) => send('verdict', answer),
      (cause: unknown) => send('refused', problemOf(cause)),
    )
    .finally(() => void (stream.destroyed || stream.push(null)));
  return new StreamableFile(stream, { type: 'text/event-stream; charset=utf-8' });
}

function problemOf(cause: unknown): object {
  if (cause instanceof DomainError) return { code: cause.code, detail: cause.message };
  return { code: 'probe-failed', detail: 'The probe broke on our side; ask again.' };
}
