import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import type { Socket } from 'node:net';
import type { VirtualCamera } from '../camera.js';
import { DigestGate, type DigestPolicy } from '../digest.js';
import type { Ledger } from '../ledger.js';
import { sdpOf } from '../media/sdp.js';
import type { Clip } from '../media/stock.js';
import { RtpSender, type Wire } from './rtp-sender.js';

export interface RtspHost {
  readonly ledger: Ledger;
  /** As it is now: changes reach sessions that begin later. */
  camera(): VirtualCamera;
  clip(): Clip;
  /** The next group of pictures to show; always the same one where the picture is frozen. */
  nextGop(): number;
  /** What the device takes as its login; null lets everybody in. */
  login(): { username: string; password: string } | null;
  rejectLogin(): void;
  readonly gate: DigestGate;
}

interface Request {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** One RTSP connection of one viewer. */
export class RtspSession {
  private buffer = '';
  private sender: RtpSender | null = null;
  private transport: { kind: 'tcp'; channel: number } | { kind: 'udp'; port: number } | null = null;
  private udp: UdpSocket | null = null;
  private isPlaying = false;

  constructor(
    private readonly socket: Socket,
    private readonly host: RtspHost,
  ) {
    socket.on('data', (chunk) => this.receive(chunk));
    socket.on('close', () => this.stop(false));
    socket.on('error', () => {});
  }

  private receive(chunk: Buffer): void {
    this.buffer += chunk.toString('latin1');
    for (let end = this.buffer.indexOf('\r\n\r\n'); end >= 0; end = this.buffer.indexOf('\r\n\r\n')) {
      const head = this.buffer.slice(0, end);
      this.buffer = this.buffer.slice(end + 4);
      this.handle(parse(head));
    }
  }

  private handle(request: Request): void {
    const camera = this.host.camera();
    const { faults } = camera;
    if (faults.includes('rtsp-hang') || faults.includes('accept-silent')) return;
    if (faults.includes('rtsp-garbled')) return void this.socket.write('SSH-2.0-dropbear_2017.75\r\n');
    if (request.method === 'OPTIONS')
      return this.answer(request, 200, { Public: 'OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER' });
    if (faults.includes('silent-describe') && request.method === 'DESCRIBE') return;
    if (!this.isAllowed(request, camera)) return;
    switch (request.method) {
      case 'DESCRIBE':
        return this.describe(request, camera);
      case 'SETUP':
        return this.setUp(request, camera);
      case 'PLAY':
        return this.play(request, camera);
      case 'TEARDOWN':
        this.answer(request, 200);
        this.stop(true);
        return void this.socket.end();
      case 'GET_PARAMETER':
        return this.answer(request, 200, { Session: '1a2b3c' });
      default:
        return this.answer(request, 501);
    }
  }

  private isAllowed(request: Request, camera: VirtualCamera): boolean {
    const login = this.host.login();
    if (camera.rtspAuth === 'none' || login === null) return true;
    const { faults, sessionCap = 4 } = camera;
    const isFull =
      faults.includes('401-when-full') && this.host.ledger.openRtspSessions >= sessionCap && !this.isPlaying;
    const header = request.headers['authorization'];
    if (camera.rtspAuth === 'basic') {
      const wanted = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
      if (header === wanted && !faults.includes('locked') && !isFull) return true;
      if (header !== undefined) this.host.rejectLogin();
      this.answer(request, 401, { 'WWW-Authenticate': 'Basic realm="IP Camera"' });
      return false;
    }
    const algorithm = camera.rtspAuth === 'digest-sha256' ? 'SHA-256' : 'MD5';
    const policy: DigestPolicy = { algorithm, login, isNonceOnce: faults.includes('nonce-expires') };
    const result = this.host.gate.check(header, request.method, policy);
    if (result === 'right' && !faults.includes('locked') && !isFull) return true;
    if (result === 'right' || result === 'wrong') this.host.rejectLogin();
    this.answer(request, 401, { 'WWW-Authenticate': this.host.gate.challenge(policy, result === 'stale') });
    return false;
  }

  private describe(request: Request, camera: VirtualCamera): void {
    const { faults } = camera;
    if (faults.includes('rtsp-404')) return this.answer(request, 404);
    if (faults.includes('rtsp-500')) return this.answer(request, 500);
    if (faults.includes('endless-sdp')) {
      this.socket.write(
        `RTSP/1.0 200 OK\r\nCSeq: ${request.headers['cseq']}\r\nContent-Length: 1073741824\r\n\r\n`,
      );
      return;
    }
    const base = faults.includes('wrong-content-base')
      ? 'rtsp://192.168.199.1:554/live/'
      : `${request.uri.replace(/\/$/, '')}/`;
    const headers = faults.includes('no-content-base') ? {} : { 'Content-Base': base };
    this.answer(
      request,
      200,
      { ...headers, 'Content-Type': 'application/sdp' },
      sdpOf(camera, this.host.clip()),
    );
  }

  private setUp(request: Request, { faults, sessionCap = 4 }: VirtualCamera): void {
    const wanted = request.headers['transport'] ?? '';
    const isTcp = wanted.includes('interleaved') || wanted.includes('/TCP');
    if (faults.includes('no-transport')) return this.answer(request, 461);
    if (faults.includes(isTcp ? 'udp-only' : 'tcp-only')) return this.answer(request, 461);
    const isFull = this.host.ledger.openRtspSessions >= sessionCap && !faults.includes('401-when-full');
    if (faults.includes('rtsp-453') || isFull) return this.answer(request, 453);
    if (isTcp) this.transport = { kind: 'tcp', channel: Number(/interleaved=(\d+)/.exec(wanted)?.[1] ?? 0) };
    else this.transport = { kind: 'udp', port: Number(/client_port=(\d+)/.exec(wanted)?.[1] ?? 0) };
    const more = isTcp ? '' : ';server_port=6970-6971';
    this.answer(request, 200, { Transport: `${wanted}${more};ssrc=00000001`, Session: '1a2b3c;timeout=60' });
  }

  private play(request: Request, camera: VirtualCamera): void {
    if (this.transport === null) return this.answer(request, 455);
    this.answer(request, 200, { Session: '1a2b3c', Range: 'npt=0.000-' });
    if (this.isPlaying) return;
    this.isPlaying = true;
    this.host.ledger.play();
    this.sender = new RtpSender(camera, this.host.clip(), this.host.nextGop(), this.wire());
    this.sender.start();
  }

  private wire(): Wire {
    const { transport, socket } = this;
    if (transport?.kind === 'udp') {
      const udp = createSocket('udp4');
      this.udp = udp;
      const peer = socket.remoteAddress!;
      udp.on('error', () => {});
      const send = (packet: Buffer, port: number): void => {
        // From the camera's own address: a careful viewer takes no other.
        udp.send(packet, port, peer);
      };
      udp.bind(0, socket.localAddress);
      return {
        media: (packet) => send(packet, transport.port),
        report: (packet) => send(packet, transport.port + 1),
        end: () => socket.destroy(),
      };
    }
    const frame = (channel: number, packet: Buffer): void => {
      if (socket.destroyed || socket.writableLength > 4_194_304) return;
      const head = Buffer.from([0x24, channel, packet.length >> 8, packet.length & 0xff]);
      socket.write(Buffer.concat([head, packet]));
    };
    const channel = transport?.channel ?? 0;
    return {
      media: (packet) => frame(channel, packet),
      report: (packet) => frame(channel + 1, packet),
      end: () => socket.destroy(),
    };
  }

  private stop(byTeardown: boolean): void {
    this.sender?.stop();
    this.udp?.close();
    this.udp = null;
    if (!this.isPlaying) return;
    this.isPlaying = false;
    this.host.ledger.openRtspSessions -= 1;
    if (byTeardown) this.host.ledger.sessionsEndedByTeardown += 1;
  }

  private answer(
    request: Request,
    status: number,
    headers: Readonly<Record<string, string>> = {},
    body = '',
  ): void {
    const all = {
      CSeq: request.headers['cseq'] ?? '0',
      ...headers,
      ...(body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    this.socket.write(
      `RTSP/1.0 ${status} ${status === 200 ? 'OK' : 'Error'}\r\n${lines.join('')}\r\n${body}`,
    );
  }
}

function parse(head: string): Request {
  const [first = '', ...lines] = head.replace(/^[\r\n]+/, '').split('\r\n');
  const [method = '', uri = ''] = first.split(' ');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).trim().toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  return { method, uri, headers };
}
