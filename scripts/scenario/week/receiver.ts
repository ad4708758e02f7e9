import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Told {
  readonly thread: string;
  readonly kind: string;
  readonly title: string;
  readonly at: string;
}

/** A webhook receiver on loopback: takes each digest once, by its idempotency key, and keeps what it was told. */
export class Receiver {
  private readonly told = new Map<string, readonly Told[]>();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { entries } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { entries: Told[] };
        this.told.set(String(request.headers['idempotency-key']), entries);
        response.writeHead(204).end();
      });
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  all(): readonly Told[] {
    return [...this.told.values()].flat();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
