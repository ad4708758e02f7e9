import { clear } from './clear.js';
import { EVERY_COLUMN } from './registry-columns.js';
import { type Service, startService, TOKEN } from './service.js';

const LOCAL_ZONE_ID = '00000000-0000-7000-8000-000000000001';
const NOBODY = '019a0000-0000-7000-8000-00000000dead';

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface Camera extends Entry {
  readonly network: Record<string, unknown>;
  readonly register: Record<string, unknown>;
  readonly [key: string]: unknown;
}

interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A body as it is, well-formed or not. */
function postText(service: Service, body: string): Promise<Response> {
  return fetch(`${service.url}/api/v1/villages`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
  });
}

describe('the register through the API', () => {
  let service: Service;
  let villageId: string;
  const enter = <T extends Entry>(noun: string, body: unknown): Promise<T> =>
    service.json<T>('POST', `/api/v1/${noun}`, body);
  const enterCamera = (more: object = {}): Promise<Camera> =>
    enter<Camera>('cameras', {
      name: '村口',
      villageId,
      network: { host: '10.1.1.1', onvif: { port: 80 } },
      ...more,
    });
  const list = <T extends Entry = Camera>(path: string): Promise<PageOf<T>> =>
    service.json<PageOf<T>>('GET', `/api/v1/${path}`);
  const namesIn = async (path: string): Promise<string[]> => (await list(path)).items.map(({ name }) => name);

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service?.close());

  beforeEach(async () => {
    villageId = (await enter('villages', { name: '上坡村', kind: 'village' })).id;
  });

  afterEach(() => clear(service, 'cameras', 'villages', 'programmes', 'credentials', 'zones'));

  it('needs a token on every route', async () => {
    const { paths } = await service.json<ApiDocument>('GET', '/api/docs-json');
    const routes = Object.entries(paths)
      .filter(([path]) => /^\/api\/v1\/(villages|programmes|zones|credentials|cameras)/.test(path))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
      );

    for (const authorization of [
      undefined,
      'Bearer ',
      'Bearer wrong-token-of-some-length-012345',
      `Basic ${TOKEN}`,
    ]) {
      for (const [method, path] of routes) {
        const response = await fetch(service.url + path.replace(/\{\w+\}/, NOBODY), {
          method,
          headers: authorization === undefined ? {} : { authorization },
        });
        expect([method, path, response.status]).toEqual([method, path, 401]);
      }
    }
    expect(routes.length).toBeGreaterThanOrEqual(25);
  });

  it('describes every field of every request in the API document', async () => {
    const { paths } = await service.json<ApiDocument>('GET', '/api/docs-json');
    const fieldsOf = (node: unknown, path: string): string[] => {
      if (node === null || typeof node !== 'object') return [];
      const { properties = {} } = node as { properties?: Record<string, { description?: string }> };
      const silent = Object.entries(properties).filter(
        ([key, field]) => key !== 'type' && key !== 'coordinates' && !field.description,
      );
      const below = Object.entries(node).flatMap(([key, value]) => fieldsOf(value, `${path}.${key}`));
      return [...silent.map(([key]) => `${path}: ${key}`), ...below];
    };
    const registry = Object.entries(paths).filter(([path]) =>
      /^\/api\/v1\/(villages|programmes|zones|credentials|cameras)(\/\{id\})?$/.test(path),
    );
    expect(registry).toHaveLength(10);
    const bodies = registry.flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, route]) => [`${method} ${path}`, (route as { requestBody?: unknown }).requestBody] as const,
      ),
    );
    expect(bodies.filter(([, body]) => body !== undefined)).toHaveLength(10);
    expect(bodies.flatMap(([where, body]) => fieldsOf(body, where))).toEqual([]);
  });

  it('keeps every column of a camera', async () => {
    const programme = await enter('programmes', { name: '雪亮工程', heartbeatIntervalS: 30 });
    const credential = await enter('credentials', { name: 'monitor', username: 'viewer', password: 'p' });
    const zone = await enter('zones', { name: '北片', allowedNetworks: ['10.1.0.0/16', '2001:db8::/32'] });
    const entry = {
      name: '上坡村村口 01',
      deviceCode: '35058210001320000001',
      villageId,
      programmeId: programme.id,
      zoneId: zone.id,
      credentialId: credential.id,
      lifecycle: 'under-repair',
      siteKind: '群众家门口',
      isDemonstration: true,
      position: { latitudeDeg: 24.7201, longitudeDeg: 118.4702 },
      network: {
        host: 'camera-1.example',
        mac: 'AA-BB-CC-00-11-22',
        onvif: { port: 8000, path: '/onvif/device_service', tls: true },
        rtsp: { port: 8554, path: '/Streaming/Channels/102?transportmode=unicast', tls: false },
      },
      register: EVERY_COLUMN,
      customFields: { 资产卡片号: 'A-017' },
    };

    const entered = await enter<Camera>('cameras', entry);
    const read = await service.json<Camera>('GET', `/api/v1/cameras/${entered.id}`);

    expect(read).toEqual(entered);
    expect(await service.json<Camera>('GET', `/api/v1/cameras/${entered.id.toUpperCase()}`)).toEqual(entered);
    expect(read).toEqual({
      ...entry,
      id: entered.id,
      rawPosition: null,
      observed: null,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      updatedAt: entered.createdAt,
    });
    expect(Object.values(read.register)).not.toContain(null);
  });

  it('fills in what a short entry leaves out, and writes hosts and MACs in one form', async () => {
    const camera = await enterCamera({
      network: { host: ' Camera-1.Example ', mac: 'aa:bb:cc:00:11:22', onvif: { port: 80 } },
    });

    expect(camera).toMatchObject({
      deviceCode: null,
      programmeId: null,
      zoneId: LOCAL_ZONE_ID,
      credentialId: null,
      lifecycle: 'in-service',
      siteKind: null,
      isDemonstration: false,
      position: null,
      network: {
        host: 'camera-1.example',
        mac: 'AA-BB-CC-00-11-22',
        onvif: { port: 80, path: '/onvif/device_service', tls: false },
        rtsp: null,
      },
    });
    expect(new Set(Object.values(camera.register))).toEqual(new Set([null]));
  });

  it('changes what is given and leaves the rest', async () => {
    const before = await enterCamera({
      siteKind: '沿街商铺',
      register: { pointType: '2', functionTypes: ['1', '5'] },
    });

    const after = await service.json<Camera>('PATCH', `/api/v1/cameras/${before.id}`, {
      name: '村口 02',
      network: { rtsp: { port: 554, path: '/1' } },
      register: { pointType: null, supplyLight: '4' },
    });

    expect(after).toEqual({
      ...before,
      name: '村口 02',
      network: { ...before.network, rtsp: { port: 554, path: '/1', tls: false } },
      register: { ...before.register, pointType: null, supplyLight: '4' },
      updatedAt: after.updatedAt,
    });
    expect(await service.json<Camera>('GET', `/api/v1/cameras/${before.id}`)).toEqual(after);
  });

  it('removes what nothing names any more, cameras first', async () => {
    const camera = await enterCamera();

    const statuses = [];
    for (const path of [
      `villages/${villageId}`,
      `cameras/${camera.id}`,
      `cameras/${camera.id}`,
      `villages/${villageId}`,
    ]) {
      statuses.push((await service.request('DELETE', `/api/v1/${path}`)).status);
    }

    expect(statuses).toEqual([409, 204, 404, 204]);
    expect(await list('villages')).toEqual({ items: [], nextCursor: null });
  });

  it('has the zone `local` from the start', async () => {
    expect((await list('zones')).items).toMatchObject([
      { id: LOCAL_ZONE_ID, name: 'local', allowedNetworks: [] },
    ]);
  });

  it('pages through a list in the order of entry, and stays on course while entries come and go', async () => {
    const cameras = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) cameras.push(await enterCamera({ name }));

    const first = await list('cameras?limit=2');
    await service.request('DELETE', `/api/v1/cameras/${cameras[1]!.id}`);
    await enterCamera({ name: 'f' });
    const second = await list(`cameras?limit=2&cursor=${first.nextCursor}`);
    const last = await list(`cameras?limit=2&cursor=${second.nextCursor}`);

    expect([first, second, last].map(({ items }) => items.map(({ name }) => name))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
    expect(last.nextCursor).toBeNull();
  });

  it('filters cameras by what they belong to and by words', async () => {
    const other = await enter('villages', { name: '桥头村', code: '350582101212', kind: 'village' });
    const programme = await enter('programmes', { name: '智能天网' });
    await enterCamera({ name: '祠堂', programmeId: programme.id, deviceCode: '35058210001320000077' });
    await enterCamera({ name: 'Gate 100%', villageId: other.id, lifecycle: 'planned' });
    await enterCamera({
      name: '河边',
      villageId: other.id,
      network: { host: 'river.example', onvif: { port: 80 } },
    });

    expect(await namesIn(`cameras?villageId=${other.id}`)).toEqual(['Gate 100%', '河边']);
    expect(await namesIn(`cameras?programmeId=${programme.id}`)).toEqual(['祠堂']);
    expect(await namesIn(`cameras?zoneId=${NOBODY}`)).toEqual([]);
    expect(await namesIn(`cameras?lifecycle=planned`)).toEqual(['Gate 100%']);
    expect(await namesIn(`cameras?villageId=${other.id}&lifecycle=in-service`)).toEqual(['河边']);
    expect(await namesIn(`cameras?q=${encodeURIComponent('祠')}`)).toEqual(['祠堂']);
    expect(await namesIn('cameras?q=gATE')).toEqual(['Gate 100%']);
    expect(await namesIn('cameras?q=000077')).toEqual(['祠堂']);
    expect(await namesIn('cameras?q=RIVER')).toEqual(['河边']);
    expect(await namesIn('cameras?q=%25')).toEqual(['Gate 100%']);
    expect(await namesIn('cameras?q=_')).toEqual([]);
    expect(await namesIn(`cameras?q=gate&villageId=${villageId}`)).toEqual([]);
  });

  it('counts a new version for every change of a login, and none for a new name', async () => {
    const credential = await enter<Entry & { version: number }>('credentials', {
      name: 'monitor',
      username: 'viewer',
      password: 'p',
    });
    const change = async (body: object): Promise<unknown> =>
      (await service.json<{ version: number }>('PATCH', `/api/v1/credentials/${credential.id}`, body))
        .version;

    expect(credential.version).toBe(1);
    expect(await change({ name: 'watch' })).toBe(1);
    expect(await change({ password: 'q' })).toBe(2);
    expect(await change({ username: 'watcher', password: 'q' })).toBe(3);
  });

  it('refuses a body that is no JSON, and one beyond a megabyte', async () => {
    const garbled = await postText(service, '{"name": "上坡村", "kind"');
    const huge = await postText(service, JSON.stringify({ name: 'x'.repeat(1_048_577), kind: 'village' }));

    expect([garbled.status, huge.status]).toEqual([400, 413]);
    expect(await garbled.json()).toMatchObject({ code: 'bad-request' });
    expect(await huge.json()).toMatchObject({ code: 'body-too-large' });
  });

  it('answers a boundary of thousands of bad points with fifty complaints', async () => {
    const coordinates = [Array.from({ length: 20_000 }, () => [999, 999])];

    const response = await service.request('POST', '/api/v1/villages', {
      name: '上坡村',
      kind: 'village',
      boundary: { type: 'Polygon', coordinates },
    });

    expect(response.status).toBe(400);
    expect(((await response.json()) as { errors: unknown[] }).errors).toHaveLength(50);
  });
});
