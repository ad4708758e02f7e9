import { createServer, type Server } from 'node:net';
import { randomInt } from 'node:crypto';
import { closeServer, listenOn } from './device-port.js';

/** An address of this farm's own where nothing is to be found: lying cameras send their callers there. */
export class Trap {
  private readonly host = `127.255.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  private readonly servers = new Map<number, Server>();
  private count = 0;
  private httpPort = 0;

  static async open(): Promise<Trap> {
    const trap = new Trap();
    trap.httpPort = await trap.listen(0);
    return trap;
  }

  get url(): string {
    return `http://${this.host}:${this.httpPort}/`;
  }

  /** Connections so far. */
  get hits(): number {
    return this.count;
  }

  /** Lies in wait on the port that a camera names with the trap's address. */
  async coverPort(port: number): Promise<void> {
    if (!this.servers.has(port)) await this.listen(port);
  }

  async close(): Promise<void> {
    await Promise.all([...this.servers.values()].map(closeServer));
  }

  private async listen(port: number): Promise<number> {
    const server = createServer((socket) => {
      this.count += 1;
      socket.destroy();
    });
    const bound = await listenOn(server, this.host, port);
    this.servers.set(bound, server);
    return bound;
  }
}
