import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface TinyServerOptions {
  /** Annex B, H.264; repeated 25 times a second. `null`: PLAY is answered, nothing is sent. */
  readonly picture: Buffer | null;
  readonly login?: {
    readonly username: string;
    readonly password: string;
    readonly scheme: 'basic' | 'digest';
  };
  /** Answers 461 to interleaved transport. */
  readonly udpOnly?: boolean;
  /** Never answers DESCRIBE. */
  readonly silent?: boolean;
  /** Answers DESCRIBE with 302 and this address. */
  readonly redirectTo?: string;
}

/** An RTSP server in small, for one stream, that shares no code with the product. */
export class TinyRtspServer {
  readonly requests: string[] = [];
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly stops = new Set<() => void>();

  constructor(private readonly options: TinyServerOptions) {
    this.server = createServer((socket) => this.attend(socket));
  }

  async listen(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const stop of this.stops) stop();
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Connections that are open now. */
  get open(): number {
    return this.sockets.size;
  }

  private attend(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.sockets.delete(socket));
    const session: Session = { send: null };
    let text = '';
    socket.on('data', (piece: Buffer) => {
      text += piece.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end !== -1; end = text.indexOf('\r\n\r\n')) {
        this.answer(socket, session, text.slice(text.lastIndexOf('$', 0) + 1, end));
        text = text.slice(end + 4);
      }
    });
  }

  private answer(socket: Socket, session: Session, request: string): void {
    const start = request.search(/[A-Z_]+ rtsp:/);
    const [requestLine = '', ...headers] = request.slice(start).split('\r\n');
    const [method = '', uri = ''] = requestLine.split(' ');
    const header = (name: string): string =>
      headers.find((line) => line.toLowerCase().startsWith(`${name}:`))?.replace(/^[^:]+:\s*/, '') ?? '';
    this.requests.push(requestLine);
    const reply = (status: string, lines: string[] = [], body = ''): void => {
      const all = [
        `RTSP/1.0 ${status}`,
        `CSeq: ${header('cseq')}`,
        ...lines,
        `Content-Length: ${body.length}`,
      ];
      socket.write(`${all.join('\r\n')}\r\n\r\n${body}`);
    };
    if (method === 'OPTIONS') return reply('200 OK', ['Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN']);
    if (!this.mayPass(method, uri, header('authorization')))
      return reply('401 Unauthorized', [this.challenge()]);
    if (method === 'DESCRIBE') {
      if (this.options.silent) return;
      if (this.options.redirectTo !== undefined)
        return reply('302 Found', [`Location: ${this.options.redirectTo}`]);
      return reply('200 OK', ['Content-Type: application/sdp', `Content-Base: ${uri}/`], SDP);
    }
    if (method === 'SETUP') return this.setUp(socket, session, header('transport'), reply);
    if (method === 'PLAY') this.play(session);
    reply('200 OK', ['Session: 1']);
  }

  private setUp(socket: Socket, session: Session, transport: string, reply: Reply): void {
    if (transport.includes('TCP')) {
      if (this.options.udpOnly) return reply('461 Unsupported Transport');
      session.send = (packet) =>
        socket.write(Buffer.concat([Buffer.from([36, 0, packet.length >> 8, packet.length & 255]), packet]));
      return reply('200 OK', ['Session: 1', 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1']);
    }
    const port = Number(/client_port=(\d+)/.exec(transport)?.[1]);
    const udp = createSocket('udp4');
    this.stops.add(() => udp.close());
    session.send = (packet) => udp.send(packet, port, '127.0.0.1');
    reply('200 OK', [
      'Session: 1',
      `Transport: RTP/AVP;unicast;client_port=${port}-${port + 1};server_port=6970-6971`,
    ]);
  }

  private play(session: Session): void {
    const { picture } = this.options;
    if (picture === null) return;
    let sequence = 0;
    let time = 0;
    const timer = setInterval(() => {
      time += 3_600;
      for (const payload of packets(picture)) session.send?.(rtp(payload, sequence++, time));
    }, 40);
    this.stops.add(() => clearInterval(timer));
  }

  private challenge(): string {
    return this.options.login?.scheme === 'basic'
      ? 'WWW-Authenticate: Basic realm="cam"'
      : 'WWW-Authenticate: Digest realm="cam", nonce="n1"';
  }

  private mayPass(method: string, uri: string, authorization: string): boolean {
    const { login } = this.options;
    if (login === undefined) return true;
    if (login.scheme === 'basic') {
      return (
        authorization === `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`
      );
    }
    const expected = md5(`${md5(`${login.username}:cam:${login.password}`)}:n1:${md5(`${method}:${uri}`)}`);
    return authorization.includes(`response="${expected}"`);
  }
}

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}

interface Session {
  send: ((packet: Buffer) => void) | null;
}

type Reply = (status: string, lines?: string[], body?: string) => void;

const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 0.0.0.0',
  's=cam',
  'c=IN IP4 0.0.0.0',
  't=0 0',
  'm=video 0 RTP/AVP 96',
  'a=rtpmap:96 H264/90000',
  'a=fmtp:96 packetization-mode=1',
  'a=control:track1',
  '',
].join('\r\n');

/** RTP payloads of one picture: single NAL units and FU-A (RFC 6184). The last one is marked. */
function packets(picture: Buffer): { payload: Buffer; last: boolean }[] {
  const nals: Buffer[] = [];
  for (let at = picture.indexOf(START); at !== -1;) {
    const next = picture.indexOf(START, at + 3);
    const end = next === -1 ? picture.length : picture[next - 1] === 0 ? next - 1 : next;
    nals.push(picture.subarray(at + 3, end));
    at = next;
  }
  const payloads = nals.flatMap((nal) => (nal.length <= 1_200 ? [nal] : fragments(nal)));
  return payloads.map((payload, index) => ({ payload, last: index === payloads.length - 1 }));
}

const START = Buffer.from([0, 0, 1]);

function fragments(nal: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 1; at < nal.length; at += 1_200) {
    const edge = (at === 1 ? 0x80 : 0) | (at + 1_200 >= nal.length ? 0x40 : 0);
    const head = Buffer.from([(nal[0]! & 0xe0) | 28, edge | (nal[0]! & 0x1f)]);
    parts.push(Buffer.concat([head, nal.subarray(at, at + 1_200)]));
  }
  return parts;
}

function rtp({ payload, last }: { payload: Buffer; last: boolean }, sequence: number, time: number): Buffer {
  const header = Buffer.alloc(12);
  header[0] = 0x80;
  header[1] = 96 | (last ? 0x80 : 0);
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE(time, 4);
  header.writeUInt32BE(7, 8);
  return Buffer.concat([header, payload]);
}
