import { type PlacedChange } from './change.js';

/** One server-sent event: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream */
export function eventText(type: string, id: string, shown: unknown): string {
  return `event: ${type}\nid: ${id}\ndata: ${JSON.stringify(shown)}\n\n`;
}

/** Changes in their order, those of one kind that follow each other in one event with the place of the last. */
export function changesText(changes: readonly PlacedChange[], idOf: (place: number) => string): string {
  let [text, from] = ['', 0];
  for (let index = 1; index <= changes.length; index += 1) {
    if (changes[index]?.kind === changes[from]!.kind) continue;
    const run = changes.slice(from, index);
    const items = run.map(({ shown }) => shown);
    text += eventText(run[0]!.kind, idOf(run.at(-1)!.place), { items });
    from = index;
  }
  return text;
}
