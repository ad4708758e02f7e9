import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { TOKEN } from './service.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The built service as a process of its own: for what must be killed, or measured apart from the farm. */
export class BuiltService {
  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
  ) {}

  /** `settings` are environment variables without their prefix. */
  static async start(dataDir: string, settings: Readonly<Record<string, string>>): Promise<BuiltService> {
    const given = { DATA_DIR: dataDir, HTTP_PORT: '0', BOOTSTRAP_TOKEN: TOKEN, ...settings };
    const env = Object.entries(given).map(([key, value]) => [`SHOUWANG_${key}`, value]);
    const child = spawn(process.execPath, [MAIN], {
      env: { ...process.env, ...Object.fromEntries(env) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const said = JSON.parse(line) as { msg?: string; url?: string };
      if (said.msg !== 'listening') continue;
      child.stdout.resume();
      return new BuiltService(child, said.url!);
    }
    throw new Error('the service ended before it listened');
  }

  get pid(): number {
    return this.child.pid!;
  }

  async json<T>(path: string, body?: unknown): Promise<T> {
    return JSON.parse(await this.text(`/api/v1/${path}`, body)) as T;
  }

  async text(path: string, body?: unknown): Promise<string> {
    const response = await fetch(`${this.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return text;
  }

  /** As a power cut would end it; nothing when it has ended. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}

/** Waits for what another process does of its own accord. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}
