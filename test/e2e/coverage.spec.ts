import { apiClient } from '../../scripts/demo/api-client.js';
import { registerGrounds } from '../../scripts/demo/register-grounds.js';
import { LiveMap } from '../../src/coverage/app/live-map.js';
import { townOf } from '../farm/index.js';
import { CoverageTown, point, square } from './coverage-town.js';
import { TOKEN } from './service.js';

interface Answer {
  readonly total: { readonly places: Record<string, number>; readonly gapWeight: number };
  readonly villages: readonly {
    readonly village: { readonly id: string; readonly name: string };
    readonly places: Record<string, number>;
    readonly gapWeight: number;
    readonly area: { readonly areaM2: number; readonly seen: Record<string, number | null> };
  }[];
}
interface Places {
  readonly items: readonly {
    readonly place: { readonly id: string; readonly name: string };
    readonly status: string;
    readonly cameras: readonly {
      readonly cameraId: string;
      readonly level: string;
      readonly isLive: boolean;
    }[];
  }[];
}

const counts = (covered: number, fragile: number, dark: number, uncovered: number) => ({
  covered,
  fragile,
  dark,
  uncovered,
});

const NOBODY = '00000000-0000-7000-8000-000000000000';
const invalid = (path: string, detail: string) => [path, 400, 'invalid-request', detail] as const;
const unknown = (path: string, noun: string) =>
  [path, 404, `no-such-${noun}`, `There is no ${noun} with the id ${NOBODY}.`] as const;
const REFUSED = [
  unknown(`coverage?village=${NOBODY}`, 'village'),
  unknown(`coverage?programme=${NOBODY}`, 'programme'),
  unknown(`coverage/map?village=${NOBODY}`, 'village'),
  unknown(`coverage/places?programme=${NOBODY}`, 'programme'),
  unknown(`coverage/history?village=${NOBODY}`, 'village'),
  unknown(`places/${NOBODY}/coverage`, 'place'),
  invalid('coverage?village=x', 'village: must be an id'),
  invalid('coverage?level=see', 'level: must be one of detect, observe, recognise, identify'),
  invalid('coverage?basis=dead', 'basis: must be one of registered, live'),
  invalid('coverage?format=xlsx', 'format: must be one of json, geojson'),
  invalid('coverage?vilage=x', 'vilage: is not a known field'),
  invalid(
    'coverage/map?layers=footprints,streets',
    'layers.1: must be some of footprints, gaps, places, separated by commas',
  ),
  invalid('coverage/map?layers=', 'layers.0: must be some of footprints, gaps, places, separated by commas'),
  invalid('coverage/map?level=', 'level: must be one of detect, observe, recognise, identify'),
  invalid('coverage/places?status=lost', 'status: must be one of covered, fragile, dark, uncovered'),
  invalid('coverage/places?limit=0', 'limit: must be at least 1'),
  invalid('coverage/places?cursor=x', 'cursor: must be the nextCursor of an earlier page'),
  invalid('coverage/history?month=2099-01', 'month: has not begun yet'),
  invalid('coverage/history?month=2026-13', 'month: must be a month, YYYY-MM'),
  invalid('places/x/coverage', 'must be an id'),
  invalid('places/{placeId}/coverage?month=2099-01', 'month: has not begun yet'),
] as const;

describe('coverage through the API', { timeout: 60_000 }, () => {
  let town: CoverageTown;
  let villageId: string;

  beforeEach(async () => {
    town = await CoverageTown.start();
    villageId = await town.village('上坡村');
  });

  afterEach(() => town.close());

  it('follows cameras as they come, fail and are mended', async () => {
    await town.place(villageId, '村口', { type: 'Point', coordinates: point([0, 10]) }, { weight: 3 });
    const is = (...expected: Parameters<typeof counts>) =>
      town.until<Answer>('coverage', ({ total }) =>
        Object.entries(counts(...expected)).every(([status, count]) => total.places[status] === count),
      );
    expect((await is(0, 0, 0, 1)).total.gapWeight).toBe(3);
    const one = await town.camera(villageId, [0, 0]);
    const other = await town.camera(villageId, [0, 20], { headingDeg: 180 });
    expect((await is(0, 0, 1, 0)).total.gapWeight).toBe(3);
    town.sees(one);
    expect((await is(0, 1, 0, 0)).total.gapWeight).toBe(0);
    town.sees(other);
    await is(1, 0, 0, 0);
    town.fails(one, other);
    await is(0, 0, 1, 0);
    expect(await town.get('coverage?basis=registered')).toMatchObject({
      total: { places: counts(1, 0, 0, 0) },
    });
    town.sees(one);
    await is(0, 1, 0, 0);
    await town.service.request('PATCH', `/api/v1/cameras/${one}`, { lifecycle: 'under-repair' });
    await is(0, 0, 1, 0);
    await town.service.request('DELETE', `/api/v1/cameras/${one}`);
    await town.service.request('PATCH', `/api/v1/cameras/${other}`, { register: { headingDeg: 90 } });
    await is(0, 0, 0, 1);
  });

  it('says who sees each place and in which detail, and what was assumed', async () => {
    const placeId = await town.place(villageId, '村口', { type: 'Point', coordinates: point([0, 20]) });
    const near = await town.camera(villageId, [0, 10]);
    const far = await town.camera(villageId, [0, 0], { resolution: '乱' });
    const turning = await town.camera(villageId, [5, 10], { cameraType: '1', headingDeg: null });
    town.sees(near, far);
    const { items } = await town.until<Places>('coverage/places', (places) => {
      const cameras = places.items[0]?.cameras ?? [];
      return cameras.length === 3 && cameras.filter(({ isLive }) => isLive).length === 2;
    });
    expect(items).toMatchObject([{ place: { id: placeId, name: '村口' }, status: 'fragile', points: 1 }]);
    expect(items[0]!.cameras).toMatchObject([
      { cameraId: near, level: 'recognise', isLive: true, counts: true, points: 1 },
      { cameraId: far, level: 'observe', isLive: true, counts: true, points: 0 },
      { cameraId: turning, isLive: false, counts: false, timeShare: 60 / 360 },
    ]);
    expect(await town.get('coverage')).toMatchObject({
      cameras: { registered: 3, live: 2, withoutPosition: 0 },
      assumed: { heightM: 3, headingDeg: 1, tiltDeg: 3, resolution: 3 },
      problems: [{ cameraId: far, field: 'resolution' }],
    });
    expect(await town.get('coverage/places?status=dark')).toEqual({ items: [], nextCursor: null });
  });

  it('knows what stands behind a building, and forgets it with the building', async () => {
    await town.place(villageId, '屋后', { type: 'Point', coordinates: point([0, 10]) });
    town.sees(await town.camera(villageId, [0, 0]));
    const stands = (status: string) =>
      town.until<Answer>('coverage', ({ total }) => total.places[status] === 1);
    await stands('fragile');
    const path = `/api/v1/villages/${villageId}/buildings`;
    const house = { type: 'Feature', geometry: square([-4, 1], 4), properties: { heightM: 8 } };
    await town.service.json('PUT', path, { type: 'FeatureCollection', features: [house] });
    await stands('uncovered');
    await town.service.request('DELETE', path);
    expect((await stands('fragile')).total.gapWeight).toBe(0);
  });

  it('shares out the ground of a village, and draws it', async () => {
    town.sees(await town.camera(villageId, [0, -90]));
    const { villages } = await town.until<Answer>(
      'coverage',
      (answer) => (answer.villages[0]?.area.seen['live'] ?? 0) > 0,
    );
    // (34° of π) · (56.9² − 5.7²) m² of 200 m · 200 m
    const sector = ((68 / 360) * Math.PI * (56.9 ** 2 - 5.7 ** 2)) / 40_000;
    expect(villages[0]!.area.areaM2 / 40_000).toBeCloseTo(1, 1);
    expect(villages[0]!.area.seen['live']! / sector).toBeCloseTo(1, 1);
    const response = await town.service.request('GET', '/api/v1/coverage/map?layers=footprints,gaps');
    expect(response.headers.get('content-type')).toMatch(/^application\/geo\+json/);
    const { features } = (await response.json()) as { features: { properties: { layer: string } }[] };
    expect(features.map(({ properties }) => properties.layer)).toEqual(['footprint', 'gap']);
    expect(await town.get(`coverage?format=geojson&village=${villageId}`)).toMatchObject({
      type: 'FeatureCollection',
    });
  });

  it('takes in the places, buildings and boundaries of the demonstration town', async () => {
    const demo = townOf('anhai');
    for (const { name } of demo.villages) if (name !== '上坡村') await town.village(name, null);
    await registerGrounds(apiClient(town.service.url, TOKEN), demo);
    const { total, villages } = await town.get<Answer>('coverage');
    expect(total.places).toEqual(counts(0, 0, 0, demo.places.length));
    expect(Math.min(...villages.map(({ area }) => area.areaM2))).toBeGreaterThan(700_000);
    const { items } = await town.get<{ items: { isDemonstration: boolean }[] }>('places?limit=1000');
    expect(items.every(({ isDemonstration }) => isDemonstration)).toBe(true);
    const path = `villages/${villageId}/buildings`;
    expect(await town.get(path)).toMatchObject({ isDemonstration: true });
  });

  it('is on /metrics from the first scrape, and follows', async () => {
    await town.village('桥头村', null);
    const scraped = async (): Promise<string[]> =>
      (await (await town.service.request('GET', '/metrics')).text())
        .split('\n')
        .filter((line) => /^shouwang_village_(?:places|coverage_ratio|gap_weight)\{/.test(line));
    // Computed of what was registered: nothing is known of ground that the map has not looked at.
    await town.get('coverage');
    expect(await scraped()).toHaveLength(12);
    expect(await scraped()).toContain('shouwang_village_places{village="桥头村",status="dark"} 0');
    expect(await scraped()).toContain('shouwang_village_coverage_ratio{village="上坡村",basis="live"} 0');
    // A 0 for the village without a boundary would say that nobody sees anything there.
    expect((await scraped()).join()).not.toContain('coverage_ratio{village="桥头村"');
    await town.place(villageId, '村口', { type: 'Point', coordinates: point([0, 10]) }, { weight: 2.5 });
    await town.camera(villageId, [0, 0]);
    await town.until<Answer>('coverage', ({ total }) => total.places['dark'] === 1);
    expect(await scraped()).toContain('shouwang_village_places{village="上坡村",status="dark"} 1');
    expect(await scraped()).toContain('shouwang_village_gap_weight{village="上坡村"} 2.5');
  });

  it('comes back with the town as it is when the thread of its map dies, and says meanwhile when to ask', async () => {
    await town.place(villageId, '村口', { type: 'Point', coordinates: point([0, 10]) });
    const one = await town.camera(villageId, [0, 0]);
    await town.until<Answer>('coverage', ({ total }) => total.places['dark'] === 1);
    town.service.app.get(LiveMap).change([{ kind: 'camera', camera: null } as never]);
    const refused = await town.service.request('GET', '/api/v1/coverage/places');
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({
      status: 503,
      code: 'coverage-lost',
      detail: 'The map of coverage has to be computed again; try again in a moment.',
    });
    town.sees(one);
    const back = await town.untilOk('/api/v1/coverage');
    expect(await back.json()).toMatchObject({ total: { places: counts(0, 1, 0, 0) } });
  });

  it('refuses what it cannot answer, and says why', async () => {
    const placeId = await town.place(villageId, '村口', { type: 'Point', coordinates: point([0, 10]) });
    for (const [path, status, code, detail] of REFUSED) {
      const response = await town.service.request('GET', `/api/v1/${path.replace('{placeId}', placeId)}`);
      const answer = (await response.json()) as { readonly code: string; readonly detail: string };
      expect([path, response.status, answer.code, answer.detail]).toEqual([path, status, code, detail]);
    }
  });

  it('is counted by programme, too', async () => {
    const { id: programmeId } = await town.service.json<{ id: string }>('POST', '/api/v1/programmes', {
      name: '雪亮工程',
    });
    await town.place(villageId, '村口', { type: 'Point', coordinates: point([0, 10]) });
    const one = await town.camera(villageId, [0, 0], { programmeId });
    const other = await town.camera(villageId, [0, 20], { headingDeg: 180 });
    town.sees(one, other);
    await town.until<Answer>('coverage', ({ total }) => total.places['covered'] === 1);
    expect(await town.get(`coverage?programme=${programmeId}`)).toMatchObject({
      total: { places: counts(0, 1, 0, 0) },
      cameras: { registered: 1, live: 1 },
    });
  });

  it('remembers for how long a place was a gap, covered on paper', async () => {
    const placeId = await town.place(villageId, '村口', { type: 'Point', coordinates: point([0, 10]) });
    await town.place(villageId, '田里', { type: 'Point', coordinates: point([90, 90]) });
    const one = await town.camera(villageId, [0, 0]);
    town.sees(one);
    interface PlaceAnswer {
      readonly status: string;
      readonly history: { readonly minutes: Record<string, number>; readonly turns: { standing: string }[] };
    }
    const path = `places/${placeId}/coverage`;
    await town.until<PlaceAnswer>(path, ({ status }) => status === 'fragile');
    town.fails(one);
    const dark = await town.until<PlaceAnswer>(
      path,
      ({ status, history }) => status === 'dark' && (history.minutes['dark'] ?? 0) > 0.01,
    );
    expect(dark).toMatchObject({ onPaper: 'fragile', cameras: [{ cameraId: one, isLive: false }] });
    expect(dark.history.turns.map(({ standing }) => standing).slice(-2)).toEqual(['fragile', 'dark']);
    const month = await town.get<{ items: { place: { name: string }; minutes: Record<string, number> }[] }>(
      `coverage/history?village=${villageId}`,
    );
    const shares = new Map(month.items.map(({ place, minutes }) => [place.name, minutes['darkShare']]));
    expect(shares.get('村口')).toBeGreaterThan(0);
    expect(shares.get('田里')).toBe(0);
  });
});
