import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Problem } from './access-people.js';
import { type OidcTown, startOidcProvider, Traveller } from './oidc-town.js';
import { type Service, startService } from './service.js';

const CALLBACK = '/api/v1/sessions/oidc/callback';

/** The address as which the provider knows the service stands before the service does. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

describe('sign-in through an OpenID Connect provider', () => {
  let provider: OidcTown;
  let service: Service;
  let callbackUrl: string;
  let traveller: Traveller;

  async function start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    await service?.close();
    service = await startService({
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'shouwang',
      OIDC_CLIENT_SECRET: 'a secret of both',
      OIDC_CALLBACK_URL: callbackUrl,
      ...settings,
    });
    await service.json('POST', '/api/v1/users', { name: 'lin', password: null, role: 'planner' });
  }

  /** Back at the service, wherever the provider believes it to be. */
  const back = (url: string): Promise<Response> =>
    traveller.go(`${service.url}${CALLBACK}${new URL(url).search}`);
  const leave = async (): Promise<string> => {
    const response = await traveller.go(`${service.url}/api/v1/sessions/oidc`);
    expect(response.status).toBe(302);
    return response.headers.get('location')!;
  };
  const whoAmI = async (): Promise<Response> => traveller.go(`${service.url}/api/v1/sessions/current`);

  beforeAll(async () => {
    callbackUrl = `http://127.0.0.1:${await freePort()}${CALLBACK}`;
    provider = await startOidcProvider(callbackUrl);
  });

  beforeEach(async () => {
    traveller = new Traveller();
    await start();
  });

  afterAll(async () => {
    await service?.close();
    await provider?.close();
  });

  it('leads into the account of the same name, with a cookie and a page of our own', async () => {
    const answer = await back(await traveller.signInAt(await leave(), 'LIN'));

    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('url=/');
    expect(answer.headers.getSetCookie().join()).toMatch(
      /shouwang_session=[\w-]{43};.*HttpOnly; SameSite=Strict/,
    );
    expect(await (await whoAmI()).json()).toMatchObject({ kind: 'user', name: 'lin', role: 'planner' });
    const trail = await service.json<{ items: object[] }>('GET', '/api/v1/audit-entries?action=GET');
    expect(trail.items).toMatchObject([{ subject: 'lin', status: 200, by: { name: 'lin' } }]);
  });

  it('makes no account for who has none, and opens none that is disabled', async () => {
    const refused = await back(await traveller.signInAt(await leave(), 'somebody'));
    expect(refused.status).toBe(403);
    expect((await refused.json()) as Problem).toMatchObject({
      code: 'no-account',
      detail:
        'The provider knows you as "somebody", but there is no such account here; ask an admin for one.',
    });
    expect((await whoAmI()).status).toBe(401);

    await service.json('POST', '/api/v1/users', {
      name: 'wang',
      password: null,
      role: 'planner',
      isDisabled: true,
    });
    traveller = new Traveller();
    expect((await back(await traveller.signInAt(await leave(), 'wang'))).status).toBe(403);
  });

  it('takes an answer once, and only from the browser that asked', async () => {
    const url = await traveller.signInAt(await leave(), 'lin');
    const thief = new Traveller();
    const stolen = await thief.go(`${service.url}${CALLBACK}${new URL(url).search}`);
    expect([stolen.status, ((await stolen.json()) as Problem).code]).toEqual([401, 'oidc-expired']);

    expect((await back(url)).status).toBe(200);
    expect((await back(url)).status).toBe(401);
  });

  it.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'x')],
    ['another code', (url: URL) => url.searchParams.set('code', 'x')],
    ['a refusal', (url: URL) => url.searchParams.set('error', 'access_denied')],
    ['nothing', (url: URL) => void (url.search = '')],
  ])('refuses who comes back with %s', async (_, change) => {
    const url = new URL(await traveller.signInAt(await leave(), 'lin'));
    change(url);

    const answer = await back(url.href);

    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([401, 'oidc-refused']);
    expect((await whoAmI()).status).toBe(401);
  });

  it('takes an address for a name only where the provider is sure of it', async () => {
    await start({ OIDC_NAME_CLAIM: 'email' });
    for (const name of ['lin@town.example', 'chen@town.example'])
      await service.json('POST', '/api/v1/users', { name, password: null, role: 'planner' });

    expect((await back(await traveller.signInAt(await leave(), 'lin'))).status).toBe(200);
    traveller = new Traveller();
    expect((await back(await traveller.signInAt(await leave(), 'chen'))).status).toBe(403);
  });

  it('says so when the provider does not answer, and asks again the next time', async () => {
    await start({ OIDC_ISSUER: `http://127.0.0.1:${await freePort()}` });

    const answer = await traveller.go(`${service.url}/api/v1/sessions/oidc`);

    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([503, 'oidc-unavailable']);
  });

  it('is off where no provider is set; and no password opens an account that has none', async () => {
    await start({ OIDC_ISSUER: '' });

    expect((await traveller.go(`${service.url}/api/v1/sessions/oidc`)).status).toBe(404);
    const login = await service.request('POST', '/api/v1/sessions', { username: 'lin', password: '' });
    expect(login.status).toBe(401);
  });

  it.each([
    [
      { OIDC_ISSUER: 'http://provider.example' },
      'oidc.issuer (SHOUWANG_OIDC_ISSUER) must begin with https://, unless the provider is on this machine',
    ],
    [{ OIDC_CLIENT_ID: '' }, 'oidc (SHOUWANG_OIDC) needs clientId and callbackUrl beside the issuer'],
  ])('stops the start with %j', async (settings, line) => {
    const { issuer } = provider;
    const all = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'a', OIDC_CALLBACK_URL: callbackUrl, ...settings };

    await expect(startService(all)).rejects.toThrow(line);
  });
});
