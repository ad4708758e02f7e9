import { createHash } from 'node:crypto';
import { jest } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { type At, CoverageTown, point, square } from './coverage-town.js';
import { TOKEN } from './service.js';

interface EffectAnswer {
  readonly costFen: number;
  readonly gain: number;
  readonly before: { readonly gapWeight: number };
  readonly after: { readonly gapWeight: number };
  readonly places: readonly {
    readonly place: { readonly name: string };
    readonly before: string;
    readonly after: string;
  }[];
}
interface SuggestionsAnswer {
  readonly suggestions: readonly {
    readonly change: { readonly kind: string; readonly headingDeg: number };
    readonly gain: number;
    readonly totalGain: number;
  }[];
  readonly bound: { readonly provenShare: number; readonly bestAtMost: number };
  readonly considered: Readonly<Record<string, number>>;
  readonly unmetRequiredPlaces: readonly { readonly id: string }[];
  readonly effect: EffectAnswer;
}
interface PlanAnswer {
  readonly id: string;
  readonly changes: readonly { readonly id: string }[];
}
interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/** What is asked for, how its refusal is called, and some of its words. */
type Mistake<T> = [what: string, asked: () => T, code: string, words: string];

const wanted = (code: string, words: string) => ({
  status: ['invalid-request', 'too-many-options'].includes(code) ? 400 : 422,
  code,
  detail: expect.stringContaining(words),
});

const UNKNOWN = '019a0000-0000-7000-8000-00000000dead';
const SWAPPED = { latitudeDeg: 118, longitudeDeg: 24 };
const repairOfUnknown = () => ({ count: 1, repairs: { costs: [{ cameraId: UNKNOWN, costFen: 1 }] } });
const position = (at: At) => {
  const [longitudeDeg, latitudeDeg] = point(at);
  return { longitudeDeg, latitudeDeg };
};

/**
 * 村口 is seen by one live camera, 桥头 by one that failed, 学校 by none; cameras recognise what is 5.7 to 11.4 m ahead.
 */
describe("the planner's questions through the API", () => {
  jest.setTimeout(60_000);
  let town: CoverageTown;
  let villageId: string;
  let live: string;
  let broken: string;
  const places: Record<string, string> = {};

  beforeAll(async () => {
    town = await CoverageTown.start({ COVERAGE_PLANNING_AT_ONCE: '1' });
    villageId = await town.village('上坡村');
    for (const [name, eastM, weight] of [
      ['村口', 0, 3],
      ['桥头', 50, 2],
      ['学校', -50, 5],
    ] as const) {
      const geometry = { type: 'Point', coordinates: point([eastM, 10]) };
      places[name] = await town.place(villageId, name, geometry, { weight });
    }
    live = await town.camera(villageId, [0, 0], { poleNumber: 'P1' });
    broken = await town.camera(villageId, [50, 0]);
    // Verdicts of cameras that uptime does not know yet are of nobody.
    await town.until<{ items: object[] }>('camera-states', ({ items }) => items.length === 2);
    town.sees(live);
    town.fails(broken);
    await town.until<{ total: { gapWeight: number; places: { fragile: number } } }>(
      'coverage',
      ({ total }) => total.gapWeight === 7 && total.places.fragile === 1,
    );
  });

  afterAll(() => town.close());

  const ask = <T>(path: string, body: object): Promise<T> =>
    town.service.json<T>('POST', `/api/v1/${path}`, body);
  async function refusal(path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<Problem> {
    return (await town.service.request(method, `/api/v1/${path}`, body)).json() as Promise<Problem>;
  }
  const buy = (at: At, more: object = {}) => ({
    kind: 'buy',
    name: '新摄像机',
    villageId,
    position: position(at),
    headingDeg: 0,
    costFen: 350_000,
    ...more,
  });
  const turned = ({ places: all }: EffectAnswer) =>
    Object.fromEntries(all.map(({ place, before, after }) => [place.name, `${before} → ${after}`]));
  const sites = (...points: At[]) => ({ points: points.map((at) => ({ position: position(at) })) });

  describe('what if', () => {
    it('tells place by place what changes together do, and what they cost, and changes nothing', async () => {
      const changes = [
        buy([-50, 0]),
        { kind: 'repair', cameraId: broken, costFen: 50_000 },
        { kind: 'turn', cameraId: live, headingDeg: 180 },
      ];
      const effect = await ask<EffectAnswer>('coverage/what-if', { changes });
      expect(turned(effect)).toEqual({
        学校: 'uncovered → fragile',
        桥头: 'dark → fragile',
        村口: 'fragile → uncovered',
      });
      expect(effect).toMatchObject({
        costFen: 400_000,
        gain: 4,
        before: { gapWeight: 7 },
        after: { gapWeight: 3 },
      });
      expect(await town.get('coverage')).toMatchObject({ total: { gapWeight: 7 } });
    });

    it('moves, refits and removes', async () => {
      const { longitudeDeg, latitudeDeg } = position([-50, 0]);
      const move = { kind: 'move', cameraId: live, position: { longitudeDeg, latitudeDeg } };
      expect(turned(await ask('coverage/what-if', { changes: [move] }))).toEqual({
        学校: 'uncovered → fragile',
        村口: 'fragile → uncovered',
      });
      const wide = { kind: 'change-lens', cameraId: live, horizontalFieldOfViewDeg: 120 };
      expect(turned(await ask('coverage/what-if', { changes: [wide] }))).toEqual({
        村口: 'fragile → uncovered',
      });
      const both = { changes: [{ kind: 'remove', cameraId: live }], villageIds: [villageId] };
      expect(turned(await ask('coverage/what-if', both))).toEqual({ 村口: 'fragile → uncovered' });
    });

    it.each<Mistake<object[]>>([
      ['no change', () => [], 'invalid-request', 'changes: must name at least one'],
      ['too many changes', () => Array.from({ length: 501 }, () => ({})), 'invalid-request', 'at most 500'],
      ['a heading of 400°', () => [buy([0, 0], { headingDeg: 400 })], 'invalid-request', '0…360 degrees'],
      ['a height of 0', () => [buy([0, 0], { mountHeightM: 0 })], 'invalid-request', 'more than 0'],
      ['swapped coordinates', () => [buy([0, 0], { position: SWAPPED })], 'invalid-request', 'may stand in'],
      ['no resolution', () => [buy([0, 0], { resolution: '清楚' })], 'unusable-mounting', 'changes.0: reso'],
      ['an unknown village', () => [buy([0, 0], { villageId: UNKNOWN })], 'unknown-village', 'changes.0.vi'],
      [
        'an unknown camera',
        () => [{ kind: 'remove', cameraId: UNKNOWN }],
        'camera-not-on-map',
        'changes.0: ',
      ],
    ])('refuses %s', async (_, changes, code, words) => {
      const problem = await refusal('coverage/what-if', { changes: changes() });
      expect(problem).toMatchObject(wanted(code, words));
    });
  });

  describe('suggestions', () => {
    it('hang the best first, with what each adds and how far it can be from the best', async () => {
      const body = { count: 2, sites: sites([-50, 0], [50, 2], [90, 90]) };
      const answer = await ask<SuggestionsAnswer>('coverage/suggestions', body);
      expect(answer.suggestions).toMatchObject([
        { change: { kind: 'buy', headingDeg: 0, villageId }, gain: 5, totalGain: 5, totalCostFen: 300_000 },
        { change: { kind: 'buy', headingDeg: 0 }, gain: 2, totalGain: 7, totalCostFen: 600_000 },
      ]);
      expect(answer).toMatchObject({
        reachable: 7,
        strategy: 'by-gain',
        bound: { ratio: 0.5, bestAtMost: 7, provenShare: 1 },
        considered: { sites: 3, forbiddenSites: 0, options: 72 },
      });
      const changes = answer.suggestions.map(({ change }) => change);
      expect(await ask('coverage/what-if', { changes })).toEqual(answer.effect);
    });

    it('mend where that is cheaper, required places first, and never where the law forbids', async () => {
      const [school, bridge] = sites([-50, 0], [50, 2]).points;
      const body = {
        budgetFen: 350_000,
        sites: { points: [{ ...school, siteKind: '学生宿舍' }, bridge] },
        repairs: {},
        requiredPlaceIds: [places['学校']],
      };
      const answer = await ask<SuggestionsAnswer>('coverage/suggestions', body);
      expect(answer.suggestions).toMatchObject([{ change: { kind: 'repair', cameraId: broken }, gain: 2 }]);
      expect(answer).toMatchObject({
        considered: { sites: 2, forbiddenSites: 1, repairs: 1 },
        unmetRequiredPlaces: [{ id: places['学校'], name: '学校' }],
      });
    });

    it('look along roads and in grids, apart from each other, for places to be seen twice', async () => {
      const road = { type: 'LineString', coordinates: [point([-90, 0]), point([400, 0])] };
      const body = { count: 3, camerasPerPlace: 2, minDistanceM: 15, sites: { lines: [road], everyM: 5 } };
      const answer = await ask<SuggestionsAnswer>('coverage/suggestions', body);
      expect(answer.considered['outsideSites']).toBeGreaterThan(50);
      expect(answer.suggestions).toHaveLength(3);
      expect(answer.suggestions[0]!.gain).toBe(5);
    });

    it.each<Mistake<object>>([
      ['neither a count nor a budget', () => ({}), 'invalid-request', 'either `count` or `budgetFen`'],
      ['more cameras than candidates', () => ({ count: 4 }), 'more-cameras-than-candidates', 'there are 2'],
      ['a budget below the cheapest', () => ({ budgetFen: 100 }), 'budget-below-cheapest', '2800.00 yuan'],
      ['a wrong level', () => ({ count: 1, ground: { level: 'see' } }), 'invalid-request', 'ground.level'],
      ['a heading of 400°', () => ({ count: 1, headingsDeg: [400] }), 'invalid-request', '0…360'],
      ['an unknown village', () => ({ count: 1, villageIds: [UNKNOWN] }), 'unknown-village', UNKNOWN],
      ['an unknown place', () => ({ count: 1, requiredPlaceIds: [UNKNOWN] }), 'unknown-place', UNKNOWN],
      ['the repair of an unknown camera', repairOfUnknown, 'unknown-camera', 'repairs.costs.0.cameraId'],
      [
        'a site in no village',
        () => ({ count: 1, sites: sites([500, 0]) }),
        'site-outside-villages',
        'move it',
      ],
      [
        'too large a product',
        () => ({ count: 1, sites: { gridM: 1 } }),
        'too-many-options',
        '960000 options',
      ],
      ['no sites', () => ({ count: 1, sites: {} }), 'no-candidates', 'give points, lines or a grid'],
      [
        'an area that crosses itself',
        () => ({ sites: { forbidden: [bowTie()] } }),
        'invalid-request',
        'cross',
      ],
    ])('refuse %s', async (_, body, code, words) => {
      expect(await refusal('coverage/suggestions', body())).toMatchObject(wanted(code, words));
    });

    it('end when whoever asked has gone away, and others wait for their turn until then', async () => {
      const leaving = new AbortController();
      const long = {
        count: 500,
        ground: { weightPerHectare: 1 },
        types: [{ name: '枪机', unitPriceFen: 1 }],
      };
      const gone = fetch(`${town.service.url}/api/v1/coverage/suggestions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...long, camerasPerPlace: 5, sites: { gridM: 1 } }),
        signal: leaving.signal,
      });
      const short = () =>
        town.service.request('POST', '/api/v1/coverage/suggestions', { count: 1, sites: sites([-50, 0]) });
      const statusOf = async (): Promise<number> => (await short()).status;
      while ((await statusOf()) !== 503);
      leaving.abort();
      await expect(gone).rejects.toThrow('aborted');
      while ((await statusOf()) === 503);
      expect(await statusOf()).toBe(200);
    });
  });

  it('mending is set beside buying, what closes most first', async () => {
    const expected = {
      repairFen: 50_000,
      broken: 1,
      items: [
        {
          camera: { id: broken },
          gain: 2,
          costFen: 50_000,
          closes: [{ name: '桥头' }],
          closedWeight: 2,
          sameToBuyFen: 300_000,
        },
      ],
    };
    expect(await town.get(`coverage/repairs?village=${villageId}`)).toMatchObject(expected);
    expect(await town.get('coverage/repairs?compare=none&repairFen=70000')).toMatchObject({
      items: [{ costFen: 70_000, sameToBuyFen: null }],
    });
    expect(await refusal(`coverage/repairs?village=${UNKNOWN}`)).toMatchObject({ code: 'no-such-village' });
  });

  it('knows whose loss alone opens gaps', async () => {
    expect(await town.get('coverage/weak-points')).toMatchObject({
      items: [{ kind: 'camera', id: live, opens: [{ name: '村口' }], gapWeight: 3, lostShare: 1 / 3 }],
    });
    expect(await refusal('coverage/weak-points?limit=0')).toMatchObject({ code: 'invalid-request' });
  });

  describe('plans', () => {
    const change = (id: string, patch: object, ifMatch?: string) =>
      send('PATCH', `plans/${id}`, patch, ifMatch === undefined ? {} : { 'if-match': ifMatch });
    const send = (method: string, path: string, body: object | null, headers: Record<string, string> = {}) =>
      fetch(`${town.service.url}/api/v1/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${TOKEN}`,
          ...(body === null ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === null ? {} : { body: JSON.stringify(body) }),
      });
    const make = (name: string, changes: object[], more: object = {}) =>
      ask<PlanAnswer>('plans', { name, changes, ...more });
    const mend = () => ({ kind: 'repair', cameraId: broken, costFen: 50_000 });

    it('are kept with what they promise, changed over what was read, and removed', async () => {
      const made = await make('先修', [mend()]);
      expect(made).toMatchObject({
        name: '先修',
        state: 'draft',
        villages: [{ id: villageId, name: '上坡村' }],
        changes: [{ kind: 'repair', cameraId: broken, costFen: 50_000 }],
        gain: 2,
        fenPerGain: 25_000,
        createdBy: 'admin-token',
      });
      const got = await send('GET', `plans/${made.id}`, null);
      const etag = got.headers.get('etag')!;
      expect(await got.json()).toEqual(made);
      expect((await send('GET', `plans/${made.id}`, null, { 'if-none-match': etag })).status).toBe(304);
      const renamed = await change(made.id, { name: '只修', changes: [mend(), buy([-50, 0])] }, etag);
      expect(await renamed.json()).toMatchObject({ name: '只修', gain: 7, costFen: 400_000 });
      const stale = await change(made.id, { name: '再改' }, etag);
      expect([stale.status, (await stale.json()) as Problem]).toMatchObject([412, { code: 'changed-since' }]);
      expect(await town.get(`plans?villageId=${villageId}`)).toMatchObject({
        items: [{ id: made.id, changeCount: 2, gain: 7 }],
        nextCursor: null,
      });
      expect((await send('DELETE', `plans/${made.id}`, null, { 'if-match': etag })).status).toBe(412);
      expect((await send('DELETE', `plans/${made.id}`, null)).status).toBe(204);
      expect(await refusal(`plans/${made.id}`)).toMatchObject({ status: 404, code: 'no-such-plan' });
    });

    it('are compared on the same map', async () => {
      const [repair, purchase] = [await make('修', [mend()]), await make('买', [buy([-50, 0])])];
      expect(await town.get(`plans/${repair.id}/comparison?with=${purchase.id}`)).toMatchObject({
        first: { plan: { name: '修' }, costFen: 50_000, gain: 2 },
        second: { plan: { name: '买' }, costFen: 350_000, gain: 5, fenPerGain: 70_000 },
        places: [
          { place: { name: '桥头' }, before: 'dark', first: 'fragile', second: 'dark' },
          { place: { name: '学校' }, before: 'uncovered', first: 'uncovered', second: 'fragile' },
        ],
      });
      expect(await refusal(`plans/${repair.id}/comparison?with=${UNKNOWN}`)).toMatchObject({ status: 404 });
      expect(await refusal(`plans/${repair.id}/enter`, {})).toMatchObject(
        wanted('nothing-to-enter', 'buys no'),
      );
    });

    it('leave as a workbook, a map and a page to print, with words that nothing runs', async () => {
      const cruel = '=cmd|<script>alert(1)</script>';
      const move = { kind: 'move', cameraId: live, position: position([-50, 0]), costFen: 123_456 };
      const { id } = await make(cruel, [move, buy([50, 0], { name: cruel })], { note: '先看 & 再买' });
      const file = (format: string) =>
        town.service.request('GET', `/api/v1/plans/${id}/export?format=${format}`);

      const page = await file('html');
      const policy = page.headers.get('content-security-policy')!;
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const markup = await page.text();
      expect(markup).toContain('<h1>=cmd|&#60;script&#62;alert(1)&#60;/script&#62;</h1>');
      expect(markup).toContain('<td>移位</td>');
      expect(markup).toContain('1,234.56 元');
      expect(markup).toContain('<td>未覆盖</td><td>单点覆盖</td>');
      expect(markup).not.toMatch(/<script|https?:|style="/);
      const [, style] = /<style>([^]*)<\/style>/.exec(markup)!;
      const hash = createHash('sha256').update(style!).digest('base64');
      expect(policy).toContain(`default-src 'none'; style-src 'sha256-${hash}';`);

      const map = (await (await file('geojson')).json()) as { features: object[] };
      expect(map.features).toMatchObject([
        {
          geometry: { type: 'Point', coordinates: point([-50, 0]) },
          properties: { layer: 'change', kind: 'move', costFen: 123_456, movedFrom: point([0, 0]) },
        },
        { properties: { layer: 'change', kind: 'buy', name: cruel } },
        ...['村口', '桥头', '学校'].map((name) => ({ properties: { layer: 'place', name } })),
      ]);

      const { sheets } = await readXlsx(Buffer.from(await (await file('xlsx')).arrayBuffer()));
      expect(sheets.map(({ name }) => name)).toEqual(['方案', '变更', '重点部位']);
      expect(sheets[0]!.rows[0]).toEqual(['名称', cruel]);
      expect(sheets[0]!.rows[4]).toEqual(['费用(元)', 4734.56]);
      expect(sheets[1]!.rows[2]!.slice(0, 4)).toEqual([2, '新增', cruel, '上坡村']);
      expect(sheets[2]!.rows).toHaveLength(4);
      expect((await file('pdf')).status).toBe(400);
    });

    it.each<Mistake<object>>([
      ['no name', () => ({ name: ' ', changes: [mend()] }), 'invalid-request', 'name: must not be empty'],
      ['no changes', () => ({ name: '空', changes: [] }), 'invalid-request', 'at least one change'],
      [
        'an unknown camera',
        () => ({ name: '错', changes: [{ ...mend(), cameraId: UNKNOWN }] }),
        'camera-not-on-map',
        '0',
      ],
      [
        'an unknown village',
        () => ({ name: '错', changes: [mend()], villageIds: [UNKNOWN] }),
        'unknown-village',
        UNKNOWN,
      ],
    ])('are refused with %s', async (_, body, code, words) => {
      expect(await refusal('plans', body())).toMatchObject(wanted(code, words));
    });

    it('that leave out the village of a change are refused', async () => {
      const elsewhere = await town.village('桥头村', null);
      const body = { name: '漏', changes: [mend()], villageIds: [elsewhere] };
      expect(await refusal('plans', body)).toMatchObject(wanted('outside-plan-villages', 'changes.0'));
    });

    it('become planned cameras once, and are held against what was built', async () => {
      const plan = await make('校门口', [buy([-50, 0], { name: '校门口', mountHeightM: 4 })]);
      const cameraId = plan.changes[0]!.id;
      const enter = (body: object = {}) => send('POST', `plans/${plan.id}/enter`, body);
      const unknown = (await (await enter({ programmeId: UNKNOWN })).json()) as Problem;
      expect(unknown).toMatchObject(wanted('unknown-programme', UNKNOWN));
      expect((await town.service.request('GET', `/api/v1/cameras/${cameraId}`)).status).toBe(404);
      const both = await Promise.all([enter(), enter()]);
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      expect(await both[0]!.json()).toMatchObject({ state: 'entered' });
      expect(await town.get(`cameras/${cameraId}`)).toMatchObject({
        name: '校门口',
        villageId,
        lifecycle: 'planned',
        register: { cameraType: '3', headingDeg: 0, mountHeightM: 4 },
      });
      const { items } = await town.get<{ items: object[] }>(`cameras/${cameraId}/history`);
      expect(items).toMatchObject([{ action: 'created', by: { name: 'admin-token' } }]);
      const late = await change(plan.id, { changes: [mend()] });
      expect([late.status, await late.json()]).toMatchObject([409, { code: 'plan-entered' }]);
      const result = `plans/${plan.id}/result`;
      expect(await town.get(result)).toMatchObject({
        plannedGain: 5,
        measuredGain: 0,
        kept: 0,
        changes: [{ standing: 'open' }],
        places: [{ place: { name: '学校' }, before: 'uncovered', promised: 'fragile', now: 'uncovered' }],
      });
      const inService = { lifecycle: 'in-service', network: { host: '10.1.1.2' } };
      await town.service.json('PATCH', `/api/v1/cameras/${cameraId}`, inService);
      await town.until<{ items: object[] }>('camera-states', (states) => states.items.length === 3);
      town.sees(cameraId);
      const built = await town.until<{ kept: number }>(result, ({ kept }) => kept === 1);
      expect(built).toMatchObject({ measuredGain: 5, changes: [{ standing: 'done' }] });
      await town.service.request('DELETE', `/api/v1/cameras/${cameraId}`);
    });
  });
});

function bowTie() {
  const [ring] = square([0, 0], 20).coordinates;
  const [a, b, c, d] = ring as unknown as [number, number][];
  return { type: 'Polygon', coordinates: [[a, c, b, d, a]] };
}
