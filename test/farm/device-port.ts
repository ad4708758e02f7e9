import type { AddressInfo, Server } from 'node:net';
import { openBlockedListener } from './blocked-listener.js';

/** `open`: listens. `closed`: refuses. `blocked`: answers no SYN. */
export type PortMode = 'open' | 'closed' | 'blocked';

/** One TCP port of one camera, which keeps its number whatever becomes of it. */
export class DevicePort {
  private mode: PortMode = 'closed';
  private release: () => Promise<void> = async () => {};

  constructor(
    private readonly host: string,
    /** 0 until a free one is found. */
    private number: number,
    private readonly makeServer: () => Server,
  ) {}

  get port(): number {
    return this.number;
  }

  async become(mode: PortMode): Promise<void> {
    // A closed port needs a number too: found by listening for a moment.
    const needsNumber = this.number === 0;
    if (mode === this.mode && !needsNumber) return;
    await this.close();
    if (mode === 'blocked') return this.block();
    await this.open();
    if (mode === 'closed') await this.close();
  }

  async close(): Promise<void> {
    this.mode = 'closed';
    await this.release();
    this.release = async () => {};
  }

  private async open(): Promise<void> {
    const server = this.makeServer();
    this.number = await listenOn(server, this.host, this.number);
    this.mode = 'open';
    this.release = () => closeServer(server);
  }

  private async block(): Promise<void> {
    const listener = await openBlockedListener(this.host, this.number);
    this.number = listener.port;
    this.mode = 'blocked';
    this.release = () => listener.close();
  }
}

export function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void =>
      reject(new Error(`the farm cannot listen on ${host}:${port}: ${cause.message}`, { cause }));
    server.once('error', fail);
    server.listen({ host, port, backlog: 1_024 }, () => {
      server.off('error', fail);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
