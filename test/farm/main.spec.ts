import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { makeReels } from './reels/reel.js';
import { meet } from './testing/reach-checks.js';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

type Line = Record<string, unknown>;

let child: ChildProcessWithoutNullStreams;
let lines: Interface;
beforeAll(async () => void (await makeReels()), 120_000);
afterEach(() => void child.kill('SIGKILL'));

function start(...args: string[]): void {
  child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args]);
  lines = createInterface({ input: child.stdout });
}

async function nextLine(): Promise<Line> {
  const [line] = (await once(lines, 'line')) as [string];
  return JSON.parse(line) as Line;
}

async function ask(command: object | string): Promise<Line> {
  const answer = nextLine();
  child.stdin.write(`${typeof command === 'string' ? command : JSON.stringify(command)}\n`);
  return answer;
}

describe('the farm as a process', () => {
  it('says that it is ready, obeys, and goes when its input ends', async () => {
    start('--count', '3', '--port', '28100', '--mix', 'h264,h265,mjpeg');
    expect(await nextLine()).toMatchObject({
      ready: true,
      cameras: 3,
      ports: { onvif: 28_100, rtsp: 28_654 },
    });

    const change = { do: 'change', id: 'cam-2', patch: { faults: ['refuse'] }, request: 7 };
    expect(await ask(change)).toMatchObject({ request: 7, id: 'cam-2', stats: { connections: 0 } });
    expect(await meet('127.60.1.2', 28_100)).toBe('refused');
    expect(await meet('127.60.1.3', 28_654)).toBe('connected and silent');
    expect(await ask({ do: 'stats' })).toMatchObject({ stats: { connections: 1, trapHits: 0 } });

    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  }, 30_000);

  it('answers what it does not understand, and goes on', async () => {
    start('--count', '1', '--port', '28110');
    await nextLine();
    expect(await ask('{')).toEqual({ error: expect.stringContaining('JSON') });
    expect(await ask({ do: 'stats', id: 'nobody' })).toEqual({ error: 'the farm has no camera nobody' });
    expect(await ask({ do: 'dance' })).toEqual({ error: 'the farm does not know how to dance' });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  }, 30_000);

  it.each([
    [['--count', 'many'], '--count wants a whole number, not many'],
    [['--count', '1', '--fault', 'sulks'], '--fault sulks is none of refuse, '],
    [['--count', '1', '--size', '4k'], '--size 4k is none of 360p, 1080p'],
    [['--town', 'nowhere'], 'nowhere'],
  ])(
    'does not start with %j',
    async (args, message) => {
      start(...args);
      const [[chunk], exit] = await Promise.all([once(child.stderr, 'data'), once(child, 'exit')]);
      expect(String(chunk)).toContain(`the farm did not start: `);
      expect(String(chunk)).toContain(message);
      expect(exit).toEqual([1, null]);
    },
    30_000,
  );
});
