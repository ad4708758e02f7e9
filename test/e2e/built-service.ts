import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { TOKEN } from './service.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** How the process is begun, where that is not the plain way. */
interface Surroundings {
  /** A command that ends in executing what it is given, as `unshare -m`. */
  readonly through?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface LogLine {
  readonly level?: number;
  readonly msg?: string;
  readonly url?: string;
  readonly err?: { readonly message?: string };
}

/** The built service as a process of its own: for what must be killed, or measured apart from the farm. */
export class BuiltService {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** All that it has said until now. */
    readonly log: readonly LogLine[],
  ) {}

  /** `settings` are environment variables without their prefix. */
  static async start(
    dataDir: string,
    settings: Readonly<Record<string, string>>,
    { through = [], env = {} }: Surroundings = {},
  ): Promise<BuiltService> {
    const given = { DATA_DIR: dataDir, HTTP_PORT: '0', BOOTSTRAP_TOKEN: TOKEN, ...settings };
    const prefixed = Object.entries(given).map(([key, value]) => [`SHOUWANG_${key}`, value]);
    const [command, ...args] = [...through, process.execPath, MAIN];
    const child = spawn(command!, args, {
      env: { ...process.env, ...Object.fromEntries(prefixed), ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const log: LogLine[] = [];
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error('the service ended before it listened')));
      createInterface({ input: child.stdout! }).on('line', (line) => {
        const said = JSON.parse(line) as LogLine;
        log.push(said);
        if (said.msg === 'listening' || said.msg === 'standing by') resolve(said.url!);
      });
    });
    return new BuiltService(child, url, log);
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Waits until it has ended by itself, or of what it was told. */
  async ended(): Promise<number | null> {
    if (this.isRunning) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  /** As whoever watches over processes stops one. */
  stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended();
  }

  async json<T>(path: string, body?: unknown): Promise<T> {
    return JSON.parse(await this.text(`/api/v1/${path}`, body)) as T;
  }

  request(path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async text(path: string, body?: unknown): Promise<string> {
    const response = await this.request(path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return text;
  }

  /** As a power cut would end it; nothing when it has ended. */
  async kill(): Promise<void> {
    if (!this.isRunning) return;
    this.child.kill('SIGKILL');
    await this.ended();
  }
}

/** Waits for what another process does of its own accord. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}
