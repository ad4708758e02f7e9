import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { LiveSocket } from './live-socket.js';

const PIECE_BYTES = 64 * 1024;
const INIT = { codec: 'avc1.64001e', widthPx: 640, heightPx: 360, bytes: Buffer.from('init') };

/** Both ends of a real socket. */
async function pair(): Promise<{ viewer: LiveSocket; socket: WebSocket; client: WebSocket; close(): void }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[WebSocket]>;
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [socket] = await accepted;
  await once(client, 'open');
  const viewer = new LiveSocket(socket, false, Date.UTC(2026, 0, 1));
  return { viewer, socket, client, close: () => void (client.terminate(), server.close()) };
}

/** Its number, so that a test sees what was left out. */
function piece(number: number): Buffer {
  const bytes = Buffer.alloc(PIECE_BYTES);
  bytes.writeUInt32BE(number);
  return bytes;
}

describe('LiveSocket', () => {
  it('tells codec, size and end before the first bytes', async () => {
    const { viewer, client, close } = await pair();
    const got: string[] = [];
    client.on('message', (bytes: Buffer) => got.push(bytes.toString('utf8')));
    viewer.begin(INIT, 'copy');
    viewer.fragment(Buffer.from('middle of a group'), false);
    viewer.fragment(Buffer.from('key'), true);
    viewer.fragment(Buffer.from('next'), false);
    viewer.end('time-limit', 'It is over.');
    const [code, reason] = (await once(client, 'close')) as [number, Buffer];
    close();

    expect(JSON.parse(got[0]!)).toEqual({
      type: 'stream',
      mime: 'video/mp4; codecs="avc1.64001e"',
      codec: 'avc1.64001e',
      widthPx: 640,
      heightPx: 360,
      mode: 'copy',
      expiresAt: '2026-01-01T00:00:00.000Z',
    });
    expect(got.slice(1)).toEqual(['init', 'key', 'next']);
    expect([code, reason.toString('utf8')]).toEqual([4001, 'It is over.']);
  });

  it('holds no more than a mebibyte for who does not read, and goes on with a key picture', async () => {
    const { viewer, socket, client, close } = await pair();
    viewer.begin(INIT, 'copy');
    client.pause();
    let most = 0;
    let number = 0;
    const show = (count: number): void => {
      for (let shown = 0; shown < count; shown += 1, number += 1) {
        viewer.fragment(piece(number), number % 10 === 0);
        most = Math.max(most, socket.bufferedAmount);
      }
    };
    for (let round = 0; round < 40; round += 1) {
      show(25);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(most).toBeLessThan(1024 * 1024 + 2 * PIECE_BYTES);

    const got: number[] = [];
    client.on('message', (bytes: Buffer) => {
      if (bytes.length === PIECE_BYTES) got.push(bytes.readUInt32BE());
    });
    client.resume();
    while (socket.bufferedAmount > 0) await new Promise((resolve) => setImmediate(resolve));
    show(10);
    await new Promise<void>((resolve) => client.on('message', () => got.at(-1) === number - 1 && resolve()));
    close();
    const gaps = got.filter((at, index) => index > 0 && at !== got[index - 1]! + 1);
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.every((at) => at % 10 === 0)).toBe(true);
  });

  it('cuts a sentence that no close frame can hold, between characters', async () => {
    const { viewer, client, close } = await pair();
    viewer.end('camera-failed', '摄'.repeat(100));
    const [, reason] = (await once(client, 'close')) as [number, Buffer];
    close();
    expect(reason.toString('utf8')).toBe(`${'摄'.repeat(40)}…`);
  });
});
