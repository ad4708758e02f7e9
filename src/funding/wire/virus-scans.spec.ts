import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scanOf } from './scan-of.js';

const CLEAN = Buffer.alloc(200_000, 'clean ');
const BAD = Buffer.from('a file with a virus in it');
const HEAD = 'zINSTREAM\0';

/** What a file is, told by INSTREAM; null while it has not all come. */
function streamedIn(said: Buffer): Buffer | null {
  const pieces: Buffer[] = [];
  for (let at = HEAD.length; at + 4 <= said.length;) {
    const length = said.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(said.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

describe('virus scans', () => {
  let folder: string;
  let server: Server;
  let answer: (file: Buffer, socket: Socket) => void;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shouwang-scan-'));
    writeFileSync(join(folder, 'clean'), CLEAN);
    writeFileSync(join(folder, 'bad'), BAD);
    answer = (file, socket) =>
      socket.end(file.equals(CLEAN) ? 'stream: OK\0' : 'stream: Eicar-Test-Signature FOUND\0');
    server = createServer((socket) => {
      let said = Buffer.alloc(0);
      socket
        .on('error', () => undefined)
        .on('data', (piece: Buffer) => {
          said = Buffer.concat([said, piece]);
          const file = said.toString('latin1', 0, HEAD.length) === HEAD ? streamedIn(said) : null;
          if (file !== null) answer(file, socket);
        });
    });
  });
  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function clamd(at: 'port' | 'socket', timeoutMs = 20_000) {
    const path = join(folder, 'clamd.ctl');
    await new Promise<void>((resolve) => {
      if (at === 'socket') server.listen(path, resolve);
      else server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = (at === 'port' ? server.address() : { port: 0 }) as AddressInfo;
    return scanOf(at === 'socket' ? `clamd:${path}` : `clamd://127.0.0.1:${port}`, timeoutMs);
  }
  const script = (text: string) => {
    const path = join(folder, 'scan.sh');
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o700);
    return scanOf(`command:${path} --quiet`, 20_000);
  };
  const unavailable = { kind: 'unavailable', code: 'virus-scan-unavailable' };

  it.each(['port', 'socket'] as const)('by clamd at a %s tell clean files from others', async (at) => {
    const scan = await clamd(at);

    expect(scan.isOn).toBe(true);
    expect(await scan.foundIn(join(folder, 'clean'))).toBeNull();
    expect(await scan.foundIn(join(folder, 'bad'))).toBe('Eicar-Test-Signature');
  });

  it.each([
    ['an error', (_file: Buffer, socket: Socket) => socket.end('INSTREAM size limit exceeded. ERROR\0')],
    ['nothing', (_file: Buffer, socket: Socket) => socket.end()],
    ['half an answer', (_file: Buffer, socket: Socket) => socket.end('stream: OK')],
    ['without an end', (_file: Buffer, socket: Socket) => socket.write('x'.repeat(100_000))],
    ['OK among other words', (_file: Buffer, socket: Socket) => socket.end('stream: OK or not\0')],
  ])('have no verdict where clamd says %s', async (_what, says) => {
    const scan = await clamd('port');
    answer = says;

    await expect(scan.foundIn(join(folder, 'clean'))).rejects.toMatchObject(unavailable);
  });

  it('have no verdict where clamd is silent, or not there', async () => {
    const scan = await clamd('port', 50);
    answer = () => undefined;

    await expect(scan.foundIn(join(folder, 'clean'))).rejects.toMatchObject(unavailable);
    await expect(
      scanOf(`clamd:${join(folder, 'none')}`, 20_000).foundIn(join(folder, 'clean')),
    ).rejects.toMatchObject(unavailable);
  });

  it('by a command go by how it ends', async () => {
    expect(
      await script('test "$1 $2" = "--quiet $2" && test -f "$2"').foundIn(join(folder, 'clean')),
    ).toBeNull();
    const says = 'echo "$2: Win.Test FOUND"; exit 1';
    expect(await script(says).foundIn(join(folder, 'bad'))).toBe('Win.Test');
    expect(await script('exit 1').foundIn(join(folder, 'bad'))).toBe('a virus');
    await expect(script('exit 2').foundIn(join(folder, 'clean'))).rejects.toMatchObject(unavailable);
    const missing = scanOf(`command:${join(folder, 'none')}`, 20_000);
    await expect(missing.foundIn(join(folder, 'clean'))).rejects.toMatchObject(unavailable);
  });

  it('are off where none is set up', async () => {
    const scan = scanOf(null, 20_000);
    expect([scan.isOn, await scan.foundIn(join(folder, 'bad'))]).toEqual([false, null]);
  });
});
