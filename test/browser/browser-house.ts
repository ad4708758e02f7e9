import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { BuiltService } from '../e2e/built-service.js';
import { ownBrowser, sharedBrowser } from './browsers.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const PASSWORD = 'a-long-password-of-tests';
export const DESKTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

interface Surroundings {
  /** Of a browser of its own, besides those of every house. */
  readonly args?: readonly string[];
  /** The one other origin that pages may ask: where the tiles are. */
  readonly tiles?: RegExp;
}

interface Ground {
  readonly dataDir: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly tiles: RegExp | undefined;
  readonly isBrowserOwn: boolean;
}

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** The built service with its pages, and a browser to look at them. */
export class BrowserHouse {
  private readonly faults: string[] = [];
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    private running: BuiltService,
    private readonly browser: Browser,
    private readonly ground: Ground,
  ) {}

  get service(): BuiltService {
    return this.running;
  }

  get dataDir(): string {
    return this.ground.dataDir;
  }

  static async open(
    settings: Readonly<Record<string, string>> = {},
    { args = [], tiles }: Surroundings = {},
  ): Promise<BrowserHouse> {
    const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-browser-'));
    const [service, browser] = await Promise.all([
      BuiltService.start(dataDir, settings),
      args.length > 0 ? ownBrowser(args) : sharedBrowser(),
    ]);
    return new BrowserHouse(service, browser, { dataDir, settings, tiles, isBrowserOwn: args.length > 0 });
  }

  async close(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
    if (this.ground.isBrowserOwn) await this.browser.close();
    await this.service.kill();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** As a power cut: gone, until what this answers is called; then it is there again, with all that it had kept. */
  async cut(): Promise<() => Promise<void>> {
    const { port } = new URL(this.service.url);
    await this.service.kill();
    return async () => {
      this.running = await BuiltService.start(this.dataDir, { ...this.ground.settings, HTTP_PORT: port });
    };
  }

  /** A power cut; `meanwhile` finds the data folder at rest. */
  async restart(meanwhile: (dataDir: string) => Promise<void>): Promise<void> {
    const begin = await this.cut();
    await meanwhile(this.dataDir);
    await begin();
  }

  /** Throws where a page did what none may: errors in the console, scripts that fail, requests to another host. */
  refuseFaults(): void {
    const faults = this.faults.splice(0);
    if (faults.length > 0) throw new Error(`The pages did what they may not:\n${faults.join('\n')}`);
  }

  /** A browser of its own, in Chinese; nobody is signed in. */
  async page(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: this.service.url,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: DESKTOP,
      reducedMotion: 'reduce',
      ...options,
    });
    this.contexts.push(context);
    const page = await context.newPage();
    // Sooner than a case gives up, so that it says what it waited for.
    page.setDefaultTimeout(25_000);
    page.on('pageerror', ({ message }) => this.faults.push(message));
    page.on('console', (message) => {
      // A refused call is said by the page itself; the browser's own line about it is not a fault.
      if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
      this.faults.push(message.text());
    });
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      const isOurs = origin === new URL(this.service.url).origin || this.ground.tiles?.test(origin);
      if (/^https?:/.test(protocol) && !isOurs) this.faults.push(`asked ${origin}`);
    });
    return page;
  }

  /** Somebody who has signed in, through the page. */
  async signedIn(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.page(options);
    await this.signIn(page, name);
    return page;
  }

  async signIn(page: Page, name: string): Promise<void> {
    await page.goto('/sign-in');
    await page.getByLabel('用户名').fill(name);
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: '退出' }).waitFor();
  }

  /** A user with a password of their own; `villageIds` for one who is limited to them. */
  async person(name: string, role: string, villageIds: readonly string[] | null = null): Promise<void> {
    const first = `${PASSWORD}-at-first`;
    await this.service.json('users', { name, role, villageIds, password: first });
    const headers = { 'content-type': 'application/json', 'x-shouwang-request': '1' };
    const login = await fetch(`${this.service.url}/api/v1/sessions`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ username: name, password: first }),
    });
    const cookie = login.headers.get('set-cookie')!.split(';')[0]!;
    const changed = await fetch(`${this.service.url}/api/v1/sessions/current/password`, {
      method: 'POST',
      headers: { ...headers, cookie },
      body: JSON.stringify({ currentPassword: first, newPassword: PASSWORD }),
    });
    if (!changed.ok) throw new Error(`${name} gets no password: ${changed.status} ${await changed.text()}`);
  }
}

/** What axe finds serious or critical on a page as it is shown. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  // Evaluated through the debugger, which the content security policy of the page does not bind; once a document.
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(AXE);
  const violations = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
  )) as readonly Violation[];
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
