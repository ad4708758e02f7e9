import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import type { VirtualCamera } from '../camera.js';
import { streamPath } from '../stream-path.js';
import { answerChallenge } from './answer-challenge.js';

export interface RtspReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Packet {
  readonly channel: number;
  readonly bytes: Buffer;
}

const PATIENCE_MS = 2_000;

/** A viewer that does what it is told and understands nothing: it shows what a camera puts on the wire. */
export class Viewer {
  readonly packets: Packet[] = [];
  isClosed = false;
  /** What `askWith` answered last. */
  lastAuthorization = '';
  private waiting = Buffer.alloc(0);
  private cseq = 0;
  private readonly replies: RtspReply[] = [];
  private wake: () => void = () => {};
  readonly udp: UdpSocket[] = [];

  private constructor(
    readonly camera: VirtualCamera,
    readonly socket: Socket,
  ) {
    socket.on('data', (chunk) => {
      this.waiting = Buffer.concat([this.waiting, chunk]);
      while (this.takeOne());
      this.wake();
    });
    socket.on('close', () => {
      this.isClosed = true;
      this.wake();
    });
    socket.on('error', () => {});
  }

  static async visit(camera: VirtualCamera): Promise<Viewer> {
    const socket = connect(camera.rtspPort, camera.host);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
    });
    return new Viewer(camera, socket);
  }

  get uri(): string {
    const { host, rtspPort } = this.camera;
    return `rtsp://${host}:${rtspPort}${streamPath(this.camera)}`;
  }

  /** Bytes that are no answer and no packet. */
  get rest(): Buffer {
    return this.waiting;
  }

  async ask(
    method: string,
    headers: Readonly<Record<string, string>> = {},
    uri = this.uri,
  ): Promise<RtspReply> {
    this.cseq += 1;
    const lines = Object.entries({ CSeq: String(this.cseq), ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    this.socket.write(Buffer.from(`${method} ${uri} RTSP/1.0\r\n${lines.join('')}\r\n`, 'latin1'));
    await this.until(() => this.replies.length > 0 || this.isClosed);
    return this.replies.shift()!;
  }

  /** Asks, and answers a challenge with this login. */
  async askWith(
    login: { username: string; password: string },
    method: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<RtspReply> {
    const first = await this.ask(method, headers);
    const challenge = first.headers['www-authenticate'];
    if (challenge === undefined) return first;
    const Authorization = answerChallenge({ challenge, method, uri: this.uri, ...login });
    this.lastAuthorization = Authorization;
    return this.ask(method, { ...headers, Authorization });
  }

  /** DESCRIBE, SETUP and PLAY of the video track; the last answer. */
  async play(transport = 'RTP/AVP/TCP;unicast;interleaved=0-1'): Promise<RtspReply> {
    await this.ask('DESCRIBE');
    const setUp = await this.ask('SETUP', { Transport: transport }, `${this.uri}/trackID=1`);
    if (setUp.status !== 200) return setUp;
    return this.ask('PLAY', { Session: setUp.headers['session']! });
  }

  /** As `play`, over UDP. */
  async playDatagrams(): Promise<RtspReply> {
    const even = 28_000 + 2 * Math.floor(Math.random() * 2_000);
    for (const channel of [0, 1]) {
      const socket = createSocket('udp4');
      socket.on('message', (bytes) => {
        this.packets.push({ channel, bytes });
        this.wake();
      });
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject).bind(even + channel, '127.0.0.1', resolve);
      });
      this.udp.push(socket);
    }
    return this.play(`RTP/AVP;unicast;client_port=${even}-${even + 1}`);
  }

  media(): Buffer[] {
    return this.packets.filter(({ channel }) => channel === 0).map(({ bytes }) => bytes);
  }

  reports(): Buffer[] {
    return this.packets.filter(({ channel }) => channel === 1).map(({ bytes }) => bytes);
  }

  /** Waits for what is to come; throws when it does not come in time. */
  async until(isThere: () => boolean, patienceMs = PATIENCE_MS): Promise<void> {
    const endMs = Date.now() + patienceMs;
    while (!isThere()) {
      const leftMs = endMs - Date.now();
      if (leftMs <= 0) throw new Error('it did not come');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  leave(): void {
    this.socket.destroy();
    for (const socket of this.udp.splice(0)) socket.close();
  }

  private takeOne(): boolean {
    const { waiting } = this;
    if (waiting[0] === 0x24) {
      const size = waiting.length < 4 ? Infinity : 4 + waiting.readUInt16BE(2);
      if (waiting.length < size) return false;
      this.packets.push({ channel: waiting[1]!, bytes: waiting.subarray(4, size) });
      this.waiting = waiting.subarray(size);
      return true;
    }
    const end = waiting.indexOf('\r\n\r\n');
    if (end < 0 || !waiting.subarray(0, 5).equals(Buffer.from('RTSP/'))) return false;
    const [first = '', ...lines] = waiting.toString('latin1', 0, end).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [line.split(':', 1)[0]!.toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const size = end + 4 + Number(headers['content-length'] ?? 0);
    if (waiting.length < size) return false;
    this.replies.push({
      status: Number(first.split(' ')[1]),
      headers,
      body: waiting.toString('utf8', end + 4, size),
    });
    this.waiting = waiting.subarray(size);
    return true;
  }
}
