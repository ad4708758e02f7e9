import { parentPort } from 'node:worker_threads';
import { MapHost } from './map-host.js';
import type { FromMap, ToMap } from './map-talk.js';
import { refusalOf } from './refusal.js';

const port = parentPort!;
let host: MapHost | null = null;

port.on('message', (message: ToMap) => {
  if (message.kind === 'ask') return answer(message);
  if (message.kind === 'load') host = new MapHost(message.town);
  else host?.change(message.changes);
  if (host !== null) say({ kind: 'summary', summary: host.summary() });
});

function answer({ id, question }: Extract<ToMap, { kind: 'ask' }>): void {
  try {
    say({ kind: 'answer', id, answer: host!.answer(question) });
  } catch (cause) {
    say({ kind: 'failed', id, message: (cause as Error).message, refusal: refusalOf(cause) });
  }
}

function say(message: FromMap): void {
  port.postMessage(message, []);
}
