import type { Socket } from 'node:net';
import { sdpOf } from '../media/sdp.js';
import { sizeAt } from '../stream-path.js';
import { type RtspRequest, RequestReader } from './request-reader.js';
import type { RtspHost } from './rtsp-host.js';
import { loginChallenge } from './rtsp-login.js';
import { RtpSender } from './rtp-sender.js';
import { SilenceSender } from './silence-sender.js';
import { datagramWire, interleavedWire, type Wire } from './wire.js';

const METHODS = 'OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER';
const ENDLESS_SDP_TICK_MS = 20;
const REASONS: Record<number, string> = {
  200: 'OK',
  401: 'Unauthorized',
  404: 'Stream Not Found',
  453: 'Not Enough Bandwidth',
  454: 'Session Not Found',
  455: 'Method Not Valid in This State',
  461: 'Unsupported Transport',
  500: 'Internal Server Error',
  501: 'Not Implemented',
};

/** One RTSP connection of one viewer. */
export class RtspSession {
  private readonly reader = new RequestReader();
  private readonly id = Math.random().toString(16).slice(2, 10);
  private readonly wires = new Map<string, Wire>();
  private sender: RtpSender | null = null;
  private silence: SilenceSender | null = null;
  private isPlaying = false;
  private drip: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly host: RtspHost,
  ) {}

  begin(): void {
    // Answers and packets are small writes one after the other: none may wait for the viewer's delayed ACK.
    this.socket.setNoDelay(true);
    this.socket.on('data', (chunk) => this.receive(chunk));
    this.socket.on('close', () => this.stop(false));
  }

  private receive(chunk: Buffer): void {
    const requests = this.reader.read(chunk);
    if (requests === null) return void this.socket.destroy();
    for (const request of requests) this.handle(request);
  }

  private handle(request: RtspRequest): void {
    const { faults } = this.host.camera();
    if (faults.includes('rtsp-hang') || faults.includes('accept-silent')) return;
    if (faults.includes('rtsp-garbled')) return void this.socket.write('SSH-2.0-dropbear_2017.75\r\n');
    if (request.method === 'OPTIONS') return this.answer(request, 200, { Public: METHODS });
    if (faults.includes('silent-describe') && request.method === 'DESCRIBE') return;
    const challenge = loginChallenge(this.host, request, this.isFull());
    if (challenge !== null) return this.answer(request, 401, { 'WWW-Authenticate': challenge });
    this.serve(request);
  }

  private serve(request: RtspRequest): void {
    switch (request.method) {
      case 'DESCRIBE':
        return this.describe(request);
      case 'SETUP':
        return void this.setUp(request).catch(() => this.answer(request, 500));
      case 'PLAY':
        return this.play(request);
      case 'TEARDOWN':
        this.answer(request, 200, { Session: this.id });
        this.stop(true);
        return void this.socket.end();
      case 'GET_PARAMETER':
        return this.answer(request, 200, { Session: this.id });
      default:
        return this.answer(request, 501);
    }
  }

  private describe(request: RtspRequest): void {
    const camera = this.host.camera();
    const { faults } = camera;
    const size = sizeAt(camera, request.uri);
    if (faults.includes('rtsp-404') || size === null) return this.answer(request, 404);
    if (faults.includes('rtsp-500')) return this.answer(request, 500);
    if (faults.includes('endless-sdp')) return this.pourSdp(request);
    const asked = `${request.uri.replace(/\/$/, '')}/`;
    const base = faults.includes('wrong-content-base')
      ? asked.replace(/^rtsp:\/\/[^/]*/, 'rtsp://192.168.199.1:554')
      : asked;
    const headers = faults.includes('no-content-base') ? {} : { 'Content-Base': base };
    const sdp = sdpOf(camera, this.host.clip(size));
    this.answer(request, 200, { ...headers, 'Content-Type': 'application/sdp' }, sdp);
  }

  /** As much as the viewer takes, until it has had enough. */
  private pourSdp({ headers }: RtspRequest): void {
    this.socket.write(
      `RTSP/1.0 200 OK\r\nCSeq: ${headers['cseq']}\r\nContent-Length: 1073741824\r\n\r\nv=0\r\n`,
    );
    const piece = 'a=nonsense:0123456789abcdef\r\n'.repeat(1_000);
    this.drip = setInterval(() => {
      if (this.socket.writableLength < piece.length) this.socket.write(piece);
    }, ENDLESS_SDP_TICK_MS);
  }

  private async setUp(request: RtspRequest): Promise<void> {
    const camera = this.host.camera();
    const wanted = request.headers['transport'] ?? '';
    const isTcp = /interleaved|\/TCP/i.test(wanted);
    const isRefused = camera.faults.includes(isTcp ? 'udp-only' : 'tcp-only');
    if (isRefused || camera.faults.includes('no-transport')) return this.answer(request, 461);
    if (camera.faults.includes('rtsp-453') || this.isFull()) return this.answer(request, 453);
    const Session = `${this.id};timeout=60`;
    if (request.uri.endsWith('trackID=2')) {
      const wire = await this.openWire('sound', wanted, isTcp);
      this.silence = new SilenceSender(wire);
      return this.answer(request, 200, { Transport: wire.transport, Session });
    }
    const size = sizeAt(camera, request.uri);
    if (size === null) return this.answer(request, 404);
    const wire = await this.openWire('video', wanted, isTcp);
    const begin = { gop: this.host.nextGop(), keyFrameWaitMs: this.host.keyFrameWaitMs() };
    this.sender = new RtpSender(camera, this.host.clip(size), begin, wire);
    const ssrc = this.sender.ssrc.toString(16).padStart(8, '0').toUpperCase();
    this.answer(request, 200, { Transport: `${wire.transport};ssrc=${ssrc};mode="play"`, Session });
  }

  private async openWire(track: string, wanted: string, isTcp: boolean): Promise<Wire> {
    const wire = isTcp
      ? interleavedWire(this.socket, Number(/interleaved=(\d+)/.exec(wanted)?.[1] ?? 0))
      : await datagramWire(this.socket, Number(/client_port=(\d+)/.exec(wanted)?.[1] ?? 0));
    this.wires.get(track)?.close();
    this.wires.set(track, wire);
    if (this.socket.destroyed) {
      this.stop(false);
      throw new Error('the viewer left during SETUP');
    }
    return wire;
  }

  private play(request: RtspRequest): void {
    const { sender } = this;
    if (sender === null) return this.answer(request, 455);
    const { sequence, timestamp } = sender.next();
    this.answer(request, 200, {
      Session: this.id,
      Range: 'npt=0.000-',
      'RTP-Info': `url=${request.uri.replace(/\/$/, '')}/trackID=1;seq=${sequence};rtptime=${timestamp}`,
    });
    if (this.isPlaying) return;
    this.isPlaying = true;
    this.host.ledger.play();
    sender.start();
    this.silence?.start();
  }

  private isFull(): boolean {
    const { sessionCap = 4 } = this.host.camera();
    return !this.isPlaying && this.host.ledger.openRtspSessions >= sessionCap;
  }

  private stop(byTeardown: boolean): void {
    clearInterval(this.drip);
    this.sender?.stop();
    this.silence?.stop();
    for (const wire of this.wires.values()) wire.close();
    this.wires.clear();
    if (!this.isPlaying) return;
    this.isPlaying = false;
    this.host.ledger.openRtspSessions -= 1;
    if (byTeardown) this.host.ledger.sessionsEndedByTeardown += 1;
  }

  private answer(
    request: RtspRequest,
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
    this.socket.write(`RTSP/1.0 ${status} ${REASONS[status] ?? 'Error'}\r\n${lines.join('')}\r\n${body}`);
  }
}
