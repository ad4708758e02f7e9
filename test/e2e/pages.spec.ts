import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuiltService } from './built-service.js';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}

describe('what the built service sends to a browser', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-pages-'));
  let service: BuiltService;

  const get = (path: string, headers = {}): Promise<Response> => fetch(service.url + path, { headers });

  beforeAll(async () => {
    service = await BuiltService.start(dataDir, {});
  }, 60_000);

  afterAll(async () => {
    await service?.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each(['/', '/faults/1', '/sign-in?to=/'])(
    'is the page at %s, which only our own scripts run in',
    async (path) => {
      const response = await get(path);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      const policy = response.headers.get('content-security-policy')!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(await response.text()).toContain('<div id="app">');
    },
  );

  it('is scripts and styles that are kept for ever, and packed', async () => {
    const [, script] = /src="(\/assets\/[^"]+\.js)"/.exec(await (await get('/')).text())!;
    const response = await get(script!, { 'accept-encoding': 'br' });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    '/assets/gone.js',
    '/assets/..%2f..%2fpackage.json',
    '/api/v1/nothing',
    '/api',
    '/health/nothing',
    '/metrics/nothing',
  ])('is a problem and no page at %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it('describes in the document of the API what every route answers with JSON', async () => {
    const { paths } = (await (await get('/api/docs-json')).json()) as Document;
    const silent = Object.values(paths)
      .flatMap((path) => Object.values(path))
      .filter(({ responses }) =>
        Object.entries(responses).some(([code, { content }]) => code[0] === '2' && !content),
      )
      .map(({ operationId }) => operationId);
    expect(silent.filter((id) => !NO_JSON.test(id))).toEqual([]);
  });

  it('describes amounts as the numbers they are', async () => {
    const { components } = (await (await get('/api/docs-json')).json()) as Document;
    expect(components.schemas['Fen']).toEqual({ type: 'number', description: expect.stringContaining('分') });
  });
});

/** Nothing, a file, a stream of events, or a way to another page. */
const NO_JSON =
  /_(?:remove|revoke|revert|logOut|forgetScene|template|export|events|frame|live|depart|arrive|end|open|untie|metrics|archive)$/;
