import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net';
import type { CameraPatch, PictureSize, VirtualCamera } from './camera.js';
import { DigestGate } from './digest.js';
import type { FarmOptions } from './farm.js';
import { Ledger } from './ledger.js';
import type { Clip, Stock } from './media/stock.js';
import type { OnvifHost } from './onvif/onvif-host.js';
import { serveOnvif } from './onvif/onvif-server.js';
import { TokenGate } from './onvif/token-gate.js';
import { DEFAULT_GOP_S } from './rtsp/rtp-sender.js';
import type { RtspHost } from './rtsp/rtsp-host.js';
import { RtspSession } from './rtsp/rtsp-session.js';

/** The device takes this one where the register was told another. */
const OTHER_PASSWORD = 'changed-on-the-device';

/** Changes of these contradict what open connections were promised. */
const CUTTING = ['faults', 'login', 'onvifAuth', 'rtspAuth', 'codec', 'size'] as const;

/** One camera of the farm: what it is, what it counted, and how it answers. Listening is somebody else's. */
export class VirtualDevice implements OnvifHost, RtspHost {
  readonly ledger = new Ledger();
  readonly gate = new DigestGate();
  readonly tokens = new TokenGate();
  private readonly sockets = new Set<Socket>();
  private gop: number;
  private rejectedInARow = 0;

  private readonly stock: Stock;
  readonly trapUrl: string;
  private readonly firstKeyFrameMs: FarmOptions['firstKeyFrameMs'];

  constructor(
    private spec: VirtualCamera,
    { stock, trapUrl, firstKeyFrameMs }: { stock: Stock; trapUrl: string } & FarmOptions,
  ) {
    this.stock = stock;
    this.trapUrl = trapUrl;
    this.firstKeyFrameMs = firstKeyFrameMs;
    this.gop = spec.id.length;
  }

  camera(): VirtualCamera {
    return this.spec;
  }

  setPorts(onvifPort: number, rtspPort: number): void {
    this.spec = { ...this.spec, onvifPort, rtspPort };
  }

  /** What a viewer could not see coming cuts its connection; a new picture waits for the next viewer. */
  change(patch: CameraPatch): void {
    this.spec = { ...this.spec, ...patch };
    this.rejectedInARow = 0;
    if (CUTTING.some((field) => field in patch)) this.cutConnections();
  }

  keyFrameWaitMs(): number {
    const { firstKeyFrameMs, gopS = DEFAULT_GOP_S } = this.spec;
    const waitMs = firstKeyFrameMs ?? this.firstKeyFrameMs ?? 0;
    return waitMs === 'random' ? Math.random() * gopS * 1_000 : waitMs;
  }

  clip(size: PictureSize): Clip {
    const { codec, picture, faults } = this.spec;
    const finish = faults.includes('garbage-nals')
      ? 'garbage'
      : faults.includes('sprop-only')
        ? 'bare'
        : 'whole';
    return this.stock.clip({ codec, size, subject: picture }, finish);
  }

  nextGop(): number {
    if (this.spec.picture !== 'frozen') this.gop += 1;
    return this.gop;
  }

  login(): { username: string; password: string } | null {
    const { login, faults } = this.spec;
    return login !== null && faults.includes('wrong-password')
      ? { ...login, password: OTHER_PASSWORD }
      : login;
  }

  rejectLogin(): void {
    this.ledger.rejectedLogins += 1;
    this.rejectedInARow += 1;
    const { lockoutAfter = 0, faults } = this.spec;
    if (lockoutAfter > 0 && this.rejectedInARow >= lockoutAfter && !faults.includes('locked')) {
      this.spec = { ...this.spec, faults: [...faults, 'locked'] };
    }
  }

  acceptLogin(): void {
    this.rejectedInARow = 0;
  }

  /** Counts a connection and keeps it, so that a change can cut it. False where the camera is not to answer at all. */
  accept(socket: Socket): boolean {
    this.ledger.connections += 1;
    this.sockets.add(socket);
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.ledger.hangUp(socket);
    });
    socket.on('error', () => {});
    if (!this.spec.faults.includes('accept-close')) return true;
    socket.destroy();
    return false;
  }

  serveRtsp(socket: Socket): void {
    if (this.accept(socket)) new RtspSession(socket, this).begin();
  }

  cutConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Its own two listeners, as far as its faults let it listen. */
  onvifServer(): HttpServer {
    const server = createHttpServer(
      (request, response) => void serveOnvif(this, request, response).catch(() => response.destroy()),
    );
    server.on('connection', (socket: Socket) => this.accept(socket));
    return server;
  }

  rtspServer(): TcpServer {
    return createTcpServer((socket) => this.serveRtsp(socket));
  }
}
