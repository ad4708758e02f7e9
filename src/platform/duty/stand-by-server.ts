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
  private readonly passOn: PassOn;

  private constructor(
    private readonly server: Server,
    private readonly duty: Pick<Duty, 'standing' | 'watch'>,
    keys: KeyRing,
  ) {
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

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Frees the port at once; what is under way may end. */
  close(): void {
    this.server.close();
    this.server.closeIdleConnections();
  }

  /** And ends what is under way. */
  end(): void {
    this.close();
    this.passOn.close();
    this.server.closeAllConnections();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    if (request.url === '/health/live') return this.live(response);
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
    if (url !== null) return { url };
    return { url, why: kind === 'here' ? 'starting' : (kind as 'starting' | 'nobody') };
  }

  private live(response: ServerResponse): void {
    const { kind } = this.duty.standing;
    // Whoever asks over this connection again shall find the service itself.
    if (kind === 'here') response.shouldKeepAlive = false;
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify({ status: 'live', duty: kind === 'nobody' ? 'nobody' : 'elsewhere' }));
  }
}
