import { type Service, startService, TOKEN } from './service.js';

interface Change {
  readonly id: string;
  readonly action: string;
  readonly field: string | null;
  readonly old: unknown;
  readonly new: unknown;
  readonly by: { readonly kind: string; readonly name: string; readonly address: string };
}
interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

const NOBODY = '019a0000-0000-7000-8000-00000000dead';

describe('the history through the API', () => {
  let service: Service;
  let villageId: string;
  let path: string;
  const send = (method: string, to: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${service.url}${to}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const history = async (of = path): Promise<readonly Change[]> =>
    (await service.json<PageOf<Change>>('GET', `${of}/history`)).items;
  const revert = (change: { readonly id: string }, of = path) =>
    service.request('POST', `${of}/history/${change.id}/revert`);
  const problem = async (answer: Response): Promise<Problem> => (await answer.json()) as Problem;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service?.close());

  beforeEach(async () => {
    const enter = (noun: string, body: unknown) =>
      service.json<{ id: string }>('POST', `/api/v1/${noun}`, body);
    villageId = (await enter('villages', { name: '上坡村', kind: 'village' })).id;
    const network = { host: '10.1.1.1', onvif: { port: 80 } };
    path = `/api/v1/cameras/${(await enter('cameras', { name: '村口', villageId, network })).id}`;
  });

  it('shows who changed what from where, newest first, page by page', async () => {
    await service.json('PATCH', path, { name: '河边', register: { model: 'DS-2CD' } });
    await service.json('PATCH', path, { lifecycle: 'under-repair' });

    const first = await service.json<PageOf<Change>>('GET', `${path}/history?limit=2`);
    const rest = await service.json<PageOf<Change>>('GET', `${path}/history?cursor=${first.nextCursor}`);
    expect(
      [...first.items, ...rest.items].map(({ action, field, old, new: value }) => [
        action,
        field,
        old,
        value,
      ]),
    ).toEqual([
      ['changed', 'lifecycle', 'in-service', 'under-repair'],
      ['changed', 'register.model', null, 'DS-2CD'],
      ['changed', 'name', '村口', '河边'],
      ['created', null, null, expect.objectContaining({ name: '村口', 'network.host': '10.1.1.1' })],
    ]);
    expect(first.items[0]!.by).toEqual({
      kind: 'token',
      id: null,
      name: 'admin-token',
      address: '127.0.0.1',
    });
    expect(rest.nextCursor).toBeNull();
  });

  it('takes a change back, and the taking back too', async () => {
    await service.json('PATCH', path, { network: { onvif: { port: 8080 } } });
    const [change] = await history();
    expect((await revert(change!)).status).toBe(204);
    expect(await service.json('GET', path)).toMatchObject({ network: { onvif: { port: 80 } } });

    const [back] = await history();
    expect([back!.old, back!.new]).toEqual([change!.new, change!.old]);
    expect((await revert(back!)).status).toBe(204);
    expect(await service.json('GET', path)).toMatchObject({ network: { onvif: { port: 8080 } } });
  });

  it('overwrites nothing that has changed since', async () => {
    await service.json('PATCH', path, { name: '河边' });
    const [change] = await history();
    await service.json('PATCH', path, { name: '桥头' });

    const refusal = await problem(await revert(change!));
    expect(refusal).toMatchObject({
      status: 409,
      code: 'changed-since',
      detail: 'name: it has been changed since and is "桥头" now; take that change back first',
    });
  });

  it('keeps the history of a removed camera, and brings the camera back as it was', async () => {
    await service.json('PATCH', path, {
      register: { poleNumber: 'G-1' },
      position: { latitudeDeg: 24.7, longitudeDeg: 118.4 },
    });
    const before = await service.json<Record<string, unknown>>('GET', path);
    expect((await service.request('DELETE', path)).status).toBe(204);

    const [removal] = await history();
    expect(removal).toMatchObject({ action: 'removed', new: null });
    expect((await revert(removal!)).status).toBe(204);
    // When it was entered is told by its first row of history, which is written a moment later.
    const { updatedAt: _then, createdAt: _entered, ...same } = before;
    expect(await service.json('GET', path)).toMatchObject(same);
    expect((await history())[0]).toMatchObject({ action: 'restored' });
    expect(await problem(await revert(removal!))).toMatchObject({ status: 409, code: 'changed-since' });
  });

  it('brings no camera back that the register could not take today', async () => {
    await service.request('DELETE', path);
    await service.request('DELETE', `/api/v1/villages/${villageId}`);

    const [removal] = await history();
    expect(await problem(await revert(removal!))).toMatchObject({
      status: 422,
      code: 'unknown-village',
      detail: `villageId: there is no village with the id ${villageId}`,
    });
  });

  it('takes an entry out again that came by mistake, unless it was changed since', async () => {
    const [created] = await history();
    await service.json('PATCH', path, { name: '河边' });
    expect(await problem(await revert(created!))).toMatchObject({ status: 409, code: 'changed-since' });

    const zone = await service.json<{ id: string }>('POST', '/api/v1/zones', { name: '北片' });
    const of = `/api/v1/zones/${zone.id}`;
    expect((await revert((await history(of))[0]!, of)).status).toBe(204);
    expect((await service.request('GET', of)).status).toBe(404);
    expect((await revert((await history(of))[0]!, of)).status).toBe(204);
    expect(await service.json('GET', of)).toMatchObject({ name: '北片', allowedNetworks: [] });
  });

  it('never shows a password, nor brings one back', async () => {
    const body = { name: 'monitor', username: 'viewer', password: 'geheim-4711' };
    const { id } = await service.json<{ id: string }>('POST', '/api/v1/credentials', body);
    const of = `/api/v1/credentials/${id}`;
    await service.json('PATCH', of, { password: 'geheim-4712', username: 'watcher' });

    const changes = await history(of);
    expect(JSON.stringify(changes)).not.toMatch(/geheim|v1\./);
    const change = changes.find(({ field }) => field === 'password')!;
    expect(change).toMatchObject({ action: 'changed', old: null, new: null });
    expect(await problem(await revert(change, of))).toMatchObject({ status: 422, code: 'password-not-kept' });
    expect(
      (
        await revert(
          changes.find(({ field }) => field === 'username')!,
          of,
        )
      ).status,
    ).toBe(204);
    expect(await service.json('GET', of)).toMatchObject({ username: 'viewer' });
    await service.request('DELETE', of);
    expect(await problem(await revert((await history(of))[0]!, of))).toMatchObject({
      code: 'password-not-kept',
      detail: 'password: the history keeps no passwords; enter the credential anew',
    });
  });

  it('knows nothing of entries and changes that never were', async () => {
    const unknown = await service.request('GET', `/api/v1/cameras/${NOBODY}/history`);
    expect(await problem(unknown)).toMatchObject({ status: 404, code: 'no-such-camera' });
    const [created] = await history(`/api/v1/villages/${villageId}`);
    expect(await problem(await revert(created!))).toMatchObject({ status: 404, code: 'no-such-change' });
  });

  it('names the version of an entry, and sends nothing that is known', async () => {
    const etag = (await send('GET', path)).headers.get('etag')!;
    const again = await send('GET', path, undefined, { 'if-none-match': `W/"7", ${etag}` });
    expect([again.status, await again.text()]).toEqual([304, '']);

    const written = await send('PATCH', path, { name: '河边' });
    expect(written.headers.get('etag')).not.toBe(etag);
    const after = await send('GET', path, undefined, { 'if-none-match': etag });
    expect(after.status).toBe(200);
    expect(after.headers.get('etag')).toBe(written.headers.get('etag'));
  });

  it('writes over nothing that has changed since it was read, and says what that was', async () => {
    const etag = (await send('GET', path)).headers.get('etag')!;
    await service.json('PATCH', path, { name: '河边', network: { host: '10.1.1.2' } });

    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { lifecycle: 'planned' } : undefined;
      const refusal = await problem(await send(method, path, body, { 'if-match': etag }));
      expect(refusal).toMatchObject({
        status: 412,
        code: 'changed-since',
        detail:
          'The camera has changed since you read it: name, network.host. Read it again, then repeat your change.',
      });
      expect(refusal.errors![0]).toEqual({
        path: 'name',
        code: 'changed-since',
        message: expect.stringMatching(/^changed by admin-token at .*Z, from "村口" to "河边"$/),
        changed: {
          action: 'changed',
          by: 'admin-token',
          at: expect.stringMatching(/Z$/),
          old: '村口',
          new: '河边',
        },
      });
    }
    const now = (await send('GET', path)).headers.get('etag')!;
    expect((await send('PATCH', path, { lifecycle: 'planned' }, { 'if-match': now })).status).toBe(200);
    expect((await send('PATCH', path, { name: 'x' }, { 'if-match': 'rubbish' })).status).toBe(412);
    expect((await send('DELETE', path, undefined, { 'if-match': '*' })).status).toBe(204);
  });

  it('lets one of two who write at once over the same version', async () => {
    const etag = (await send('GET', path)).headers.get('etag')!;
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => send('PATCH', path, { name }, { 'if-match': etag })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
  });
});
