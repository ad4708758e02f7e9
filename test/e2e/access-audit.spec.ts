import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import { Browser, FIRST_PASSWORD, newPerson, PASSWORD } from './access-people.js';
import { clear } from './clear.js';
import { type Service, startService } from './service.js';
import { writeTo } from '../databases.js';

const PROGRAM = fileURLToPath(new URL('../../dist/audit-verify.js', import.meta.url));
const CAMERA_PASSWORD = 'the password of the camera';

interface Entry {
  readonly seq: number;
  readonly by: {
    readonly kind: string;
    readonly name: string;
    readonly role: string | null;
    readonly address: string;
  };
  readonly action: string;
  readonly subject: string | null;
  readonly status: number;
  readonly reason: string | null;
}

interface Page {
  readonly items: readonly Entry[];
  readonly nextCursor: string | null;
}

let service: Service;

const read = (query = ''): Promise<Page> => service.json<Page>('GET', `/api/v1/audit-entries${query}`);
/** Oldest first: who, what, on what, with which answer. */
const lines = async (query = ''): Promise<string[]> =>
  (await read(query)).items
    .map(({ by, action, subject, status }) => `${by.name} ${action} ${subject ?? '-'} ${status}`)
    .toReversed();

describe('the audit trail', () => {
  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service?.close());
  afterEach(() => clear(service, 'users', 'cameras', 'villages'));

  it('keeps every write with who, from where, on what and how it ended, no read, and no question that is sent', async () => {
    const chen = await newPerson(service, 'chen', { role: 'technician' });
    const { length } = await lines();

    const entered = await chen.send('POST', 'villages', { name: '上坡村', kind: 'village' });
    const { id } = (await entered.json()) as { id: string };
    await chen.send('PATCH', `villages/${id}`, { name: '' });
    await chen.send('DELETE', `villages/${id}`);
    await chen.send('POST', 'users', { name: 'a', password: PASSWORD, role: 'admin' });
    await chen.send('GET', 'villages');
    await chen.send('POST', 'coverage/what-if', { changes: [] });

    expect((await lines()).slice(length)).toEqual([
      `chen POST /villages ${id} 201`,
      `chen PATCH /villages/:id ${id} 400`,
      `chen DELETE /villages/:id ${id} 204`,
      'chen POST /users - 403',
    ]);
    const [latest] = (await read('?limit=1')).items;
    expect(latest!.by).toMatchObject({ kind: 'user', role: 'technician', address: '127.0.0.1' });
  });

  it('keeps logins, good and bad, without what was typed where no account is called so', async () => {
    await service.json('POST', '/api/v1/users', { name: 'lin', password: FIRST_PASSWORD, role: 'planner' });
    const { length } = await lines();
    const browser = new Browser(service);

    await browser.logIn('lin', 'wrong');
    await browser.logIn('a-password-typed-as-a-name', 'wrong');
    await browser.logIn('lin', FIRST_PASSWORD);
    await browser.send('DELETE', 'sessions/current');

    expect((await lines()).slice(length)).toEqual([
      'nobody POST /sessions lin 401',
      'nobody POST /sessions - 401',
      'lin POST /sessions lin 201',
      'lin DELETE /sessions/current - 204',
    ]);
  });

  it('keeps each look at a picture with its reason', async () => {
    const village = await service.json<{ id: string }>('POST', '/api/v1/villages', {
      name: '上坡村',
      kind: 'village',
    });
    const camera = await service.json<{ id: string }>('POST', '/api/v1/cameras', {
      name: '村口',
      villageId: village.id,
      lifecycle: 'planned',
      network: { host: '10.1.1.1', onvif: { port: 80 } },
    });

    await service.request(
      'GET',
      `/api/v1/cameras/${camera.id}/frame?reason=${encodeURIComponent('核对路灯报修')}`,
    );

    const [look] = (await read('?limit=1')).items;
    expect(look).toMatchObject({
      action: 'GET /cameras/:id/frame',
      subject: camera.id,
      reason: '核对路灯报修',
      status: 404,
    });
  });

  it('holds no secret', async () => {
    const lin = await newPerson(service, 'lin', { role: 'admin' });
    const credential = { name: 'monitor', username: 'viewer', password: CAMERA_PASSWORD };
    await lin.send('POST', 'credentials', credential);
    const { token } = (await (await lin.send('POST', 'tokens', { name: 'a' })).json()) as { token: string };

    const text = JSON.stringify(await service.app.get(DataSource).query('SELECT * FROM audit_entries'));

    for (const secret of [FIRST_PASSWORD, PASSWORD, CAMERA_PASSWORD, token, lin.cookie.slice(17)])
      expect(text).not.toContain(secret);
  });

  it.each([
    ['cursor=x', 'cursor: must be the nextCursor of an earlier page'],
    ['from=yesterday', 'from: Invalid ISO datetime'],
    ['who=lin', 'who: is not a known field'],
  ])('refuses to be read with %s', async (query, detail) => {
    const refusal = await service.request('GET', `/api/v1/audit-entries?${query}`);

    expect(await refusal.json()).toMatchObject({ status: 400, detail });
  });

  it('is for admins and auditors alone', async () => {
    const auditor = await newPerson(service, 'lin', { role: 'auditor' });
    const technician = await newPerson(service, 'chen', { role: 'technician' });

    expect(await auditor.status('GET', 'audit-entries')).toBe(200);
    expect(await technician.problem('GET', 'audit-entries')).toEqual([403, 'not-allowed']);
  });
});

describe('the audit trail of a service that is new', () => {
  beforeEach(async () => {
    service = await startService();
  });

  afterEach(() => service.close());

  it('is read newest first, page by page, by actor, by action and by time', async () => {
    await newPerson(service, 'lin', { role: 'planner' });
    const all = (await read()).items;
    const first = await read('?limit=2');
    const second = await read(`?limit=2&cursor=${first.nextCursor}`);

    expect([...first.items, ...second.items]).toEqual(all.slice(0, 4));
    expect(await lines('?actor=admin-token')).toEqual([expect.stringMatching(/^admin-token POST \/users/)]);
    expect(await lines('?action=POST%20/sessions/current')).toEqual([
      'lin POST /sessions/current/password - 200',
    ]);
    expect(await lines('?to=2026-01-01T00:00:00Z')).toEqual([]);
    expect((await read('?from=2026-01-01T00:00:00Z')).items).toHaveLength(all.length);
  });

  it('lets nothing happen unseen: where it cannot be written, the answer is an error', async () => {
    const id = '019a0000-0000-7000-8000-00000000dead';
    await writeTo(service.app.get(DataSource), 'ALTER TABLE audit_entries RENAME TO elsewhere');

    const look = await service.request('GET', `/api/v1/cameras/${id}/frame?reason=acceptance`);

    expect(look.status).toBe(503);
    expect(await look.json()).toMatchObject({
      code: 'audit-not-written',
      detail: expect.stringContaining('nothing is shown') as string,
    });
    expect((await service.request('GET', '/api/v1/villages')).status).toBe(200);
  });

  it('is verified by the program, which names the first broken row', async () => {
    if (!existsSync(PROGRAM)) throw new Error('the program is not built; run: npm run set-up');
    const verify = () => {
      const env = { PATH: process.env['PATH'], SHOUWANG_DATA_DIR: service.dataDir };
      const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM], { env, encoding: 'utf8' });
      return { status, said: stdout + stderr };
    };
    await newPerson(service, 'lin', { role: 'auditor' });

    expect(verify()).toEqual({
      status: 0,
      said: expect.stringMatching(/^audit: whole, 3 rows, the last is [0-9a-f]{64}\n$/) as string,
    });

    await writeTo(service.app.get(DataSource), "UPDATE audit_entries SET actor_name = 'chen' WHERE seq = 2");

    expect(verify()).toEqual({
      status: 1,
      said: 'audit: broken at row 2: it, or the row before it, was altered\n',
    });
  }, 20_000);
});
