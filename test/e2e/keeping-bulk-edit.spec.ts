import { clear } from './clear.js';
import { type Service, startService } from './service.js';

interface Outcome {
  readonly dryRun: boolean;
  readonly summary: Record<'matched' | 'changed' | 'unchanged' | 'rejected', number>;
  readonly items: readonly {
    readonly camera: { readonly name: string };
    readonly changes: readonly { readonly field: string; readonly old: unknown; readonly new: unknown }[];
    readonly problem: { readonly code: string; readonly detail: string } | null;
  }[];
  readonly isComplete: boolean;
}
interface Named {
  readonly id: string;
  readonly name: string;
}

describe('a bulk edit and saved filters', () => {
  let service: Service;
  let villageId: string;
  let otherId: string;
  const enter = (noun: string, body: unknown) => service.json<Named>('POST', `/api/v1/${noun}`, body);
  const camera = (name: string, more: object = {}) =>
    enter('cameras', { name, villageId, network: { host: '10.1.1.1', onvif: { port: 80 } }, ...more });
  const edit = (body: unknown, dryRun = false, more = '') =>
    service.json<Outcome>('POST', `/api/v1/cameras/bulk-edit?dryRun=${dryRun}${more}`, body);
  const refusal = async (body: unknown, query = 'dryRun=false') => {
    const answer = await service.request('POST', `/api/v1/cameras/bulk-edit?${query}`, body);
    const { code, detail } = (await answer.json()) as { code: string; detail: string };
    return [answer.status, code, detail];
  };
  const vendorsOf = async (): Promise<string[]> => {
    const page = await service.json<{ items: { name: string; register: { vendorCode: string | null } }[] }>(
      'GET',
      '/api/v1/cameras',
    );
    return page.items.map(({ name, register }) => `${name} ${register.vendorCode}`);
  };

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service?.close());

  beforeEach(async () => {
    villageId = (await enter('villages', { name: '上坡村', kind: 'village' })).id;
    otherId = (await enter('villages', { name: '桥头村', kind: 'village' })).id;
    await camera('a');
    await camera('b', { register: { vendorCode: '2' } });
    await camera('c', { villageId: otherId });
  });

  afterEach(() => clear(service, 'cameras', 'villages'));

  it('shows field by field what it would do, and does nothing', async () => {
    const body = { filter: { villageId }, patch: { register: { vendorCode: '2' }, lifecycle: 'planned' } };
    const outcome = await edit(body, true);

    expect(outcome.summary).toEqual({ matched: 2, changed: 2, unchanged: 0, rejected: 0 });
    expect(outcome.items.map(({ camera: { name }, changes }) => [name, changes])).toEqual([
      [
        'a',
        [
          { field: 'lifecycle', old: 'in-service', new: 'planned' },
          { field: 'register.vendorCode', old: null, new: '2' },
        ],
      ],
      ['b', [{ field: 'lifecycle', old: 'in-service', new: 'planned' }]],
    ]);
    expect(await vendorsOf()).toEqual(['a null', 'b 2', 'c null']);
    expect(await edit(body, true, '&limit=1')).toMatchObject({ items: [{}], isComplete: false });
  });

  it('changes what the search finds, with a row of history for each', async () => {
    const outcome = await edit({ filter: { q: 'spc' }, patch: { register: { vendorCode: '1' } } });

    expect(outcome.summary).toEqual({ matched: 2, changed: 2, unchanged: 0, rejected: 0 });
    expect(await vendorsOf()).toEqual(['a 1', 'b 1', 'c null']);
    const again = await edit({ filter: { q: 'spc' }, patch: { register: { vendorCode: '1' } } });
    expect(again.summary).toEqual({ matched: 2, changed: 0, unchanged: 2, rejected: 0 });
    const [{ id }] = (await service.json<{ items: [Named] }>('GET', '/api/v1/cameras')).items;
    const history = await service.json<{ items: object[] }>('GET', `/api/v1/cameras/${id}/history`);
    expect(history.items).toHaveLength(2);
    expect(history.items[0]).toMatchObject({ field: 'register.vendorCode', old: null, new: '1' });
  });

  it('changes all or none, and says which cannot be changed so', async () => {
    await camera('d', { network: { host: '10.1.1.2', onvif: null, rtsp: { port: 554, path: '/1' } } });
    const body = { filter: { villageId }, patch: { network: { rtsp: null }, lifecycle: 'planned' } };

    const preview = await edit(body, true);
    expect(preview.summary).toEqual({ matched: 3, changed: 2, unchanged: 0, rejected: 1 });
    expect(preview.items.at(-1)!.problem).toMatchObject({ code: 'no-way-to-probe' });
    expect(await refusal(body)).toEqual([
      422,
      'bulk-edit-refused',
      '1 camera cannot be changed so, so none was; mend the change or narrow the filter. First: d: network.onvif: give the ONVIF port, or the RTSP port and path, or both',
    ]);
    const [{ id }] = (await service.json<{ items: [Named] }>('GET', '/api/v1/cameras')).items;
    expect(await service.json('GET', `/api/v1/cameras/${id}`)).toMatchObject({ lifecycle: 'in-service' });
  });

  it('takes nobody into a place that the law forbids', async () => {
    const [status, code, detail] = await refusal({ filter: { villageId }, patch: { siteKind: '女生宿舍' } });
    expect([status, code]).toEqual([422, 'bulk-edit-refused']);
    expect(detail).toContain('国令第799号 第八条');
  });

  it.each([
    [
      'no filter',
      { filter: {}, patch: { lifecycle: 'planned' } },
      'filter: must narrow to some cameras, for example to a village',
    ],
    ['no change', { filter: { q: 'a' }, patch: {} }, 'patch: must change something'],
    ['one name for many', { filter: { q: 'a' }, patch: { name: 'x' } }, 'patch.name: is not a known field'],
    [
      'one host for many',
      { filter: { q: 'a' }, patch: { network: { host: '10.0.0.1' } } },
      'patch.network.host: is not a known field',
    ],
    [
      'a filter of another world',
      { filter: { colour: 'red' }, patch: { lifecycle: 'planned' } },
      'filter.colour: is not a known field',
    ],
  ])('refuses %s', async (_what, body, detail) => {
    expect(await refusal(body)).toEqual([400, 'invalid-request', detail]);
  });

  it('wants to be told whether it is in earnest', async () => {
    const body = { filter: { q: 'a' }, patch: { lifecycle: 'planned' } };
    expect(await refusal(body, '')).toEqual([400, 'invalid-request', 'dryRun: must be true or false']);
    expect(await refusal(body, 'dryRun=maybe')).toEqual([
      400,
      'invalid-request',
      'dryRun: must be true or false',
    ]);
  });

  it('keeps a filter, gives it back as it was sent, and lets it go', async () => {
    const filter = { villageId, hasPosition: false, q: '村口' };
    const saved = await enter('camera-filters', { name: '没有位置', filter });
    await enter('camera-filters', { name: 'all', filter: {} });
    const twice = await service.request('POST', '/api/v1/camera-filters', { name: 'all', filter: {} });

    expect(twice.status).toBe(409);
    const list = () =>
      service.json<{ items: (Named & { filter: object })[] }>('GET', '/api/v1/camera-filters');
    expect((await list()).items.map((item) => [item.name, item.filter])).toEqual([
      ['all', {}],
      ['没有位置', filter],
    ]);
    expect((await service.request('DELETE', `/api/v1/camera-filters/${saved.id}`)).status).toBe(204);
    expect((await service.request('DELETE', `/api/v1/camera-filters/${saved.id}`)).status).toBe(404);
    expect((await list()).items).toHaveLength(1);
  });
});
