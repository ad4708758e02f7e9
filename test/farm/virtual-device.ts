import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net';
import type { CameraPatch, VirtualCamera } from './camera.js';
import { DigestGate } from './digest.js';
import { Ledger } from './ledger.js';
import type { Stock } from './media/stock.js';
import { type OnvifHost, serveOnvif } from './onvif/onvif-server.js';
import { type RtspHost, RtspSession } from './rtsp/rtsp-session.js';

/** The device takes this one where the register was told another. */
const OTHER_PASSWORD = 'changed-on-the-device';

/** One camera of the farm: what it is, what it counted, and how it answers. Listening is somebody else's. */
export class VirtualDevice implements OnvifHost, RtspHost {
  readonly ledger = new Ledger();
  readonly gate = new DigestGate();
  private readonly sockets = new Set<Socket>();
  private gop: number;
  private rejectedInARow = 0;

  constructor(
    private spec: VirtualCamera,
    private readonly stock: Stock,
    readonly trapUrl: string,
  ) {
    this.gop = spec.id.length;
  }

  camera(): VirtualCamera {
    return this.spec;
  }

  ports(): { readonly onvif: number; readonly rtsp: number } {
    return { onvif: this.spec.onvifPort, rtsp: this.spec.rtspPort };
  }

  setPorts(onvifPort: number, rtspPort: number): void {
    this.spec = { ...this.spec, onvifPort, rtspPort };
  }

  change(patch: CameraPatch): void {
    this.spec = { ...this.spec, ...patch };
    this.rejectedInARow = 0;
    for (const socket of this.sockets) socket.destroy();
  }

  clip() {
    const { codec, size, picture } = this.spec;
    return this.stock.clip({ codec, size, subject: picture === 'black' ? 'black' : 'street' });
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

  /** Counts a connection and keeps it, so that a change can cut it. False where the camera is not to answer at all. */
  accept(socket: Socket): boolean {
    this.ledger.connections += 1;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    if (!this.spec.faults.includes('accept-close')) return true;
    socket.destroy();
    return false;
  }

  serveRtsp(socket: Socket): void {
    if (this.accept(socket)) new RtspSession(socket, this);
  }

  close(): void {
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
