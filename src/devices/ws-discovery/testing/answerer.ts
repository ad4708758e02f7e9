import { createSocket, type RemoteInfo } from 'node:dgram';

/** A UDP socket on one loopback address that says what a test wants, as often as it wants. */
export class Answerer {
  readonly heard: string[] = [];
  readonly callers: RemoteInfo[] = [];

  private constructor(
    private readonly socket: ReturnType<typeof createSocket>,
    readonly host: string,
  ) {}

  /** `reply` gets the probe and its message id, and gives the datagrams to send back. */
  static async open(
    host: string,
    port: number,
    reply: (probe: string, messageId: string) => readonly (string | Buffer)[],
  ): Promise<Answerer> {
    const socket = createSocket('udp4');
    const answerer = new Answerer(socket, host);
    socket.on('message', (message, from) => {
      const probe = message.toString('utf8');
      answerer.heard.push(probe);
      answerer.callers.push(from);
      const messageId = /MessageID>([^<]*)</.exec(probe)?.[1] ?? '';
      for (const datagram of reply(probe, messageId)) socket.send(datagram, from.port, from.address);
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(port, host, resolve);
    });
    return answerer;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.socket.close(() => resolve()));
  }
}
