import { DataSource } from 'typeorm';
import { Clock } from '../../src/platform/clock/clock.js';
import { Browser, FIRST_PASSWORD, newPerson, PASSWORD, type Problem } from './access-people.js';
import { type Service, startService, TOKEN } from './service.js';

interface Entry {
  readonly id: string;
}

const SETTINGS = { ACCESS_ATTEMPTS_BY_ACCOUNT: '3', ACCESS_ATTEMPTS_BY_ADDRESS: '12' };

describe('people sign in', () => {
  let service: Service;
  let stranger: Browser;

  /** As if so much time had passed; until the test ends. */
  function letPass(ms: number): void {
    const clock = service.app.get(Clock);
    Object.assign(clock, { now: () => Date.now() + ms });
  }

  const enterUser = (name: string, more: object = {}): Promise<Entry> =>
    service.json<Entry>('POST', '/api/v1/users', {
      name,
      password: FIRST_PASSWORD,
      role: 'planner',
      ...more,
    });

  beforeEach(async () => {
    service = await startService(SETTINGS);
    stranger = new Browser(service);
  });

  afterEach(() => service.close());

  it('with a first password that opens nothing but its own change', async () => {
    await enterUser('Lin.Mei');

    const login = await stranger.logIn('LIN.MEI', FIRST_PASSWORD);

    expect(login.status).toBe(201);
    expect(await login.json()).toMatchObject({ name: 'lin.mei', role: 'planner', mustChangePassword: true });
    expect(await stranger.problem('GET', 'villages')).toEqual([403, 'must-change-password']);
    expect(await stranger.status('GET', 'sessions/current')).toBe(200);

    const changed = await stranger.send('POST', 'sessions/current/password', {
      currentPassword: FIRST_PASSWORD,
      newPassword: PASSWORD,
    });

    expect(await changed.json()).toMatchObject({ mustChangePassword: false });
    expect(await stranger.status('GET', 'villages')).toBe(200);
    expect((await new Browser(service).logIn('lin.mei', FIRST_PASSWORD)).status).toBe(401);
  });

  it('with a cookie that no script reads and no other site sends, over HTTPS alone where they came so', async () => {
    await enterUser('lin');
    const plain = await stranger.logIn('lin', FIRST_PASSWORD);
    const secure = await stranger.send(
      'POST',
      'sessions',
      { username: 'lin', password: FIRST_PASSWORD },
      { 'x-forwarded-proto': 'https' },
    );

    const [set] = plain.headers.getSetCookie();
    expect(set).toMatch(
      /^shouwang_session=[\w-]{43}; Path=\/; Expires=[^;]+ GMT; HttpOnly; SameSite=Strict$/,
    );
    expect(secure.headers.getSetCookie()[0]).toMatch(/; Secure/);
    const rows = await service.app.get(DataSource).query('SELECT * FROM sessions');
    expect(JSON.stringify(rows)).not.toContain(set!.slice(17, 40));
  });

  it('and out, for good', async () => {
    const lin = await newPerson(service, 'lin', { role: 'planner' });
    const { cookie } = lin;

    expect(await lin.status('DELETE', 'sessions/current')).toBe(204);

    expect(lin.cookie).toBe('shouwang_session=');
    lin.cookie = cookie;
    expect(await lin.status('GET', 'villages')).toBe(401);
  });

  it('but not twice with one old password: a change ends every other session', async () => {
    const lin = await newPerson(service, 'lin', { role: 'planner' });
    const elsewhere = new Browser(service);
    await elsewhere.logIn('lin', PASSWORD);
    const change = { currentPassword: PASSWORD, newPassword: 'another bridge altogether' };

    expect(await lin.status('POST', 'sessions/current/password', change)).toBe(200);

    expect(await elsewhere.status('GET', 'villages')).toBe(401);
    expect(await lin.status('GET', 'villages')).toBe(200);
  });

  it.each<[string, object, string]>([
    [
      'a wrong current one',
      { currentPassword: 'no', newPassword: 'another bridge altogether' },
      'wrong-password',
    ],
    ['the same one', { currentPassword: PASSWORD, newPassword: PASSWORD }, 'same-password'],
    ['a short one', { currentPassword: PASSWORD, newPassword: 'short' }, 'weak-password'],
    ['a common one', { currentPassword: PASSWORD, newPassword: 'Password123456' }, 'weak-password'],
    ['the name', { currentPassword: PASSWORD, newPassword: 'lin.mei-2026' }, 'weak-password'],
  ])('and choose no password like %s', async (_, change, code) => {
    const lin = await newPerson(service, 'lin.mei', { role: 'planner' });

    expect(await lin.problem('POST', 'sessions/current/password', change)).toEqual([422, code]);
    expect((await stranger.logIn('lin.mei', PASSWORD)).status).toBe(201);
  });

  it('until nobody has used the session for half a day, and for a week at the most', async () => {
    const lin = await newPerson(service, 'lin', { role: 'planner' });
    const hour = 3_600_000;
    for (let hours = 11; hours < 7 * 24; hours += 11) {
      letPass(hours * hour);
      expect(await lin.status('GET', 'villages')).toBe(200);
    }
    letPass(7 * 24 * hour);
    expect(await lin.status('GET', 'villages')).toBe(401);

    await lin.logIn('lin', PASSWORD);
    expect(await lin.status('GET', 'villages')).toBe(200);
    letPass((7 * 24 + 12) * hour);
    expect(await lin.status('GET', 'villages')).toBe(401);
  });

  it('until they are disabled, or their password is set by another', async () => {
    const { id } = await enterUser('lin');
    await stranger.logIn('lin', FIRST_PASSWORD);
    await service.json('PATCH', `/api/v1/users/${id}`, { isDisabled: true });

    expect(await stranger.status('GET', 'sessions/current')).toBe(401);
    expect((await stranger.logIn('lin', FIRST_PASSWORD)).status).toBe(401);

    await service.json('PATCH', `/api/v1/users/${id}`, { isDisabled: false });
    await stranger.logIn('lin', FIRST_PASSWORD);
    await service.json('PATCH', `/api/v1/users/${id}`, { password: 'chosen by the admin' });

    expect(await stranger.status('GET', 'sessions/current')).toBe(401);
  });

  it('and learn nothing from a refusal: unknown, disabled and wrong are one answer', async () => {
    await enterUser('lin');
    await enterUser('chen', { isDisabled: true });
    const answers = [];
    for (const [name, password] of [
      ['lin', 'wrong'],
      ['nobody', FIRST_PASSWORD],
      ['chen', FIRST_PASSWORD],
    ])
      answers.push(await (await stranger.logIn(name!, password!)).json());

    const wrong = {
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      code: 'wrong-login',
      detail: 'User name or password is wrong.',
    };
    expect(answers).toEqual([wrong, wrong, wrong]);
  });

  it('nor from the time that it takes', async () => {
    await service.close();
    service = await startService({ ACCESS_ATTEMPTS_BY_ACCOUNT: '1000', ACCESS_ATTEMPTS_BY_ADDRESS: '1000' });
    stranger = new Browser(service);
    await enterUser('lin');
    await enterUser('chen', { isDisabled: true });
    const times: Record<string, number[]> = { lin: [], nobody: [], chen: [] };
    for (let round = 0; round < 15; round += 1)
      for (const [name, spent] of Object.entries(times)) {
        const startedMs = performance.now();
        await stranger.logIn(name, 'a wrong password');
        spent.push(performance.now() - startedMs);
      }

    const [lin, nobody, chen] = Object.values(times).map((spent) => spent.toSorted((a, b) => a - b)[7]!);
    // Without the hash it would be a twentieth.
    expect(nobody! / lin!).toBeGreaterThan(0.3);
    expect(nobody! / lin!).toBeLessThan(3);
    expect(chen! / lin!).toBeGreaterThan(0.3);
  }, 20_000);

  it('but not at will: an account, known or not, has to wait after three wrong passwords', async () => {
    await enterUser('lin');
    for (const name of ['lin', 'nobody']) {
      for (let attempt = 0; attempt < 3; attempt += 1)
        expect((await stranger.logIn(name, 'no')).status).toBe(401);

      const refusal = await stranger.logIn(name, FIRST_PASSWORD);

      expect(refusal.status).toBe(429);
      expect(refusal.headers.get('retry-after')).toBe('2');
      expect(((await refusal.json()) as Problem).code).toBe('too-many-attempts');
    }
    letPass(2_000);
    expect((await stranger.logIn('lin', FIRST_PASSWORD)).status).toBe(201);
    expect((await stranger.logIn('lin', 'no')).status).toBe(401);
  });

  it('nor a hundred at once', async () => {
    await enterUser('lin');
    const attempts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => stranger.logIn('lin', `guess ${index}`)),
    );

    expect(attempts.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(attempts.filter(({ status }) => status === 429)).toHaveLength(17);
  });

  it('nor from one address at many accounts', async () => {
    const statuses = [];
    for (let account = 0; account < 13; account += 1)
      statuses.push((await stranger.logIn(`account-${account}`, 'no')).status);

    expect(statuses).toEqual([...Array.from({ length: 12 }, () => 401), 429]);
  });

  it('and write only from our own pages', async () => {
    const lin = await newPerson(service, 'lin', { role: 'technician' });
    const village = { name: '上坡村', kind: 'village' };
    const from = async (headers: Readonly<Record<string, string>>): Promise<number> =>
      (await lin.send('POST', 'villages', village, headers)).status;

    expect(await from({})).toBe(403);
    expect(await from({ origin: 'https://elsewhere.example' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'cross-site', origin: service.url })).toBe(403);
    expect(await from({ origin: service.url })).toBe(201);
    expect(await from({ 'x-shouwang-request': '1' })).toBe(201);
    expect((await lin.send('GET', 'villages', undefined, {})).status).toBe(200);
    const login = { username: 'lin', password: PASSWORD };
    expect((await lin.send('POST', 'sessions', login, { origin: 'https://elsewhere.example' })).status).toBe(
      403,
    );
  });

  it('while a token has neither session nor password', async () => {
    const send = (method: string, path: string): Promise<Response> =>
      fetch(`${service.url}/api/v1/${path}`, { method, headers: { authorization: `Bearer ${TOKEN}` } });

    expect(await (await send('GET', 'sessions/current')).json()).toEqual({
      kind: 'token',
      id: null,
      name: 'admin-token',
      role: 'admin',
      villageIds: null,
      mustChangePassword: false,
    });
    expect((await send('DELETE', 'sessions/current')).status).toBe(409);
  });
});
