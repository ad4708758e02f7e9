import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { KeyRing } from '../key/key-ring.js';
import type { Duty } from './duty.js';
import { answerNobody, type Why } from './nobody-answer.js';
import { PassOn } from './pass-on.js';
import { PASSED_FROM } from './passed-from.js';

/** As Fastify keeps a connection open that asks nothing. */
const KEEP_ALIVE_MS = 72_000;

/** What a replica that stands by serves: its own health, and everything else as the replica on duty answers it. */
export class StandByServer {
  readonly port: number;
  private readonly passOn: PassOn;
  private ownUrl: string | null = null;

  private constructor(
    private readonly server: Server,
    private readonly duty: Pick<Duty, 'standing' | 'watch'>,
    keys: KeyRing,
  ) {
    this.port = (server.address() as AddressInfo).port;
    this.passOn = new PassOn(keys, (response) => answerNobody(response, 'unreachable'));
    // Whoever still waits for the former one waits for nothing; one whose lock alone is gone may be back at once.
    duty.watch(({ kind }) => kind === 'nobody' || this.passOn.endAll());
    server.on('request', (request, response) => this.answer(request, response));
    server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
  }

  static async listen(
    { host, port }: { host: string; port: number },
    duty: Pick<Duty, 'standing' | 'watch'>,
    keys: KeyRing,
  ): Promise<StandByServer> {
    // Whether a body is too slow is for the replica on duty to say.
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 });
    server.listen(port, host);
    await once(server, 'listening');
    return new StandByServer(server, duty, keys);
  }

  /** Frees the port at once; what is under way may end. */
  close(): void {
    this.server.close();
    this.server.closeIdleConnections();
  }

  /** On duty itself: connections that are still open here lead to the service, too, and are not used again. */
  leadTo(ownUrl: string): void {
    this.ownUrl = ownUrl;
  }

  /** And ends what is under way. */
  end(): void {
    this.close();
    this.passOn.close();
    this.server.closeAllConnections();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    // Whoever asks over this connection again shall find the service itself.
    if (this.duty.standing.kind === 'here') response.shouldKeepAlive = false;
    if (request.url === '/health/live' && this.ownUrl === null) return this.live(response);
    const to = this.target(request);
    if (to.url !== null) return this.passOn.pass(to.url, request, response);
    answerNobody(response, to.why, (request.headers.accept ?? '').includes('text/html'));
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket as Socket);
    response.once('finish', () => socket.end());
    const to = this.target(request);
    if (to.url === null) return answerNobody(response, to.why);
    this.passOn.passUpgrade(to.url, request, socket, head, response);
  }

  /** What was passed on is not passed on again: two replicas that take each other for the one on duty make no circle. */
  private target({ headers }: IncomingMessage): { url: string } | { url: null; why: Why } {
    if (headers[PASSED_FROM] !== undefined) return { url: null, why: 'went-round' };
    const { kind, url } = this.duty.standing;
    const to = this.ownUrl ?? url;
    return to === null ? { url: to, why: kind === 'nobody' ? kind : 'starting' } : { url: to };
  }

  private live(response: ServerResponse): void {
    const { kind } = this.duty.standing;
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify({ status: 'live', duty: kind === 'nobody' ? 'nobody' : 'elsewhere' }));
  }
}
