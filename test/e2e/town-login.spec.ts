import { type Browser, newPerson } from './access-people.js';
import { csv, type ImportAnswer } from './import-files.js';
import { type Service, startService } from './service.js';

const ONVIF = { port: 80, path: '/onvif/device_service', tls: false };
const UNKNOWN_ID = '019a0000-0000-7000-8000-00000000dead';
const ADDRESS = [403, 'address-is-the-towns'];
const CREDENTIAL = [403, 'credential-is-the-towns'];

interface Camera {
  readonly id: string;
  readonly credentialId: string | null;
  readonly revision: number;
  readonly network: { readonly host: string };
}

describe("the town's password", () => {
  let service: Service;
  let villager: Browser;
  let villageId: string;
  let credentialId: string;
  /** With the credential, and without. */
  let locked: Camera;
  let free: Camera;

  beforeAll(async () => {
    service = await startService({ ACCESS_ATTEMPTS_BY_ADDRESS: '1000' });
    const enter = async (noun: string, body: object): Promise<string> =>
      (await service.json<{ id: string }>('POST', `/api/v1/${noun}`, body)).id;
    villageId = await enter('villages', { name: '上坡村', kind: 'village' });
    const login = { name: '海康', username: 'viewer', password: 'a password' };
    credentialId = await enter('credentials', login);
    villager = await newPerson(service, 'villager', { role: 'village', villageIds: [villageId] });
  });

  afterAll(() => service?.close());

  beforeEach(async () => {
    locked = await service.json('POST', '/api/v1/cameras', { ...entry('村口', '10.1.1.1'), credentialId });
    free = await service.json('POST', '/api/v1/cameras', entry('村尾', '10.1.1.2'));
  });

  // Whatever was tried, the town's login still goes where the town sent it, and nowhere else.
  afterEach(async () => {
    const { items } = await service.json<{ items: Camera[] }>('GET', '/api/v1/cameras');
    const reached = items.filter((camera) => camera.credentialId !== null).map(({ network }) => network.host);
    for (const { id } of items) await service.request('DELETE', `/api/v1/cameras/${id}`);
    if (reached.some((host) => host !== '10.1.1.1'))
      throw new Error(`The login goes to ${reached.join(', ')}.`);
  });

  const entry = (name: string, host: string) => ({
    name,
    villageId,
    zoneId: '00000000-0000-7000-8000-000000000001',
    lifecycle: 'planned',
    network: { host, onvif: ONVIF },
  });

  const importAs = async (rows: string, query = ''): Promise<Response> =>
    fetch(`${service.url}/api/v1/cameras/import${query}`, {
      method: 'POST',
      headers: { cookie: villager.cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/csv' },
      body: rows,
    });

  const latestChange = async (id: string): Promise<string> =>
    (await service.json<{ items: { id: string }[] }>('GET', `/api/v1/cameras/${id}/history?limit=1`))
      .items[0]!.id;

  it('goes with no camera that a village enters', async () => {
    const body = { ...entry('甲', '10.6.6.6'), credentialId };
    expect(await villager.problem('POST', 'cameras', body)).toEqual(CREDENTIAL);
    expect(await villager.status('POST', 'cameras', entry('甲', '10.6.6.6'))).toBe(201);
  });

  it.each<[string, () => object]>([
    ['host', () => ({ network: { host: '10.6.6.6' } })],
    ['ONVIF port', () => ({ network: { onvif: { ...ONVIF, port: 8080 } } })],
    ['stream', () => ({ network: { rtsp: { port: 554, path: '/x', tls: false } } })],
    ['host, with a name to hide it', () => ({ name: '村口 01', network: { host: '10.6.6.6' } })],
  ])('does not follow where a village changes the %s', async (_what, patch) => {
    expect(await villager.problem('PATCH', `cameras/${locked.id}`, patch())).toEqual(ADDRESS);
    expect(await villager.status('PATCH', `cameras/${free.id}`, patch())).toBe(200);
  });

  it('says what to do instead', async () => {
    const answer = await villager.send('PATCH', `cameras/${locked.id}`, { network: { host: '10.6.6.6' } });
    expect(await answer.json()).toMatchObject({
      detail:
        'network.host: the camera has a credential of the town, so a village cannot change where it is reached; leave it as it is, and ask the town (an administrator or technician) to change it',
    });
  });

  it('is neither given nor taken by a village', async () => {
    expect(await villager.problem('PATCH', `cameras/${free.id}`, { credentialId })).toEqual(CREDENTIAL);
    const off = { credentialId: null };
    expect(await villager.problem('PATCH', `cameras/${locked.id}`, off)).toEqual(CREDENTIAL);
    const both = { credentialId, network: { host: '10.6.6.6' } };
    expect(await villager.problem('PATCH', `cameras/${free.id}`, both)).toEqual(CREDENTIAL);
  });

  it('leaves a village everything else', async () => {
    const patch = { name: '村口 01', network: { host: '10.1.1.1', mac: '00-11-22-33-44-55' }, credentialId };
    expect(await villager.status('PATCH', `cameras/${locked.id}`, patch)).toBe(200);
  });

  it.each([
    ['a credential', () => ({ credentialId }), 'credential-is-the-towns', '村尾'],
    [
      'another ONVIF port',
      () => ({ network: { onvif: { ...ONVIF, port: 81 } } }),
      'address-is-the-towns',
      '村口',
    ],
  ])('does not follow a bulk edit with %s, and its preview says so', async (_what, patch, code, name) => {
    const body = { filter: { villageId }, patch: patch() };
    const preview = await villager.send('POST', 'cameras/bulk-edit?dryRun=true', body);
    const { items } = (await preview.json()) as { items: { camera: object; problem: object | null }[] };
    expect(items.filter(({ problem }) => problem !== null)).toMatchObject([
      { camera: { name }, problem: { code } },
    ]);
    const applied = await villager.problem('POST', 'cameras/bulk-edit?dryRun=false', body);
    expect(applied).toEqual([422, 'bulk-edit-refused']);
  });

  it('does not follow a file', async () => {
    const header = ['登记编号', '设备名称', '村', 'IPV4', '凭据', 'RTSP路径', 'ONVIF端口'];
    const file = csv(
      header,
      [locked.id, '村口', '上坡村', '10.6.6.6', '', '', ''],
      [free.id, '村尾', '上坡村', '10.6.6.6', '海康', '', ''],
      ['', '新', '上坡村', '10.6.6.7', '海康', '', ''],
      ['', '新二', '上坡村', '10.6.6.8', '无此凭据', '', ''],
    );
    const { rows } = (await (await importAs(file)).json()) as ImportAnswer;
    const why = rows.map(({ rejections }) =>
      rejections.map(({ code, column, value }) => [code, column, value]),
    );
    expect(why).toEqual([
      [['address-is-the-towns', 'IPV4', '10.6.6.6']],
      [['credential-is-the-towns', '凭据', '海康']],
      [['credential-is-the-towns', '凭据', '海康']],
      [['credential-is-the-towns', '凭据', '无此凭据']],
    ]);
    const moved = csv(header, [locked.id, '', '', '', '', '/x', ''], [free.id, '', '', '', '', '/x', '']);
    const { rows: ways } = (await (await importAs(moved, '?mode=valid')).json()) as ImportAnswer;
    expect(ways).toMatchObject([
      {
        outcome: 'rejected',
        rejections: [{ code: 'address-is-the-towns', column: 'RTSP路径', value: '/x' }],
      },
      { outcome: 'changed' },
    ]);
  });

  it.each(['the one there is', 'one that is not'])(
    'does not follow a file by its parameter: %s',
    async (which) => {
      const id = which === 'one that is not' ? UNKNOWN_ID : credentialId;
      const row = csv(['设备名称', 'IPV4'], ['新', '10.6.6.6']);
      const answer = await importAs(row, `?credentialId=${id}`);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual(CREDENTIAL);
    },
  );

  it('takes an export back from the village without a change', async () => {
    const exported = await villager.send('GET', 'cameras/export?format=csv');
    const answer = await importAs(await exported.text());
    expect(await answer.json()).toMatchObject({ summary: { unchanged: 2, rejected: 0 } });
  });

  it('does not go back to an address of before', async () => {
    const { id } = free;
    await service.json('PATCH', `/api/v1/cameras/${id}`, { network: { host: '10.1.1.1' } });
    const moved = await latestChange(id);
    await service.json('PATCH', `/api/v1/cameras/${id}`, { credentialId });
    expect(await villager.problem('POST', `cameras/${id}/history/${moved}/revert`)).toEqual(ADDRESS);
  });

  it('does not come back by a change that is taken back', async () => {
    await service.json('PATCH', `/api/v1/cameras/${locked.id}`, { credentialId: null });
    const taken = await latestChange(locked.id);
    await villager.send('PATCH', `cameras/${locked.id}`, { network: { host: '10.6.6.6' } });
    expect(await villager.problem('POST', `cameras/${locked.id}/history/${taken}/revert`)).toEqual(
      CREDENTIAL,
    );
  });

  it('does not come back with a camera that was removed', async () => {
    expect(await villager.status('DELETE', `cameras/${locked.id}`)).toBe(204);
    const removal = await latestChange(locked.id);
    const path = `cameras/${locked.id}/history/${removal}/revert`;
    expect(await villager.problem('POST', path)).toEqual(CREDENTIAL);
    expect((await service.request('POST', `/api/v1/${path}`)).status).toBe(204);
  });

  it('is not adopted by a village', async () => {
    const order = { villageId, credentialId };
    expect((await villager.problem('POST', `candidates/${UNKNOWN_ID}/adopt`, order))[0]).toBe(403);
    expect((await villager.problem('POST', 'candidates/adopt', {}))[0]).toBe(403);
  });

  it('follows a technician of the village', async () => {
    const grant = { role: 'technician', villageIds: [villageId] };
    const technician = await newPerson(service, 'technician', grant);
    expect(await technician.status('PATCH', `cameras/${free.id}`, { credentialId })).toBe(200);
    expect(await technician.status('PATCH', `cameras/${free.id}`, { network: { host: '10.1.1.1' } })).toBe(
      200,
    );
  });
});
