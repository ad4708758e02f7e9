import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { fixedKeys } from '../key/key-ring.js';
import type { DutyView } from './duty-view.js';
import { openAddress, PASSED_FROM } from './passed-from.js';
import { StandByServer } from './stand-by-server.js';

const KEYS = fixedKeys(Buffer.alloc(32, 1));

describe('a replica that stands by', () => {
  let onDuty: Server;
  let standBy: StandByServer;
  let view: DutyView;
  let change: (view: DutyView) => void;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  beforeEach(async () => {
    onDuty = createServer((incoming, response) => answer(incoming, response)).listen(0, '127.0.0.1');
    await once(onDuty, 'listening');
    view = { kind: 'elsewhere', url: `http://127.0.0.1:${(onDuty.address() as AddressInfo).port}` };
    const duty = {
      get standing(): DutyView {
        return view;
      },
      watch: (watcher: (view: DutyView) => void) => {
        change = (next) => {
          view = next;
          watcher(next);
        };
      },
    };
    standBy = await StandByServer.listen({ host: '127.0.0.1', port: 0 }, duty, KEYS);
  });

  afterEach(() => {
    standBy.end();
    onDuty.closeAllConnections();
    onDuty.close();
  });

  function ask(path: string, options: RequestOptions = {}): ReturnType<typeof request> {
    return request({ host: '127.0.0.1', port: standBy.port, path, agent: false, ...options });
  }

  async function answered(path: string, options: RequestOptions = {}, body = ''): Promise<IncomingMessage> {
    const asked = ask(path, options).end(body);
    return ((await once(asked, 'response')) as [IncomingMessage])[0];
  }

  it('passes on what is asked as it is asked, with the address of whoever asks under a seal', async () => {
    answer = async (incoming, response) => {
      const { method, url, headers } = incoming;
      const from = openAddress(KEYS, String(headers[PASSED_FROM]), { method: method!, url: url! });
      response.setHeader('set-cookie', ['a=1', 'b=2']);
      response.writeHead(207).end(`${method} ${url} ${headers.host} ${from} ${await text(incoming)}`);
    };
    const headers = { host: 'shouwang.example', 'transfer-encoding': 'chunked' };
    const response = await answered(
      '/a?b=c',
      { method: 'DELETE', headers, localAddress: '127.0.0.9' },
      'body',
    );
    expect([response.statusCode, response.headers['set-cookie']]).toEqual([207, ['a=1', 'b=2']]);
    expect(await text(response)).toBe('DELETE /a?b=c shouwang.example 127.0.0.9 body');
  });

  it('gives a stream on event by event, and lets go of it when nobody listens any more', async () => {
    let stream!: ServerResponse;
    answer = (_, response) => {
      stream = response.writeHead(200, { 'content-type': 'text/event-stream' });
      stream.flushHeaders();
    };
    const response = await answered('/events');
    stream.write('event: first\n\n');
    expect(String((await once(response, 'data'))[0])).toBe('event: first\n\n');
    const isOver = once(stream, 'close');
    response.destroy();
    await isOver;
  });

  it('ends what waits for the former one when another is on duty', async () => {
    answer = (_, response) => response.writeHead(200).flushHeaders();
    const response = await answered('/events');
    const isOver = once(response, 'error');
    change({ kind: 'starting', url: null });
    await isOver;
    expect(response.complete).toBe(false);
  });

  it('asks again, where that does nothing twice, when a connection that was kept open is gone', async () => {
    let last: Socket;
    answer = ({ socket }, response) => {
      last = socket;
      response.end('fine');
    };
    await text(await answered('/'));
    onDuty.prependOnceListener('request', ({ socket }) => socket === last && socket.resetAndDestroy());
    expect(await text(await answered('/'))).toBe('fine');
  });

  it('leads a connection that has not asked yet to the service, when that is here', async () => {
    answer = (_, response) => response.end('the service');
    const early = connect(standBy.port, '127.0.0.1');
    await once(early, 'connect');
    await text(await answered('/'));
    const { url } = view;
    standBy.close();
    change({ kind: 'here', url: null });
    standBy.leadTo(url!);
    early.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
    expect((await text(early)).toLowerCase()).toMatch(/^http\/1.1 200 .*connection: close.*the service$/s);
  });

  it('hands on why a connection may not become a WebSocket', async () => {
    onDuty.on('upgrade', (_, socket) =>
      socket.end(
        'HTTP/1.1 403 Forbidden\r\ncontent-type: application/problem+json\r\ncontent-length: 2\r\n\r\n{}',
      ),
    );
    const response = await answered('/live', { headers: { connection: 'Upgrade', upgrade: 'websocket' } });
    expect([response.statusCode, response.headers['content-type'], await text(response)]).toEqual([
      403,
      'application/problem+json',
      '{}',
    ]);
  });

  it.each([
    ['nobody is on duty', { kind: 'nobody', url: null }, {}, 'No replica is on duty'],
    ['the one on duty starts', { kind: 'starting', url: null }, {}, 'is starting on another'],
    ['it does not answer', { kind: 'elsewhere', url: 'http://127.0.0.1:1' }, {}, 'SHOUWANG_REPLICA_URL'],
    ['a call went round', { kind: 'elsewhere', url: 'http://127.0.0.1:1' }, { [PASSED_FROM]: 'x' }, 'either'],
  ] as const)('says when to ask again where %s', async (_, next, headers, detail) => {
    change(next);
    const response = await answered('/api/v1/villages', { method: 'POST', headers }, '{}');
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2']);
    expect(JSON.parse(await text(response))).toMatchObject({
      code: 'nobody-on-duty',
      detail: expect.stringContaining(detail) as string,
    });
  });

  it('shows browsers a page that comes again by itself', async () => {
    change({ kind: 'nobody', url: null });
    const { headers } = await answered('/', { headers: { accept: 'text/html,*/*' } });
    expect([headers['content-type'], headers['refresh']]).toEqual(['text/html; charset=utf-8', '2']);
  });
});
