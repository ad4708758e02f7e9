import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Notice } from '../../src/notify/index.js';
import type { Receiver, Reply } from '../receivers/receiver.js';
import { startWebhook } from '../receivers/webhook.js';
import { notice, NOTIFY_SETTINGS, WEBHOOK_SECRET } from './notify-town.js';
import { TOKEN } from './service.js';

const CHILD = fileURLToPath(new URL('notify-child.ts', import.meta.url));

class Child {
  private constructor(
    private readonly process: ChildProcessByStdio<Writable, Readable, null>,
    private readonly lines: AsyncIterator<string>,
    readonly url: string,
  ) {}

  static async start(dataDir: string): Promise<Child> {
    const settings = { ...NOTIFY_SETTINGS, DATA_DIR: dataDir, HTTP_PORT: '0', LOG_LEVEL: 'silent' };
    const given = Object.entries({ ...settings, BOOTSTRAP_TOKEN: TOKEN });
    const env = Object.fromEntries(given.map(([key, value]) => [`SHOUWANG_${key}`, value]));
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const reader: Interface = createInterface({ input: child.stdout });
    const lines = reader[Symbol.asyncIterator]();
    return new Child(child, lines, (await lines.next()).value as string);
  }

  /** Resolves when they are committed. */
  async post(notices: readonly Notice[]): Promise<void> {
    this.process.stdin.write(`${JSON.stringify(notices)}\n`);
    await this.lines.next();
  }

  async enterChannel(url: string): Promise<void> {
    const body = { name: '值班', target: { kind: 'webhook', url, secret: WEBHOOK_SECRET } };
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    await fetch(`${this.url}/api/v1/channels`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** As a power cut would end it. */
  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }
}

describe('a service that is killed', () => {
  let dataDir: string;
  let receiver: Receiver;
  let child: Child;
  let reply: () => Reply;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwang-notify-'));
    receiver = await startWebhook(WEBHOOK_SECRET, () => reply());
    child = await Child.start(dataDir);
    await child.enterChannel(receiver.url('/'));
  }, 60_000);
  afterEach(async () => {
    await child.kill();
    await receiver.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const threadsTold = (): Set<string> =>
    new Set(
      receiver.received.flatMap(({ body }) =>
        (JSON.parse(body) as { entries: { thread: string }[] }).entries.map(({ thread }) => thread),
      ),
    );

  it('in the middle of an attempt makes it again, under the same key', async () => {
    reply = () => null;
    await child.post([notice({ thread: 'in the middle' })]);
    await receiver.got(1);
    // Behind the one in hand, not part of any delivery yet.
    await child.post([notice({ thread: 'behind' })]);
    await child.kill();

    reply = () => ({ status: 204, body: '' });
    child = await Child.start(dataDir);
    const [before, after] = await receiver.got(3);
    expect(after!.headers['idempotency-key']).toBe(before!.headers['idempotency-key']);
    expect(after!.body).toBe(before!.body);
    expect(threadsTold()).toEqual(new Set(['in the middle', 'behind']));
  }, 90_000);

  it('again and again loses nothing that was posted', async () => {
    let count = 0;
    // Every other attempt fails, so that there is always something in hand.
    reply = () => ((count += 1) % 2 === 0 ? { status: 204, body: '' } : { status: 500, body: '' });
    const posted: string[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      for (let index = 0; index < 4; index += 1) {
        const one = notice({ thread: `turn ${turn}, notice ${index}` });
        await child.post([one]);
        posted.push(one.thread);
      }
      await child.kill();
      child = await Child.start(dataDir);
    }
    for (let seen = 0; posted.some((thread) => !threadsTold().has(thread));)
      seen = (await receiver.got(seen + 1)).length;
    expect(threadsTold()).toEqual(new Set(posted));
  }, 120_000);
});
