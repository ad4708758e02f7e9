import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Endpoint, Login } from '../../wire/endpoint.js';
import { checkProof, type ProofCheck } from './check-proof.js';

/** One call as the camera saw it. */
export interface SeenCall {
  readonly operation: string;
  readonly namespace: string;
  readonly path: string;
  readonly contentType: string;
  readonly authorization: string | null;
  readonly body: string;
  /** What the log-in in it was, and whether it was right. */
  readonly proof: ProofCheck;
}

export type Answer = (call: SeenCall, response: ServerResponse, request: IncomingMessage) => void;

/** A camera on a real socket that does exactly what one test says; it shares no code with the client. */
export class TestCamera {
  readonly calls: SeenCall[] = [];
  connections = 0;
  /** What its clock says; WS-UsernameTokens more than 5 s off are refused. */
  clockMs: () => number = Date.now;
  private readonly sockets = new Set<Socket>();
  private isHangingUp = false;
  private readonly server: Server;

  private constructor(
    private readonly login: Login | null,
    private readonly answer: Answer,
  ) {
    this.server = createServer((request, response) => this.receive(request, response));
    this.server.on('connection', (socket) => {
      this.connections += 1;
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket)).on('error', () => {});
    });
  }

  static async start(answer: Answer, login: Login | null = null): Promise<TestCamera> {
    const camera = new TestCamera(login, answer);
    await new Promise<void>((resolve) => camera.server.listen(0, '127.0.0.1', resolve));
    return camera;
  }

  get endpoint(): Endpoint {
    return { host: '127.0.0.1', port: (this.server.address() as AddressInfo).port };
  }

  get operations(): readonly string[] {
    return this.calls.map(({ operation }) => operation);
  }

  /** Log-ins that were wrong or of a kind that this camera's test does not take. */
  rejectedLogins(accepted: ProofCheck): number {
    return this.calls.filter(({ proof }) => proof !== 'none' && proof !== accepted && proof !== 'stale')
      .length;
  }

  get openConnections(): number {
    return this.sockets.size;
  }

  /** Resolves when no connection is left. */
  async onceDeserted(): Promise<void> {
    await Promise.all(
      [...this.sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
    );
  }

  /** Like a device whose idle connection ran out just then: the next call finds it closed. */
  hangUpOnNextCall(): void {
    this.isHangingUp = true;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    if (this.isHangingUp) {
      this.isHangingUp = false;
      request.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const [, operation = '', namespace = ''] = /Body><(\w+) xmlns="([^"]+)"/.exec(body) ?? [];
      const authorization = request.headers.authorization ?? null;
      const call: SeenCall = {
        operation,
        namespace,
        path: request.url ?? '',
        contentType: request.headers['content-type'] ?? '',
        authorization,
        body,
        proof: checkProof({ body, authorization, login: this.login, clockMs: this.clockMs() }),
      };
      this.calls.push(call);
      this.answer(call, response, request);
    });
  }
}
