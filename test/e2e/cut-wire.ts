import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A wire to a server that can be cut: what is open breaks, and nobody gets through until it is mended. Or it falls silent:
 * what is open stays open, and nothing gets through until it speaks; then all of it does.
 */
export class CutWire {
  private readonly open = new Set<Socket>();
  private readonly ways = new Set<readonly [from: Socket, to: Socket]>();
  private isSilent = false;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(host: string, port: number): Promise<CutWire> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const wire = new CutWire(server, (server.address() as AddressInfo).port);
    server.on('connection', (near) => wire.join(near, connect(port, host)));
    return wire;
  }

  async cut(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.open) socket.resetAndDestroy();
    await closed;
  }

  async mend(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  silence(): void {
    this.isSilent = true;
    for (const [from] of this.ways) from.unpipe().pause();
  }

  speak(): void {
    this.isSilent = false;
    for (const [from, to] of this.ways) from.pipe(to);
  }

  private join(near: Socket, far: Socket): void {
    for (const way of [
      [near, far],
      [far, near],
    ] as const) {
      const [socket, other] = way;
      this.open.add(socket);
      this.ways.add(way);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.open.delete(socket);
        this.ways.delete(way);
        other.destroy();
      });
      if (!this.isSilent) socket.pipe(other);
    }
  }
}
