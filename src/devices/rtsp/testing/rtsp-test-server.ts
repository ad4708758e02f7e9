import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

export interface TestRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a test makes of one request; without a call to it, the camera stays silent. */
export interface TestReply {
  send(status: number, headers?: Readonly<Record<string, string>>, body?: string): void;
  raw(bytes: Buffer | string): void;
  /** One interleaved packet. */
  packet(bytes: Buffer, channel?: number): void;
  /** One datagram to the RTP port of the last SETUP; `from` is a local address of 127.0.0.0/8. */
  datagram(bytes: Buffer, from?: string): Promise<void>;
  close(): void;
}

export type Behaviour = (request: TestRequest, reply: TestReply) => void;

export type Behaviours = Readonly<Record<string, Behaviour>>;

/** An RTSP server in small on a real socket. It does what a test says, and otherwise what a camera would. */
export class RtspTestServer {
  readonly requests: TestRequest[] = [];
  readonly sockets = new Set<Socket>();
  private clientPort = 0;

  private constructor(
    private readonly server: Server,
    private readonly behaviours: Behaviours,
  ) {}

  static async start(behaviours: Behaviours, tls?: TlsOptions): Promise<RtspTestServer> {
    const server = tls === undefined ? createServer() : createTlsServer(tls);
    const camera = new RtspTestServer(server, behaviours);
    server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) =>
      camera.attend(socket),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return camera;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  methods(): string[] {
    return this.requests.map(({ method }) => method);
  }

  request(method: string, index = 0): TestRequest {
    const found = this.requests.filter((request) => request.method === method)[index];
    if (found === undefined) throw new Error(`no ${method} number ${index} came`);
    return found;
  }

  /** Resolves when no viewer is connected any more, also where one hung up while more was being written to it. */
  async whenEmpty(): Promise<void> {
    for (const socket of this.sockets) await new Promise((resolve) => socket.once('close', resolve));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private attend(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true).on('error', () => {});
    socket.once('close', () => this.sockets.delete(socket));
    this.behaviours['CONNECT']?.({ method: 'CONNECT', uri: '', headers: {} }, this.replyTo(socket, '0'));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        this.handle(socket, text.slice(0, end));
        text = text.slice(end + 4);
      }
    });
  }

  private handle(socket: Socket, head: string): void {
    const [line = '', ...lines] = head.split('\r\n');
    const [method = '', uri = ''] = line.split(' ');
    const headers = Object.fromEntries(
      lines.map((field) => [
        field.slice(0, field.indexOf(':')).toLowerCase(),
        field.slice(field.indexOf(':') + 1).trim(),
      ]),
    );
    const request = { method, uri, headers };
    this.requests.push(request);
    this.clientPort = Number(/client_port=(\d+)/.exec(headers['transport'] ?? '')?.[1] ?? this.clientPort);
    const behave = this.behaviours[method] ?? COOPERATIVE[method] ?? refuse;
    behave(request, this.replyTo(socket, headers['cseq'] ?? ''));
  }

  private replyTo(socket: Socket, cseq: string): TestReply {
    return {
      send: (status, headers = {}, body = '') => {
        const fields = { CSeq: cseq, ...headers, 'Content-Length': Buffer.byteLength(body) };
        const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
        socket.write(`RTSP/1.0 ${status} Whatever\r\n${lines.join('')}\r\n${body}`);
      },
      raw: (bytes) => void socket.write(bytes),
      packet: (bytes, channel = 0) => void socket.write(interleaved(bytes, channel)),
      datagram: (bytes, from = '127.0.0.1') => sendDatagram(bytes, this.clientPort, from),
      close: () => void socket.end(),
    };
  }
}

const COOPERATIVE: Behaviours = {
  OPTIONS: (_request, reply) => reply.send(200, { Public: 'DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER' }),
  SETUP: ({ headers }, reply) => reply.send(200, { Transport: headers['transport']!, Session: '4711' }),
  PLAY: (_request, reply) => reply.send(200),
  GET_PARAMETER: (_request, reply) => reply.send(200),
  TEARDOWN: (_request, reply) => reply.send(200),
};

function refuse(_request: TestRequest, reply: TestReply): void {
  reply.send(501);
}

export function interleaved(bytes: Buffer, channel = 0): Buffer {
  const head = Buffer.from([0x24, channel, 0, 0]);
  head.writeUInt16BE(bytes.length, 2);
  return Buffer.concat([head, bytes]);
}

async function sendDatagram(bytes: Buffer, port: number, from: string): Promise<void> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => {
    socket.bind(0, from, () => socket.send(bytes, port, '127.0.0.1', () => socket.close(resolve)));
  });
}
