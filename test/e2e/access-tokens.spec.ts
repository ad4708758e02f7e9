import { DataSource } from 'typeorm';
import { Clock } from '../../src/platform/clock/clock.js';
import { bearer, type Browser, FIRST_PASSWORD, newPerson } from './access-people.js';
import { clear } from './clear.js';
import { type Service, startService } from './service.js';

const NOBODY = '019a0000-0000-7000-8000-00000000dead';

interface Made {
  readonly id: string;
  readonly token: string;
  readonly role: string;
  readonly villageIds: readonly string[] | null;
  readonly lastUsedAt: string | null;
}

describe('users and tokens', () => {
  let service: Service;
  let villageIds: string[];

  const enter = async (noun: string, body: object): Promise<string> =>
    (await service.json<{ id: string }>('POST', `/api/v1/${noun}`, body)).id;
  const make = async (browser: Browser, body: object): Promise<Made> =>
    (await (await browser.send('POST', 'tokens', body)).json()) as Made;
  const statusOf = async (token: string, path = 'villages'): Promise<number> =>
    (await bearer(service, token)('GET', path)).status;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service?.close());

  beforeEach(async () => {
    villageIds = [];
    for (const name of ['上坡村', '桥头村'])
      villageIds.push(await enter('villages', { name, kind: 'village' }));
  });

  // Everybody leaves, with their tokens; names are free again, and it is today.
  afterEach(async () => {
    Reflect.deleteProperty(service.app.get(Clock), 'now');
    await clear(service, 'users', 'villages');
  });

  it('make a token of one’s own role, which is seen once and kept as a hash', async () => {
    const planner = await newPerson(service, 'lin', { role: 'planner' });

    const made = await make(planner, { name: '报表' });

    expect(made).toMatchObject({ role: 'planner', villageIds: null, lastUsedAt: null });
    expect(made.token).toMatch(/^shouwang_[\w-]{43}$/);
    expect(await statusOf(made.token)).toBe(200);
    const { items } = (await (await planner.send('GET', 'tokens')).json()) as { items: Made[] };
    expect(items).toMatchObject([{ id: made.id, name: '报表' }]);
    expect(items[0]!.lastUsedAt).not.toBeNull();
    const kept = JSON.stringify([items, await service.app.get(DataSource).query('SELECT * FROM tokens')]);
    expect(kept).not.toContain(made.token.slice(9, 30));
  });

  it('do with a token what is then theirs in the history', async () => {
    const technician = await newPerson(service, 'lin', { role: 'technician' });
    const { token } = await make(technician, { name: '报表' });

    const response = await fetch(`${service.url}/api/v1/programmes`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: '雪亮工程' }),
    });
    const { id } = (await response.json()) as { id: string };

    const history = await service.json('GET', `/api/v1/programmes/${id}/history`);
    expect(history).toMatchObject({ items: [{ action: 'created', by: { kind: 'token', name: 'lin' } }] });
  });

  it('make a token for fewer villages, and for no more than one’s own', async () => {
    const village = await newPerson(service, 'lin', { role: 'village', villageIds });

    const made = await make(village, { name: 'a', villageIds: [villageIds[0]] });

    const { items } = (await (await bearer(service, made.token)('GET', 'villages')).json()) as {
      items: object[];
    };
    expect(items).toMatchObject([{ name: '上坡村' }]);
    for (const more of [
      { role: 'admin' },
      { role: 'technician' },
      { villageIds: null },
      { villageIds: [NOBODY] },
    ])
      expect((await village.problem('POST', 'tokens', { name: 'b', ...more }))[0]).toBeGreaterThanOrEqual(
        403,
      );
  });

  it('end a token by revoking it, by its date, and with the rights of its owner', async () => {
    const admin = await newPerson(service, 'chen', { role: 'admin' });
    const { items } = (await (await admin.send('GET', 'users')).json()) as { items: { id: string }[] };
    const [revoked, dated, owned] = [
      await make(admin, { name: 'a' }),
      await make(admin, { name: 'b', expiresAt: new Date(Date.now() + 60_000).toISOString() }),
      await make(admin, { name: 'c' }),
    ];
    expect(await admin.status('DELETE', `tokens/${revoked.id}`)).toBe(204);
    expect(await statusOf(revoked.token)).toBe(401);

    expect(await statusOf(dated.token)).toBe(200);
    Object.assign(service.app.get(Clock), { now: () => Date.now() + 60_000 });
    expect(await statusOf(dated.token)).toBe(401);

    expect(await statusOf(owned.token)).toBe(200);
    await service.json('PATCH', `/api/v1/users/${items[0]!.id}`, { role: 'planner' });
    expect(await statusOf(owned.token)).toBe(401);
    await service.json('PATCH', `/api/v1/users/${items[0]!.id}`, { role: 'admin' });
    expect(await statusOf(owned.token)).toBe(200);
    await service.request('DELETE', `/api/v1/users/${items[0]!.id}`);
    expect(await statusOf(owned.token)).toBe(401);
  });

  it('show and revoke nobody else’s token, unless one is an admin', async () => {
    const [lin, chen] = [
      await newPerson(service, 'lin', { role: 'technician' }),
      await newPerson(service, 'chen', { role: 'technician' }),
    ];
    const made = await make(lin, { name: 'a' });

    expect(await (await chen.send('GET', 'tokens')).json()).toEqual({ items: [], nextCursor: null });
    expect(await chen.problem('DELETE', `tokens/${made.id}`)).toEqual([404, 'no-such-token']);
    expect((await service.request('DELETE', `/api/v1/tokens/${made.id}`)).status).toBe(204);
  });

  it('make no token with a token that is no admin’s', async () => {
    const lin = await newPerson(service, 'lin', { role: 'technician' });
    const { token } = await make(lin, { name: 'a' });

    const refusal = await fetch(`${service.url}/api/v1/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'b' }),
    });

    expect(refusal.status).toBe(403);
    expect(await refusal.json()).toMatchObject({ code: 'sign-in-first' });
  });

  it('take no token that is nearly right', async () => {
    expect(await statusOf(`shouwang_${'a'.repeat(43)}`)).toBe(401);
    expect(await statusOf('shouwang_')).toBe(401);
  });

  it.each<[string, object, number, string]>([
    ['a taken name', { name: 'LIN' }, 409, 'name: another user already has this name'],
    [
      'a weak password',
      { password: 'password1234' },
      422,
      'password: is one of those that are guessed first; choose several words of your own',
    ],
    [
      'a village that is not there',
      { role: 'village', villageIds: [NOBODY] },
      422,
      'villageIds: one of these villages is not in the register',
    ],
    [
      'the role village without a village',
      { role: 'village' },
      422,
      'villageIds: name at least one village for the role village',
    ],
    [
      'an auditor of one village',
      { role: 'auditor', villageIds: [NOBODY] },
      422,
      'villageIds: must be null for the role auditor, which sees all villages',
    ],
    [
      'an unknown role',
      { role: 'king' },
      400,
      'role: must be one of admin, technician, planner, village, auditor',
    ],
    ['a name with a space', { name: 'lin mei' }, 400, 'name: must be 1…50 letters, digits or . _ @ -'],
    ['an unknown field', { isAdmin: true }, 400, 'isAdmin: is not a known field'],
  ])('refuse a user with %s', async (_, more, status, detail) => {
    await enter('users', { name: 'lin', password: FIRST_PASSWORD, role: 'planner' });

    const refusal = await service.request('POST', '/api/v1/users', {
      name: 'chen',
      password: FIRST_PASSWORD,
      role: 'planner',
      ...more,
    });

    expect(await refusal.json()).toMatchObject({ status, detail });
  });

  it('let no admin lock out themselves', async () => {
    const admin = await newPerson(service, 'chen', { role: 'admin' });
    const { id } = (await (await admin.send('GET', 'sessions/current')).json()) as { id: string };

    for (const change of [{ isDisabled: true }, { role: 'planner' }])
      expect(await admin.problem('PATCH', `users/${id}`, change)).toEqual([409, 'own-account']);
    expect(await admin.problem('DELETE', `users/${id}`)).toEqual([409, 'own-account']);
  });

  it('limit people to what is left when a village goes', async () => {
    const village = await newPerson(service, 'lin', { role: 'village', villageIds: [villageIds[0]] });
    await service.request('DELETE', `/api/v1/villages/${villageIds[0]}`);

    expect(await (await village.send('GET', 'villages')).json()).toEqual({ items: [], nextCursor: null });
  });
});
