import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Service } from './service.js';

export interface BoardEvent {
  readonly type: string;
  readonly id: string | null;
  readonly data: Record<string, unknown> & { readonly items?: readonly Record<string, unknown>[] };
}

/**
 * A page that listens, as far as the service can tell. Over a connection of its own: `fetch` opens a spare one after each
 * that is aborted, and a service that stops waits for what a connection may ask yet.
 */
export class BoardPage {
  readonly events: BoardEvent[] = [];
  /** Resolves when the stream is over, whoever ended it. */
  readonly ended: Promise<void>;
  private wake: () => void = () => {};

  private constructor(
    private readonly request: ClientRequest,
    response: IncomingMessage,
  ) {
    this.ended = this.read(response).catch(() => {});
  }

  static async open(
    service: Pick<Service, 'url'>,
    headers: Readonly<Record<string, string>>,
    query = '',
  ): Promise<BoardPage> {
    const request = get(`${service.url}/api/v1/board/events${query}`, { headers, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${await text(response)}`);
    return new BoardPage(request, response);
  }

  /** The first event, of those that came and those that come, that fits. */
  async until(fits: (event: BoardEvent) => boolean): Promise<BoardEvent> {
    for (;;) {
      const found = this.events.find((event) => fits(event));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  untilType(type: string): Promise<BoardEvent> {
    return this.until((event) => event.type === type);
  }

  close(): void {
    this.request.destroy();
  }

  private async read(body: IncomingMessage): Promise<void> {
    let rest = '';
    for await (const chunk of body.setEncoding('utf8')) {
      const blocks = (rest + (chunk as string)).split('\n\n');
      rest = blocks.pop()!;
      this.events.push(...blocks.map((block) => eventOf(block)));
      this.wake();
    }
  }
}

function eventOf(block: string): BoardEvent {
  const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]));
  const data = JSON.parse(fields.get('data')!) as BoardEvent['data'];
  return { type: fields.get('event')!, id: fields.get('id') ?? null, data };
}
