import { getMaxListeners } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import type { FaultCode } from '../../kernel/fault.js';
import type { Endpoint } from '../wire/endpoint.js';
import { OnvifClient, type OnvifClientOptions, type OnvifSession } from './index.js';
import { clockContent, INFORMATION, respond, sendFault, sendPage, sendSoap } from './testing/answers.js';
import { startBlockedListener } from './testing/blocked-listener.js';
import { SELF_SIGNED } from './testing/self-signed.js';
import { TestCamera, type Answer } from './testing/test-camera.js';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function open(
  endpoint: Endpoint,
  { signal, ...options }: OnvifClientOptions & { signal?: AbortSignal } = {},
): OnvifSession {
  const client = new OnvifClient(options);
  closers.unshift(() => client.close());
  return client.open({ endpoint, path: '/onvif/device_service', login: null, scheme: null }, signal);
}

async function start(answer: Answer): Promise<TestCamera> {
  const camera = await TestCamera.start(answer);
  closers.push(() => camera.close());
  return camera;
}

/** A server below HTTP. */
async function startRaw(onSocket: (socket: net.Socket) => void): Promise<{ host: string; port: number }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

const withFault = (code: FaultCode): object => ({ ok: false, fault: { code } });

describe('a device that cannot be reached', () => {
  it('refuses the connection', async () => {
    const { port } = await startRaw(() => {});
    await closers.pop()!();
    const session = open({ host: '127.0.0.1', port });
    expect(await session.readClock()).toMatchObject(withFault('connection-refused'));
    expect(session.connectMs).toBeNull();
  });

  it('lets SYNs go unanswered', async () => {
    const listener = await startBlockedListener();
    closers.push(() => listener.close());
    const session = open(listener.endpoint, { limits: { connectTimeoutMs: 150 } });
    const outcome = await session.readClock();
    expect(outcome).toMatchObject(withFault('connect-timeout'));
    expect(outcome.tookMs).toBeLessThan(1_000);
    expect(session.connectMs).toBeNull();
  });

  it('lets SYNs go unanswered past the deadline of the call', async () => {
    const listener = await startBlockedListener();
    closers.push(() => listener.close());
    const session = open(listener.endpoint, { limits: { callTimeoutMs: 100 } });
    expect(await session.readClock()).toMatchObject(withFault('connect-timeout'));
  });

  it('has a name that nobody can resolve', async () => {
    const session = open({ host: 'no such host', port: 80 });
    expect(await session.readClock()).toMatchObject(withFault('address-unresolved'));
  });
});

describe('a device that takes the connection', () => {
  it.each<[string, FaultCode, (socket: net.Socket) => void]>([
    ['and closes it at once', 'onvif-closed', (socket) => socket.destroy()],
    [
      'and resets it when asked',
      'onvif-closed',
      (socket) => socket.once('data', () => socket.resetAndDestroy()),
    ],
    ['and never answers', 'onvif-timeout', () => {}],
    ['and answers a line that is not HTTP', 'onvif-garbled', (socket) => socket.end('SSH-2.0-dropbear\r\n')],
    ['and answers binary', 'onvif-garbled', (socket) => socket.end(Buffer.alloc(64, 0xfe))],
    [
      'and promises more than it sends',
      'onvif-closed',
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<a>')),
    ],
    [
      'and sends a header without end',
      'onvif-too-large',
      (socket) => socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`)),
    ],
  ])('%s', async (_name, code, onSocket) => {
    const session = open(await startRaw(onSocket), { limits: { callTimeoutMs: 200 } });
    expect(await session.readClock()).toMatchObject(withFault(code));
    expect(session.connectMs).toBeGreaterThan(0);
  });

  it('and drips one byte at a time is left at the deadline of the whole call', async () => {
    const endpoint = await startRaw((socket) => {
      const drip = setInterval(() => socket.write('H'), 20);
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n');
      socket.on('close', () => clearInterval(drip));
    });
    const session = open(endpoint, { limits: { callTimeoutMs: 250 } });
    const outcome = await session.readClock();
    expect(outcome).toMatchObject(withFault('onvif-timeout'));
    expect(outcome.tookMs).toBeGreaterThan(200);
    expect(outcome.tookMs).toBeLessThan(1_000);
  });

  it('and sends without end is left at the byte limit', async () => {
    let sentBytes = 0;
    const chunk = Buffer.alloc(65_536, 'a');
    const endpoint = await startRaw((socket) => {
      const pour = (): void => {
        while (!socket.destroyed && socket.write(chunk)) sentBytes += chunk.length;
        sentBytes += chunk.length;
      };
      socket.on('drain', pour).write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
      pour();
    });
    const session = open(endpoint, { limits: { maxBytes: 100_000 } });
    expect(await session.readClock()).toMatchObject(withFault('onvif-too-large'));
    expect(sentBytes).toBeLessThan(32 * 1_048_576);
  });

  it('and promises a gigabyte is left at its headers', async () => {
    const endpoint = await startRaw((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n'),
    );
    expect(await open(endpoint).readClock()).toMatchObject(withFault('onvif-too-large'));
  });
});

const BOMB = `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(99)}">]><a>&b;&b;</a>`;
const NESTED = '<a>'.repeat(200_000) + '</a>'.repeat(200_000);
const MANY = `<a>${'<b/>'.repeat(100_000)}</a>`;
const TIMELESS = '<SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType></SystemDateAndTime>';
const MONTH_13 = clockContent(0).replace('<tt:Month>1<', '<tt:Month>13<');

describe('an answer that cannot be used', () => {
  it.each<[string, FaultCode, Answer]>([
    ['an entity bomb', 'onvif-garbled', (_c, response) => sendPage(response, 200, {}, BOMB)],
    ['200,000 nested tags', 'onvif-garbled', (_c, response) => sendPage(response, 200, {}, NESTED)],
    ['100,000 tags in a row', 'onvif-garbled', (_c, response) => sendPage(response, 200, {}, MANY)],
    ['bytes that are not UTF-8', 'onvif-garbled', (_c, r) => r.end(Buffer.from('<a>\xff\xfe</a>', 'latin1'))],
    ['a web page', 'onvif-garbled', (_c, response) => sendPage(response, 200)],
    ['nothing (Pelco without action=)', 'onvif-garbled', (_c, response) => response.end()],
    ['SOAP without the response', 'onvif-garbled', (_c, response) => sendSoap(response, 200, '<other/>')],
    ['a clock without time', 'onvif-garbled', (call, response) => respond(call, response, TIMELESS)],
    ['a thirteenth month', 'onvif-garbled', (call, response) => respond(call, response, MONTH_13)],
    ['something compressed', 'onvif-garbled', (_c, r) => sendPage(r, 200, { 'content-encoding': 'gzip' })],
    ['a page that was not found', 'onvif-http-error', (_c, response) => sendPage(response, 404)],
    ['an empty 500', 'onvif-http-error', (_c, response) => sendPage(response, 500, {}, '')],
    [
      'a fault about something else',
      'onvif-fault',
      (_c, r) => sendFault(r, { status: 400, code: 'InvalidArgVal' }),
    ],
    [
      'a fault with 500 without a code',
      'onvif-fault',
      (_c, r) => sendFault(r, { status: 500, text: 'oops' }),
    ],
  ])('%s', async (_name, code, answer) => {
    const session = open((await start(answer)).endpoint);
    const outcome = await session.readClock();
    expect(outcome).toMatchObject(withFault(code));
    expect(outcome.tookMs).toBeLessThan(1_000);
  });

  it('a redirect is never followed', async () => {
    let visits = 0;
    const trap: HttpServer = createServer((_request, response) => {
      visits += 1;
      response.end();
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => trap.close(resolve)));
    const location = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/`;
    const camera = await start((_call, response) => sendPage(response, 302, { location }));
    expect(await open(camera.endpoint).readClock()).toMatchObject(withFault('onvif-redirect'));
    expect(visits).toBe(0);
  });

  it('costs only itself: the next call of the session gets a new connection', async () => {
    let isFirst = true;
    const camera = await start((call, response) => {
      if (!isFirst) respond(call, response, INFORMATION);
      else isFirst = response.socket?.destroy() === undefined;
    });
    const session = open(camera.endpoint);
    expect(await session.readClock()).toMatchObject(withFault('onvif-closed'));
    expect(await session.readInformation()).toMatchObject({ ok: true });
  });
});

const answerAll: Answer = (call, response) =>
  respond(call, response, call.operation.endsWith('Time') ? clockContent(Date.now()) : INFORMATION);

describe('the connection of a session', () => {
  it('is one for all calls, also when they are made at once, and is gone after close', async () => {
    const camera = await start(answerAll);
    const session = open(camera.endpoint);
    await Promise.all([session.readClock(), session.readInformation(), session.readScopes()]);
    expect(camera.connections).toBe(1);
    expect(camera.openConnections).toBe(1);
    await session.close();
    await camera.onceDeserted();
    expect(await session.readClock()).toMatchObject(withFault('onvif-closed'));
    expect(camera.connections).toBe(1);
  });

  it('is made anew, unnoticed, where the device hung up between two calls', async () => {
    const camera = await start(answerAll);
    const session = open(camera.endpoint);
    await session.readClock();
    camera.hangUpOnNextCall();
    expect(await session.readInformation()).toMatchObject({ ok: true });
    expect(camera.connections).toBe(2);
  });

  it('works with devices that close after every answer', async () => {
    const camera = await start((call, response, request) => {
      response.setHeader('connection', 'close');
      answerAll(call, response, request);
    });
    const session = open(camera.endpoint);
    expect(await session.readClock()).toMatchObject({ ok: true });
    expect(await session.readInformation()).toMatchObject({ ok: true });
  });

  it('ends when the signal is aborted, and the call under way rejects with its reason', async () => {
    const controller = new AbortController();
    const reason = new Error('shutting down');
    const camera = await start(() => controller.abort(reason));
    const session = open(camera.endpoint, { signal: controller.signal });
    await expect(session.readClock()).rejects.toBe(reason);
    await expect(session.readClock()).rejects.toBe(reason);
    await camera.onceDeserted();
  });

  it('may share its signal with any number of others, without a warning of leaks', () => {
    const { signal } = new AbortController();
    open({ host: '127.0.0.1', port: 1 }, { signal });
    expect(getMaxListeners(signal)).toBe(Infinity);
  });

  it('ends when the session is closed, and the call under way answers', async () => {
    const camera = await start(() => void session.close());
    const session = open(camera.endpoint);
    expect(await session.readClock()).toMatchObject(withFault('onvif-closed'));
  });

  it('sends compact SOAP with the action in the Content-Type, and asks for no compression', async () => {
    let headers: object = {};
    const camera = await start((call, response, request) => {
      headers = request.headers;
      answerAll(call, response, request);
    });
    await open(camera.endpoint).readClock();
    expect(camera.calls[0]).toMatchObject({
      path: '/onvif/device_service',
      contentType:
        'application/soap+xml; charset=utf-8; action="http://www.onvif.org/ver10/device/wsdl/GetSystemDateAndTime"',
    });
    expect(camera.calls[0]?.body).not.toMatch(/>\s+</);
    expect(headers).not.toHaveProperty('accept-encoding');
  });
});

async function startTls(): Promise<number> {
  const body = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body/></e:Envelope>`;
  const server = createTlsServer(SELF_SIGNED, (_request, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

describe('TLS', () => {
  it('takes a certificate that the camera signed itself', async () => {
    const session = open({ host: '127.0.0.1', port: await startTls(), tls: true });
    expect(await session.readInformation()).toMatchObject({
      fault: { detail: 'The answer is not usable: it holds no GetDeviceInformationResponse.' },
    });
  });

  it('that breaks off is a matter of the device, not of reaching it', async () => {
    const endpoint = await startRaw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const session = open({ ...endpoint, tls: true });
    expect(await session.readClock()).toMatchObject(withFault('onvif-closed'));
    expect(session.connectMs).toBeGreaterThan(0);
  });
});

describe('the clock', () => {
  it('is compared with ours at mid-flight', async () => {
    const camera = await start((call, response) => respond(call, response, clockContent(100_000)));
    const times = [20_000, 24_000];
    const session = open(camera.endpoint, { now: () => times.shift() ?? 24_000 });
    expect(await session.readClock()).toMatchObject({
      value: { utcMs: 100_000, offsetMs: 78_000, timeZone: null, looksLikeLocalTimeSentAsUtc: false },
    });
  });
});
