import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FaultCode } from '../../src/kernel/fault.js';
import type { Verdict } from '../../src/probing/index.js';
import { Browser, newPerson } from './access-people.js';
import { BoardPage } from './board-page.js';
import { type Service, startQuietService, TOKEN } from './service.js';
import { tellVerdict } from './tell-verdict.js';

const SETTINGS = {
  BOARD_MAX_STREAMS_PER_ACTOR: '3',
  MAP_BASEMAP: 'raster',
  MAP_URL: '/tiles/{z}/{x}/{y}.png',
};
const BOUNDARY = {
  type: 'Polygon',
  coordinates: [
    [
      [118.46, 24.71],
      [118.48, 24.71],
      [118.48, 24.73],
      [118.46, 24.73],
      [118.46, 24.71],
    ],
  ],
};
const ADMIN = { authorization: `Bearer ${TOKEN}` };
const LIVE: Verdict = { outcome: 'live', impairment: null };
const impaired = (code: FaultCode): Verdict => ({
  outcome: 'live',
  impairment: { code, detail: `${code}!` },
});

interface Welcome {
  readonly isFirstRun: boolean;
  readonly isDemonstration: boolean;
}

interface Figures {
  readonly name: string;
  readonly hasBoundary: boolean;
  readonly cameras: number;
  readonly notInService: number;
  readonly uptimeRatio: number | null;
}

interface Columns {
  readonly villageIds: readonly string[];
  readonly stateNames: readonly string[];
  readonly faultCodes: readonly string[];
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly villages: readonly number[];
  readonly longitudesDeg: readonly (number | null)[];
  readonly states: readonly number[];
  readonly faults: readonly (number | null)[];
  readonly inService: readonly number[];
  readonly inMaintenance: readonly number[];
}

let service: Service;
let villager: Browser;
/** What was answered before there was a user, and to those who came first. */
const first = { welcome: {} as Welcome, wrong: 0, begun: [] as number[], again: [] as unknown[] };
const ids: Record<string, string> = {};
const pages: BoardPage[] = [];

async function make(path: string, name: string, more: object = {}): Promise<void> {
  ids[name] = (await service.json<{ id: string }>('POST', `/api/v1/${path}`, { name, ...more })).id;
}

const makeCamera = (name: string, village: string, more: object = {}): Promise<void> =>
  make('cameras', name, {
    villageId: ids[village],
    network: { host: '127.76.0.1', onvif: { port: 9 }, rtsp: null },
    ...more,
  });

/** Nobody is signed in yet. */
async function begin(): Promise<void> {
  const stranger = new Browser(service);
  const admin = { token: TOKEN, username: 'Mayor', password: 'lanterns over the old bridge' };
  const ask = (body: object): Promise<Response> => stranger.send('POST', 'first-run', body);
  first.welcome = (await (await stranger.send('GET', 'board/welcome')).json()) as Welcome;
  first.wrong = (await ask({ ...admin, token: 'a guess' })).status;
  const both = await Promise.all([ask(admin), ask({ ...admin, username: 'other' })]);
  first.begun = both.map(({ status }) => status).toSorted();
  first.again = [...(await stranger.problem('POST', 'first-run', { ...admin, token: 'a guess' }))];
}

function judge(name: string, verdict: Verdict): void {
  tellVerdict(service.app, ids[name]!, verdict, { latenessMs: 5 });
}

async function listen(headers: Readonly<Record<string, string>> = ADMIN, query = ''): Promise<BoardPage> {
  const page = await BoardPage.open(service, headers, query);
  pages.push(page);
  return page;
}

/** The service hears a moment later that a page is gone. */
async function untilFree(): Promise<BoardPage> {
  for (;;) {
    const page = await listen().catch(() => null);
    if (page !== null) return page;
  }
}

const isOf = (name: string) => (event: { data: { items?: readonly Record<string, unknown>[] } }) =>
  event.data.items?.some(({ cameraId }) => cameraId === ids[name]) ?? false;

beforeAll(async () => {
  service = await startQuietService(SETTINGS);
  await begin();
  await make('villages', '上坡村', { kind: 'village', boundary: BOUNDARY, isDemonstration: true });
  await make('villages', '桥头村', { kind: 'village' });
  const grant = { role: 'village', villageIds: [ids['上坡村']] };
  villager = await newPerson(service, 'villager', grant);
  const position = { latitudeDeg: 24.72, longitudeDeg: 118.47 };
  await makeCamera('well', '上坡村', { position });
  await makeCamera('gate', '上坡村');
  await makeCamera('far', '桥头村');
  await makeCamera('planned', '桥头村', { lifecycle: 'planned' });
  // The book of states hears of a new camera after its commit.
  while ((await service.json<Columns>('GET', '/api/v1/board/cameras')).ids.length < 4);
}, 30_000);

afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

afterAll(() => service?.close());

describe('the first run', () => {
  it('is told to whoever comes, and over with the first user', async () => {
    const now = (await (await new Browser(service).send('GET', 'board/welcome')).json()) as Welcome;

    expect(first.welcome).toEqual({
      townName: '安海镇',
      timeZone: 'Asia/Shanghai',
      language: 'zh',
      hasOidc: false,
      isDemonstration: false,
      isFirstRun: true,
    });
    expect(now).toEqual({ ...first.welcome, isFirstRun: false, isDemonstration: true });
  });

  it('makes one admin of whoever holds the admin token, and of nobody else', async () => {
    const { items } = await service.json<{ items: Record<string, unknown>[] }>('GET', '/api/v1/users');
    const signIns = ['mayor', 'other'].map((name) =>
      new Browser(service).logIn(name, 'lanterns over the old bridge'),
    );
    const statuses = (await Promise.all(signIns)).map(({ status }) => status).toSorted();

    expect([first.wrong, first.begun, first.again]).toEqual([401, [201, 409], [409, 'not-first-run']]);
    expect(items.filter(({ role }) => role === 'admin')).toMatchObject([{ hasFirstPassword: false }]);
    expect(statuses).toEqual([201, 401]);
  });

  it('is in the audit trail under the admin token, and without it', async () => {
    const trail = await (await service.request('GET', '/api/v1/audit-entries?limit=100')).text();

    const { items } = JSON.parse(trail) as { items: Record<string, unknown>[] };
    expect(
      items.filter(({ action, status }) => action === 'POST /first-run' && status === 201),
    ).toMatchObject([{ by: { name: 'admin-token' } }]);
    expect(trail).not.toContain(TOKEN);
  });
});

describe('the villages of the board', () => {
  const get = <T>(path: string): Promise<T> => service.json('GET', `/api/v1/board/${path}`);

  it('come at a glance, with the sum of those that one sees', async () => {
    const { villages, sum } = await get<{ villages: Figures[]; sum: Figures }>('villages');
    const theirs = (await (await villager.send('GET', 'board/villages')).json()) as {
      villages: Figures[];
      sum: Figures;
    };

    expect(villages.map(({ name, hasBoundary, cameras }) => [name, hasBoundary, cameras])).toEqual([
      ['上坡村', true, 2],
      ['桥头村', false, 2],
    ]);
    expect(villages[1]).toMatchObject({
      unknown: 1,
      notInService: 1,
      openOutages: 0,
      uptimeRatio: null,
      intactRatio: null,
    });
    expect([sum.cameras, sum.notInService]).toEqual([4, 1]);
    expect([theirs.villages.map(({ name }) => name), theirs.sum.cameras]).toEqual([['上坡村'], 2]);
  });

  it('are drawn as a band of hours or quarters, each of which has the time of every camera in it', async () => {
    interface Band {
      readonly slices: readonly Readonly<Record<string, number>>[];
    }
    const [day, quarters] = [
      await get<Band>('band'),
      await get<Band>(`band?hours=2&stepMinutes=15&villageId=${ids['上坡村']}`),
    ];
    const total = (slice: Readonly<Record<string, number>>): number =>
      ['online', 'impaired', 'offline', 'unknown', 'maintenance'].reduce(
        (sum, state) => sum + slice[`${state}S`]!,
        0,
      );

    expect([day.slices.length, quarters.slices.length]).toEqual([24, 8]);
    expect(day.slices.slice(0, -1).map((slice) => total(slice))).toEqual(
      Array.from({ length: 23 }, () => 4 * 3_600),
    );
    expect(quarters.slices.slice(0, -1).map((slice) => total(slice))).toEqual(
      Array.from({ length: 7 }, () => 2 * 900),
    );
    expect((await service.request('GET', '/api/v1/board/band?hours=169&stepMinutes=15')).status).toBe(400);
  });
});

describe('the service and its settings', () => {
  it('says how it is', async () => {
    judge('gate', LIVE);
    const answer = await service.json<Record<string, object>>('GET', '/api/v1/board/service');

    expect(answer).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+/) as string,
      database: { kind: 'sqlite', isWritable: true, failure: null },
      notify: { waiting: 0, dead: 0 },
      probing: { decodeWorkers: 2, lateness: { probes: 1, p50Ms: 5, p95Ms: 5 } },
      streams: { open: 0, max: 500 },
    });
    expect((answer['database'] as { bytes: number }).bytes).toBeGreaterThan(10_000);
  });

  it('tells pages how to draw the town', async () => {
    expect(await service.json('GET', '/api/v1/board/settings')).toMatchObject({
      townName: '安海镇',
      map: {
        basemap: 'raster',
        url: '/tiles/{z}/{x}/{y}.png',
        key: null,
        center: { latitudeDeg: 24.72 },
        zoom: 14,
      },
      publicCheck: { isOn: true },
      funding: { publicDays: 7, failedOfflineDays: 3 },
      liveView: { isOn: true, limitS: 300 },
    });
  });
});

describe('an archive of tiles in the data folder', () => {
  const get = (name: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${service.url}/api/v1/board/maps/${name}`, { headers: { ...ADMIN, ...headers } });

  it('is handed out whole and by parts, and nothing that lies beside it', async () => {
    mkdirSync(join(service.dataDir, 'maps'), { recursive: true });
    writeFileSync(join(service.dataDir, 'maps', 'town.pmtiles'), 'PMTiles of the town');

    const whole = await get('town.pmtiles');
    expect([whole.status, await whole.text()]).toEqual([200, 'PMTiles of the town']);
    const part = await get('town.pmtiles', { range: 'bytes=0-6' });
    expect([part.status, await part.text()]).toEqual([206, 'PMTiles']);
    expect(part.headers.get('content-range')).toBe('bytes 0-6/19');
    expect(part.headers.get('etag')).toBe(whole.headers.get('etag'));
    expect((await get('town.pmtiles', { range: 'bytes=19-' })).status).toBe(416);

    expect(await (await get('other.pmtiles')).json()).toMatchObject({ status: 404, code: 'no-such-map' });
    for (const name of ['..%2Fadmin-token', 'admin-token', '..%2Fmaps%2Ftown.pmtiles'])
      expect((await get(name)).status).toBe(400);
  });
});

describe('the cameras of the board', () => {
  const named = (columns: Columns, name: string): number => columns.names.indexOf(name);

  it('come by column, with where they are and how they stand', async () => {
    const columns = await service.json<Columns>('GET', '/api/v1/board/cameras');
    const [well, planned] = [named(columns, 'well'), named(columns, 'planned')];

    expect(columns.ids[well]).toBe(ids['well']);
    expect(columns.villageIds[columns.villages[well]!]).toBe(ids['上坡村']);
    expect(columns.stateNames[columns.states[well]!]).toBe('unknown');
    expect(columns.faultCodes[columns.faults[well]!]).toBe('not-probed-yet');
    expect([columns.longitudesDeg[well], columns.longitudesDeg[planned]]).toEqual([118.47, null]);
    expect([columns.inService[well], columns.inService[planned]]).toEqual([1, 0]);
  });

  it('are those of one’s own villages', async () => {
    const columns = (await (await villager.send('GET', 'board/cameras')).json()) as Columns;

    expect([columns.names, columns.villageIds]).toEqual([['well', 'gate'], [ids['上坡村']]]);
  });

  it('are not sent again while nothing changed, and again when something did', async () => {
    const first = await service.request('GET', '/api/v1/board/cameras');
    const again = { 'if-none-match': first.headers.get('etag')! };
    const same = await service.request('GET', '/api/v1/board/cameras', undefined, again);
    const others = await villager.send('GET', 'board/cameras', undefined, again);
    const page = await listen();
    judge('gate', impaired('striped'));
    await page.until(isOf('gate'));
    const changed = await service.request('GET', '/api/v1/board/cameras', undefined, again);

    expect([same.status, await same.text(), others.status, changed.status]).toEqual([304, '', 200, 200]);
  });

  it('are packed for whoever takes that', async () => {
    const plain = await service.request('GET', '/api/v1/board/cameras', undefined, {
      'accept-encoding': 'identity',
    });
    const packed = await service.app
      .getHttpAdapter()
      .getInstance()
      .inject({ url: '/api/v1/board/cameras', headers: { ...ADMIN, 'accept-encoding': 'br, gzip' } });

    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.rawPayload).toString()).toBe(await plain.text());
  });
});

describe('the events of the board', () => {
  const cookie = (): Record<string, string> => ({ cookie: villager.cookie });

  it('tell a page how cameras stand, and each page only of its own villages', async () => {
    const [all, theirs] = [await listen(), await listen(cookie())];
    judge('far', impaired('black'));
    judge('well', impaired('covered'));
    const told = await all.until(isOf('far'));
    await theirs.until(isOf('well'));

    expect(told).toMatchObject({ type: 'states' });
    expect(told.data.items!.find(({ cameraId }) => cameraId === ids['far'])).toEqual({
      cameraId: ids['far'],
      state: 'impaired',
      fault: 'black',
      since: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
    expect(all.events[0]).toMatchObject({ type: 'hello', data: { beatEveryS: 15 } });
    expect(JSON.stringify(theirs.events)).not.toContain(ids['far']);
  });

  it('tell whoever comes again what they missed, by header or in the address', async () => {
    const page = await listen();
    const { id } = await page.untilType('hello');
    judge('well', LIVE);
    await page.until(isOf('well'));
    const again = await listen({ ...ADMIN, 'last-event-id': id! });
    const byAddress = await listen(ADMIN, `?after=${encodeURIComponent(id!)}`);

    expect(await again.until(isOf('well'))).toEqual(await page.until(isOf('well')));
    expect(isOf('well')(await byAddress.untilType('states'))).toBe(true);
    page.close();
    await page.ended;
  });

  it('say reset to who comes with an id of an earlier run', async () => {
    expect((await (await listen({ ...ADMIN, 'last-event-id': 'x.1' })).untilType('reset')).id).not.toBeNull();
  });

  it('say that the register has changed once its change is in the answers', async () => {
    const [page, theirs] = [await listen(), await listen(cookie())];
    await makeCamera('new', '桥头村');
    await page.until(({ type, data }) => type === 'register' && data.items?.[0]?.['what'] === 'cameras');
    const { names } = await service.json<Columns>('GET', '/api/v1/board/cameras');
    await service.json('PATCH', `/api/v1/villages/${ids['上坡村']}`, { name: '上坡' });
    await theirs.until(({ type, data }) => type === 'register' && data.items?.[0]?.['what'] === 'groups');

    expect(names).toContain('new');
    expect(theirs.events.map(({ data }) => data.items?.[0]?.['what'])).not.toContain('cameras');
  });

  it('tell of maintenance that begins and ends, and the cameras of the board say so', async () => {
    const [page, theirs] = [await listen(), await listen(cookie())];
    const isInMaintenance = async (): Promise<readonly number[]> =>
      (await service.json<Columns>('GET', '/api/v1/board/cameras')).inMaintenance.filter((one) => one === 1);
    const { id } = await service.json<{ id: string }>('POST', '/api/v1/maintenance-windows', {
      name: '换杆',
      scope: { kind: 'camera', id: ids['far'] },
      schedule: { kind: 'daily', startsAt: '00:00', durationMinutes: 1_440 },
    });
    const began = await page.untilType('maintenance');
    const during = await isInMaintenance();
    await service.request('DELETE', `/api/v1/maintenance-windows/${id}`);
    await page.until(({ data }) => data.items?.[0]?.['isInMaintenance'] === false);

    expect(began.data.items).toEqual([{ cameraId: ids['far'], isInMaintenance: true }]);
    expect([during, await isInMaintenance()]).toEqual([[1], []]);
    expect(theirs.events.map(({ type }) => type)).not.toContain('maintenance');
  });

  it('tell of work orders', async () => {
    const page = await listen();
    const order = await service.json<{ id: string }>('POST', '/api/v1/work-orders', {
      cameraId: ids['gate'],
    });

    expect((await page.untilType('orders')).data.items).toEqual([{ orderId: order.id, state: 'open' }]);
  });

  it('are refused to one page too many of one account, whose place is free again when one is closed', async () => {
    const three = [await listen(), await listen(), await listen()];
    const refused = await service.request('GET', '/api/v1/board/events');
    three[0]!.close();
    const opened = await untilFree();

    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    expect(((await refused.json()) as { code: string }).code).toBe('too-many-streams-of-yours');
    expect(opened.events[0]!.type).toBe('hello');
  });

  it('answer a HEAD, which nobody would read on', async () => {
    const head = await service.request('HEAD', '/api/v1/board/events');

    expect([head.status, head.headers.get('cache-control')]).toEqual([200, 'no-store, no-transform']);
  });

  it('end for who signs out, whose villages change, and when the service stops', async () => {
    const out = await newPerson(service, 'leaver', { role: 'planner', villageIds: null });
    const [leaver, theirs] = [await listen({ cookie: out.cookie }), await listen(cookie())];
    await out.send('DELETE', 'sessions/current');
    const { items } = await service.json<{ items: { id: string; name: string }[] }>('GET', '/api/v1/users');
    const { id } = items.find(({ name }) => name === 'villager')!;
    await service.json('PATCH', `/api/v1/users/${id}`, { villageIds: [ids['桥头村']] });
    await Promise.all([leaver.ended, theirs.ended]);
    const last = await listen();
    // As browsers open one that they may need; it is no reason to wait.
    const spare = connect(Number(new URL(service.url).port), '127.0.0.1');
    await once(spare, 'connect');
    await service.close();
    await last.ended;

    expect([leaver, theirs, last].map((page) => page.events.at(-1)!.data['reason'])).toEqual([
      'signed-out',
      'account-changed',
      'service-stops',
    ]);
  }, 20_000);
});
