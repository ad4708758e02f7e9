import { createHash } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import { newPerson } from './access-people.js';
import { point } from './coverage-town.js';
import { type Mistake, type PlanningTown, type Problem, position, UNKNOWN, wanted } from './planning-town.js';
import { TOKEN } from './service.js';

interface PlanAnswer {
  readonly id: string;
  readonly changes: readonly { readonly id: string }[];
}

/** Plans through the API, in a town that another suite has opened: a service costs seconds. */
export function plansPart(here: PlanningTown): void {
  const change = (id: string, patch: object, ifMatch?: string) =>
    send('PATCH', `plans/${id}`, patch, ifMatch === undefined ? {} : { 'if-match': ifMatch });
  const send = (method: string, path: string, body: object | null, headers: Record<string, string> = {}) =>
    fetch(`${here.town.service.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
  const make = (name: string, changes: object[], more: object = {}) =>
    here.ask<PlanAnswer>('plans', { name, changes, ...more });
  const mend = () => ({ kind: 'repair', cameraId: here.broken, costFen: 50_000 });

  it('are kept with what they promise, changed over what was read, and removed', async () => {
    const made = await make('先修', [mend()]);
    expect(made).toMatchObject({
      name: '先修',
      state: 'draft',
      villages: [{ id: here.villageId, name: '上坡村' }],
      changes: [{ kind: 'repair', cameraId: here.broken, costFen: 50_000 }],
      gain: 2,
      fenPerGain: 25_000,
      createdBy: 'admin-token',
    });
    const got = await send('GET', `plans/${made.id}`, null);
    const etag = got.headers.get('etag')!;
    expect(await got.json()).toEqual(made);
    expect((await send('GET', `plans/${made.id}`, null, { 'if-none-match': etag })).status).toBe(304);
    const renamed = await change(made.id, { name: '只修', changes: [mend(), here.buy([-50, 0])] }, etag);
    expect(await renamed.json()).toMatchObject({ name: '只修', gain: 7, costFen: 400_000 });
    const stale = await change(made.id, { name: '再改' }, etag);
    expect([stale.status, (await stale.json()) as Problem]).toMatchObject([412, { code: 'changed-since' }]);
    expect(await here.town.get(`plans?villageId=${here.villageId}`)).toMatchObject({
      items: [{ id: made.id, changeCount: 2, gain: 7 }],
      nextCursor: null,
    });
    expect((await send('DELETE', `plans/${made.id}`, null, { 'if-match': etag })).status).toBe(412);
    expect((await send('DELETE', `plans/${made.id}`, null)).status).toBe(204);
    expect(await here.refusal(`plans/${made.id}`)).toMatchObject({ status: 404, code: 'no-such-plan' });
  });

  it('are compared on the same map', async () => {
    const [repair, purchase] = [await make('修', [mend()]), await make('买', [here.buy([-50, 0])])];
    expect(await here.town.get(`plans/${repair.id}/comparison?with=${purchase.id}`)).toMatchObject({
      first: { plan: { name: '修' }, costFen: 50_000, gain: 2 },
      second: { plan: { name: '买' }, costFen: 350_000, gain: 5, fenPerGain: 70_000 },
      places: [
        { place: { name: '桥头' }, before: 'dark', first: 'fragile', second: 'dark' },
        { place: { name: '学校' }, before: 'uncovered', first: 'uncovered', second: 'fragile' },
      ],
    });
    expect(await here.refusal(`plans/${repair.id}/comparison?with=${UNKNOWN}`)).toMatchObject({
      status: 404,
    });
    expect(await here.refusal(`plans/${repair.id}/enter`, {})).toMatchObject(
      wanted('nothing-to-enter', 'buys no'),
    );
  });

  it('leave as a workbook, a map and a page to print, with words that nothing runs', async () => {
    const cruel = '=cmd|<script>alert(1)</script>';
    const move = { kind: 'move', cameraId: here.live, position: position([-50, 0]), costFen: 123_456 };
    const { id } = await make(cruel, [move, here.buy([50, 0], { name: cruel })], { note: '先看 & 再买' });
    const file = (format: string) =>
      here.town.service.request('GET', `/api/v1/plans/${id}/export?format=${format}`);

    const page = await file('html');
    const policy = page.headers.get('content-security-policy')!;
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const markup = await page.text();
    expect(markup).toContain('<h1>=cmd|&#60;script&#62;alert(1)&#60;/script&#62;</h1>');
    expect(markup).toContain('<td>7 → 3（消除 4）</td>');
    expect(markup).toContain('<td>移位</td>');
    expect(markup).toContain('1,234.56 元');
    expect(markup).toMatch(/<td>未覆盖<\/td>\s*<td>单点覆盖<\/td>/);
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
    expect(await here.refusal('plans', body())).toMatchObject(wanted(code, words));
  });

  it('that leave out the village of a change are refused', async () => {
    const elsewhere = await here.town.village('桥头村', null);
    const body = { name: '漏', changes: [mend()], villageIds: [elsewhere] };
    expect(await here.refusal('plans', body)).toMatchObject(wanted('outside-plan-villages', 'changes.0'));
  });

  it('are none of whose villages they are not about', async () => {
    const elsewhere = await here.town.village('围头村', null);
    const plan = await make('上坡', [mend()]);
    const person = await newPerson(here.town.service, 'limited', {
      role: 'planner',
      villageIds: [elsewhere],
    });
    const told = async (method: string, path: string, body?: object): Promise<unknown> =>
      (await person.send(method, path, body)).json();
    expect(await told('GET', 'plans')).toEqual({ items: [], nextCursor: null });
    for (const path of ['', '/result', '/export'])
      expect(await told('GET', `plans/${plan.id}${path}`)).toMatchObject({ code: 'no-such-plan' });
    expect(await told('PATCH', `plans/${plan.id}`, { name: '我的' })).toMatchObject({
      code: 'no-such-plan',
    });
    // A camera of another village is refused as one that is not there.
    const [foreign, unknown] = [[mend()], [{ ...mend(), cameraId: UNKNOWN }]];
    const [one, other] = [
      await told('POST', 'plans', { name: '偷看', changes: foreign }),
      await told('POST', 'plans', { name: '偷看', changes: unknown }),
    ];
    expect(one).toMatchObject(wanted('camera-not-on-map', here.broken));
    expect(JSON.stringify(one).replaceAll(here.broken, '')).toBe(
      JSON.stringify(other).replaceAll(UNKNOWN, ''),
    );
    expect(await told('POST', 'coverage/what-if', { changes: [here.buy([0, 0])] })).toMatchObject(
      wanted('unknown-village', here.villageId),
    );
    expect(await told('GET', 'coverage/weak-points')).toEqual({ items: [] });
    expect(await told('GET', 'coverage/repairs')).toMatchObject({ broken: 0 });
  });

  it('say in the API document that planners enter cameras so', async () => {
    const { paths } = await here.town.service.json<{
      paths: Record<string, Record<string, { description?: string }>>;
    }>('GET', '/api/docs-json');
    const { description } = paths['/api/v1/plans/{id}/enter']!['post']!;
    expect(description).toContain('the one way for a planner to enter cameras');
  });

  it('become planned cameras once, and are held against what was built', async () => {
    const plan = await make('校门口', [here.buy([-50, 0], { name: '校门口', mountHeightM: 4 })]);
    const cameraId = plan.changes[0]!.id;
    const enter = (body: object = {}) => send('POST', `plans/${plan.id}/enter`, body);
    const unknown = (await (await enter({ programmeId: UNKNOWN })).json()) as Problem;
    expect(unknown).toMatchObject(wanted('unknown-programme', UNKNOWN));
    expect((await here.town.service.request('GET', `/api/v1/cameras/${cameraId}`)).status).toBe(404);
    const both = await Promise.all([enter(), enter()]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await both[0]!.json()).toMatchObject({ state: 'entered' });
    expect(await here.town.get(`cameras/${cameraId}`)).toMatchObject({
      name: '校门口',
      villageId: here.villageId,
      lifecycle: 'planned',
      register: { cameraType: '3', headingDeg: 0, mountHeightM: 4 },
    });
    const { items } = await here.town.get<{ items: object[] }>(`cameras/${cameraId}/history`);
    expect(items).toMatchObject([{ action: 'created', by: { name: 'admin-token' } }]);
    const late = await change(plan.id, { changes: [mend()] });
    expect([late.status, await late.json()]).toMatchObject([409, { code: 'plan-entered' }]);
    const result = `plans/${plan.id}/result`;
    expect(await here.town.get(result)).toMatchObject({
      plannedGain: 5,
      measuredGain: 0,
      kept: 0,
      changes: [{ standing: 'open' }],
      places: [{ place: { name: '学校' }, before: 'uncovered', promised: 'fragile', now: 'uncovered' }],
    });
    const inService = { lifecycle: 'in-service', network: { host: '10.1.1.2' } };
    await here.town.service.json('PATCH', `/api/v1/cameras/${cameraId}`, inService);
    await here.known(3);
    here.town.sees(cameraId);
    const built = await here.town.until<{ kept: number }>(result, ({ kept }) => kept === 1);
    expect(built).toMatchObject({ measuredGain: 5, changes: [{ standing: 'done' }] });
    await here.town.service.request('DELETE', `/api/v1/cameras/${cameraId}`);
  });
}
