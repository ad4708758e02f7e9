import type { FaultCode } from '../../src/kernel/fault.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import type { Verdict } from '../../src/probing/index.js';
import { CameraStateChanged } from '../../src/uptime/index.js';
import { type Service, startQuietService } from './service.js';
import { tellVerdict } from './tell-verdict.js';

const live: Verdict = { outcome: 'live', impairment: null };
const impaired = (code: FaultCode): Verdict => ({
  outcome: 'live',
  impairment: { code, detail: `${code}!` },
});
const frameless = (code: FaultCode): Verdict => ({
  outcome: 'frameless',
  fault: { code, detail: `${code}!` },
});

interface Group {
  readonly id: string | null;
  readonly name: string;
  readonly cameras: number;
  readonly uptimeRatio: number | null;
  readonly onlineS: number;
  readonly unknownS: number;
}

let service: Service;
const ids: Record<string, string> = {};

const get = <T>(path: string): Promise<T> => service.json('GET', `/api/v1/${path}`);

beforeAll(async () => {
  service = await startQuietService();
  const make = async (path: string, name: string, more: object = {}): Promise<void> => {
    ids[name] = (await service.json<{ id: string }>('POST', `/api/v1/${path}`, { name, ...more })).id;
  };
  await make('villages', '上坡村', { kind: 'village' });
  await make('villages', '桥头村', { kind: 'village' });
  await make('villages', '西门村', { kind: 'village' });
  await make('programmes', '雪亮工程');
  const camera = (name: string, village: string, programme: string | null, more: object = {}) =>
    make('cameras', name, {
      villageId: ids[village],
      programmeId: programme && ids[programme],
      network: { host: '127.74.0.1', onvif: { port: 9 }, rtsp: null },
      ...more,
    });
  await camera('well', '上坡村', '雪亮工程');
  await camera('black', '上坡村', '雪亮工程');
  await camera('down', '上坡村', null);
  await camera('new', '桥头村', '雪亮工程');
  await camera('planned', '桥头村', '雪亮工程', { lifecycle: 'planned' });
  await judgeAll();
}, 30_000);

afterAll(() => service?.close());

/** Returns when the changes are committed. */
async function judgeAll(): Promise<void> {
  const events = service.app.get(EventBus);
  const changed = new Promise<void>((resolve) => {
    let left = 3;
    events.on(CameraStateChanged, () => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
  const judge = (name: string, verdict: Verdict): void => tellVerdict(service.app, ids[name]!, verdict);
  judge('well', live);
  judge('black', impaired('black'));
  judge('down', frameless('no-key-frame'));
  judge('down', frameless('no-key-frame'));
  await changed;
}

describe('GET /api/v1/camera-states', () => {
  interface Page {
    readonly items: { readonly name: string; readonly state: string }[];
    readonly nextCursor: string | null;
  }
  const namesOf = ({ items }: Page): string[] => items.map(({ name }) => name);

  it('says where every camera stands, page by page', async () => {
    const first = await get<Page>('camera-states?limit=3');
    expect(first.items.map(({ name, state }) => [name, state])).toEqual([
      ['well', 'online'],
      ['black', 'impaired'],
      ['down', 'offline'],
    ]);
    const second = await get<Page>(`camera-states?limit=3&cursor=${first.nextCursor}`);
    expect([namesOf(second), second.nextCursor]).toEqual([['new', 'planned'], null]);
  });

  it.each([
    ['state=offline', ['down']],
    ['fault=black', ['black']],
    ['state=unknown&fault=not-probed-yet', ['new', 'planned']],
    ['state=online&fault=black', []],
  ])('lists those of ?%s', async (query, expected) => {
    expect(namesOf(await get(`camera-states?${query}`))).toEqual(expected);
  });

  it('lists those of a village and a programme', async () => {
    const query = `villageId=${ids['上坡村']}&programmeId=${ids['雪亮工程']}`;
    expect(namesOf(await get(`camera-states?${query}`))).toEqual(['well', 'black']);
  });

  it('says why, and what to do about it, in both languages', async () => {
    const state = await get<Record<string, unknown>>(`cameras/${ids['down']}/state`);
    expect(state).toEqual({
      cameraId: ids['down'],
      name: 'down',
      villageId: ids['上坡村'],
      programmeId: null,
      isInService: true,
      state: 'offline',
      since: expect.stringMatching(/^\d{4}-.*Z$/),
      fault: { code: 'no-key-frame', detail: 'no-key-frame!' },
      advice: { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/[a-z]/) },
    });
    expect(await get(`cameras/${ids['well']}/state`)).toMatchObject({ fault: null, advice: null });
  });
});

describe('GET /api/v1/camera-states/summary', () => {
  const counted = (
    online: number,
    impaired: number,
    offline: number,
    unknown: number,
    notInService: number,
  ) => ({
    cameras: online + impaired + offline + unknown + notInService,
    online,
    impaired,
    offline,
    unknown,
    notInService,
    maintenance: 0,
  });

  it('counts every village, those without cameras, too, and apart what nobody looks at', async () => {
    const { groups } = await get<{ groups: unknown[] }>('camera-states/summary');
    expect(groups).toEqual([
      { id: ids['上坡村'], name: '上坡村', ...counted(1, 1, 1, 0, 0) },
      { id: ids['桥头村'], name: '桥头村', ...counted(0, 0, 0, 1, 1) },
      { id: ids['西门村'], name: '西门村', ...counted(0, 0, 0, 0, 0) },
    ]);
  });

  it('adds programmes up to the town, because it does not leave out the cameras of none', async () => {
    expect(await get('camera-states/summary?by=programme')).toEqual({
      by: 'programme',
      groups: [
        { id: ids['雪亮工程'], name: '雪亮工程', ...counted(1, 1, 0, 1, 1) },
        { id: null, name: '', ...counted(0, 0, 1, 0, 0) },
      ],
    });
    expect(await get('camera-states/summary?by=town')).toMatchObject({ groups: [counted(1, 1, 1, 1, 1)] });
  });
});

describe('GET /api/v1/uptime', () => {
  const groupsOf = async (query: string): Promise<Group[]> =>
    (await get<{ groups: Group[] }>(`uptime?${query}`)).groups;

  it('answers by village and by camera', async () => {
    const [village] = await groupsOf('by=village');
    const cameras = (await groupsOf(`by=camera&villageId=${ids['上坡村']}`)).map(({ name }) => name);
    expect(cameras).toEqual(['well', 'black', 'down']);
    expect(village).toMatchObject({ name: '上坡村', cameras: 3, uptimeRatio: expect.closeTo(2 / 3, 1) });
  });

  it('fills every window to the second', async () => {
    for (const [window, days] of [
      ['24h', 1],
      ['7d', 7],
      ['30d', 30],
    ] as const) {
      const answer = await get<{ from: string; to: string; groups: Record<string, number>[] }>(
        `uptime?by=town&window=${window}`,
      );
      const [town] = answer.groups;
      const { onlineS, impairedS, offlineS, unknownS, cameras } = town!;
      expect(onlineS! + impairedS! + offlineS! + unknownS!).toBeCloseTo(cameras! * days * 86_400, 3);
      expect(Date.parse(answer.to) - Date.parse(answer.from)).toBe(days * 86_400_000);
    }
  });

  it('has no ratio where nobody looked, and lists what has no cameras', async () => {
    expect((await groupsOf('by=village')).slice(1)).toMatchObject([
      { name: '桥头村', cameras: 2, uptimeRatio: null, intactRatio: null, onlineS: 0 },
      { name: '西门村', cameras: 0, uptimeRatio: null, intactRatio: null, unknownS: 0 },
    ]);
  });

  it('answers for one village alone, and for the cameras of no programme', async () => {
    expect((await groupsOf(`by=village&villageId=${ids['桥头村']}`)).map(({ name }) => name)).toEqual([
      '桥头村',
    ]);
    expect(await groupsOf('by=programme')).toMatchObject([
      { id: ids['雪亮工程'], cameras: 4, uptimeRatio: 1 },
      { id: null, name: '', cameras: 1, uptimeRatio: 0 },
    ]);
  });
});

describe('GET /api/v1/cameras/{id}/timeline', () => {
  it('lists all that happened to a camera, oldest first', async () => {
    const timeline = await get<Record<string, unknown>>(`cameras/${ids['black']}/timeline`);
    expect(timeline).toMatchObject({
      cameraId: ids['black'],
      before: null,
      items: [
        { kind: 'register', action: 'created', by: 'admin-token' },
        { kind: 'state', from: 'unknown', to: 'impaired', fault: { code: 'black', detail: 'black!' } },
      ],
      nextCursor: null,
    });
  });

  it('says what held before the first of them', async () => {
    const from = new Date(Date.now() + 1_000).toISOString();
    const to = new Date(Date.now() + 2_000).toISOString();
    const timeline = await get(`cameras/${ids['well']}/timeline?from=${from}&to=${to}`);
    expect(timeline).toMatchObject({ from, to, before: { to: 'online' }, items: [] });
  });
});

describe('a request that does not fit', () => {
  const nobody = '00000000-0000-7000-8000-000000000000';

  it.each([
    [`cameras/${nobody}/state`, 404, 'no-such-camera', `There is no camera with the id ${nobody}.`],
    [`cameras/${nobody}/timeline`, 404, 'no-such-camera', `There is no camera with the id ${nobody}.`],
    [
      `uptime?by=village&villageId=${nobody}`,
      404,
      'no-such-village',
      `There is no village with the id ${nobody}.`,
    ],
    [
      `camera-states/summary?villageId=${nobody}`,
      404,
      'no-such-village',
      `There is no village with the id ${nobody}.`,
    ],
    ['cameras/first/state', 400, 'invalid-request', 'must be an id'],
    ['uptime', 400, 'invalid-request', 'by: is missing; it must be one of camera, village, programme, town'],
    ['uptime?by=village&window=1y', 400, 'invalid-request', 'window: must be one of 24h, 7d, 30d'],
    ['uptime?by=village&zone=1', 400, 'invalid-request', 'zone: is not a known field'],
    ['camera-states?cursor=2', 400, 'invalid-request', 'cursor: must be the nextCursor of an earlier page'],
    [
      'camera-states?state=broken',
      400,
      'invalid-request',
      'state: must be one of online, impaired, offline, unknown',
    ],
    [
      `cameras/WELL/timeline?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z`,
      400,
      'invalid-request',
      'from: must not be later than to',
    ],
    [`cameras/WELL/timeline?from=yesterday`, 400, 'invalid-request', 'from: Invalid ISO datetime'],
    [
      `cameras/WELL/timeline?cursor=${nobody}`,
      400,
      'invalid-request',
      'cursor: must be the nextCursor of an earlier page',
    ],
  ])('%s is answered with one problem', async (path, status, code, detail) => {
    const answer = await service.request('GET', `/api/v1/${path.replace('WELL', ids['well']!)}`);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toMatchObject({ status, code, detail });
  });
});
