import { newPerson, type Browser } from './access-people.js';
import { DispatchTown, type OrderAnswer } from './dispatch-town.js';

interface Problem {
  readonly code: string;
  readonly detail: string;
}
const UNKNOWN = '019a0000-0000-7000-8000-00000000dead';

/** Long enough that no rule opens an order by itself: these are people's. */
describe('people and their work orders', () => {
  let town: DispatchTown;
  let otherVillage: string;
  let elder: Browser;
  let technician: Browser;
  let order: OrderAnswer;

  beforeAll(async () => {
    town = await DispatchTown.start({ DISPATCH_ORDER_AFTER_HOURS: '720' });
    const village = { name: '桥头村', kind: 'village' };
    otherVillage = (await town.post<{ id: string }>('villages', village)).id;
    await town.enter('桥头', {
      villageId: otherVillage,
      position: { latitudeDeg: 24.75, longitudeDeg: 118.47 },
    });
    await town.enter('村口', {
      position: { latitudeDeg: 24.71, longitudeDeg: 118.47 },
      siteKind: '学校周边',
    });
    await town.enter('河边', { position: { latitudeDeg: 24.725, longitudeDeg: 118.47 } });
    await town.enter('没定位');
    elder = await newPerson(town.service, 'elder', { role: 'village', villageIds: [town.villageId] });
    technician = await newPerson(town.service, 'xiaochen', { role: 'technician' });
  }, 60_000);
  afterAll(() => town?.close());

  const json = async <T>(response: Response): Promise<T> => (await response.json()) as T;

  it('a village reports a fault of its own camera, and a second report is said to the same order', async () => {
    const path = `cameras/${town.ids['村口']}/fault-reports`;
    order = await json(await elder.send('POST', path, { words: '画面全黑' }));
    expect(order).toMatchObject({
      origin: 'report',
      state: 'open',
      title: '村口 报修：画面全黑',
      openedBy: 'elder',
    });
    const due = order as unknown as { openedAt: string; dueAt: string };
    expect(Date.parse(due.dueAt) - Date.parse(due.openedAt)).toBe(24 * 3_600_000);

    const again = await json<OrderAnswer>(await elder.send('POST', path, { words: '还是黑的' }));
    expect(again.id).toBe(order.id);
    const steps = await json<{ items: object[] }>(await elder.send('GET', `work-orders/${order.id}/steps`));
    expect(steps.items).toMatchObject([
      { action: 'open', words: '画面全黑', by: { name: 'elder' } },
      { action: 'comment', words: '还是黑的' },
    ]);
  });

  it('a village sees the orders of its own cameras, and none of others', async () => {
    const theirs = await town.post<OrderAnswer>('work-orders', {
      cameraId: town.ids['桥头'],
      title: '立杆歪了',
    });
    const { items } = await json<{ items: OrderAnswer[] }>(await elder.send('GET', 'work-orders'));
    expect(items.map(({ id }) => id)).toEqual([order.id]);
    expect(await elder.status('GET', `work-orders/${theirs.id}`)).toBe(404);
    expect(await elder.status('POST', `work-orders/${theirs.id}/comment`, { words: '?' })).toBe(404);
    expect(await elder.status('POST', `work-orders/${order.id}/assign`, {})).toBe(403);
  });

  it('a technician takes an order; what was read before somebody else changed it is refused', async () => {
    const read = await technician.send('GET', `work-orders/${order.id}`);
    const headers = { 'sec-fetch-site': 'same-origin', 'if-match': read.headers.get('etag')! };
    const taken = await technician.send('POST', `work-orders/${order.id}/assign`, {}, headers);
    expect(await json(taken)).toMatchObject({ state: 'assigned', assignee: 'xiaochen' });
    const late = await technician.send('POST', `work-orders/${order.id}/accept`, undefined, headers);
    expect([late.status, await json<Problem>(late)]).toEqual([
      412,
      expect.objectContaining({
        code: 'changed-since',
        detail:
          'The work order has changed since you read it: it is assigned, with xiaochen. Read it again, then repeat your step.',
      }),
    ]);
    headers['if-match'] = taken.headers.get('etag')!;
    const accepted = await technician.send('POST', `work-orders/${order.id}/accept`, undefined, headers);
    expect(accepted.status).toBe(200);
  });

  it.each<[string, object | undefined, number, string]>([
    ['assign', { assignee: '小李' }, 403, 'A technician takes an order; only an admin gives it to others.'],
    ['accept', undefined, 409, 'The work order is accepted; accept is possible while it is assigned.'],
    ['mend', {}, 400, 'cause: '],
    ['mend', { cause: 'self-recovered' }, 400, 'cause: '],
    ['mend', { cause: 'cable', parts: '' }, 400, 'parts: must not be empty'],
    ['cancel', { reason: 'no' }, 403, 'This is for the role admin; your role is technician.'],
    ['close', undefined, 404, 'Cannot POST'],
    ['comment', { words: 'a\u0007' }, 400, 'words: must not hold control characters'],
  ])('a technician who would %s with %j is answered %d', async (step, body, status, detail) => {
    const response = await technician.send('POST', `work-orders/${order.id}/${step}`, body);
    expect([response.status, (await json<Problem>(response)).detail]).toEqual([
      status,
      expect.stringContaining(detail),
    ]);
  });

  it.each<[object, number, string]>([
    [{}, 400, 'name either a camera or an incident'],
    [{ cameraId: UNKNOWN }, 422, 'cameraId: there is no camera with this id'],
    [{ incidentId: UNKNOWN }, 422, 'incidentId: there is no incident with this id that has cameras down'],
    [{ cameraId: UNKNOWN, incidentId: UNKNOWN }, 400, 'name either a camera or an incident'],
    [{ cameraId: UNKNOWN, state: 'closed' }, 400, 'state'],
  ])('an order of %j is answered %d', async (body, status, detail) => {
    const response = await technician.send('POST', 'work-orders', body);
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(detail)]);
  });

  it('a camera has one unfinished order at a time', async () => {
    const response = await technician.send('POST', 'work-orders', { cameraId: town.ids['村口'] });
    expect([response.status, (await json<Problem>(response)).code]).toEqual([409, 'has-a-work-order']);
  });

  it('a round goes the short way, and names what nobody has placed', async () => {
    for (const name of ['河边', '没定位'])
      await town.post('work-orders', { cameraId: town.ids[name], contractor: '安通' });
    const round = await town.get<{
      lengthM: number;
      stops: { distanceM: number; order: OrderAnswer }[];
      nowhere: OrderAnswer[];
    }>('work-orders/round?from=24.72,118.47');
    const names = (orders: readonly OrderAnswer[]) => orders.map(({ cameras }) => cameras[0]!.name);
    expect(names(round.stops.map((stop) => stop.order))).toEqual(['村口', '河边', '桥头']);
    expect(round.stops.map((stop) => stop.distanceM)).toEqual([1_112, 1_668, 2_780]);
    expect(round.lengthM).toBe(5_560);
    expect(names(round.nowhere)).toEqual(['没定位']);
    const own = await town.get<{ stops: { order: OrderAnswer }[] }>(
      `work-orders/round?from=24.72,118.47&contractor=${encodeURIComponent('安通')}`,
    );
    expect(names(own.stops.map((stop) => stop.order))).toEqual(['河边']);
  });

  it.each([
    ['round', 'from: '],
    ['round?from=118.47,24.72', 'from: must be latitude and longitude in degrees, in this order'],
    ['round?from=here', 'from: must be latitude and longitude, as 24.72,118.47'],
    ['figures', 'month: '],
    ['figures?month=2026-13', 'month: must be a month, as 2026-01'],
    ['figures?month=2026-01&by=village', 'by: must be contractor'],
  ])('answers %s with what to write instead', async (path, detail) => {
    const response = await town.service.request('GET', `/api/v1/work-orders/${path}`);
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(detail)]);
  });

  it('figures say what a contractor was given this month, cancelled ones aside', async () => {
    const { items } = await town.get<{ items: OrderAnswer[] }>(`work-orders?cameraId=${town.ids['没定位']}`);
    await town.post(`work-orders/${items[0]!.id}/cancel`, { reason: '重复' });
    const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
    const { groups } = await town.get<{ groups: object[] }>(
      `work-orders/figures?by=contractor&month=${month}`,
    );
    expect(groups).toEqual([
      expect.objectContaining({ contractor: null, orders: 2 }),
      {
        contractor: '安通',
        orders: 1,
        mended: 0,
        medianHours: null,
        meanHours: null,
        overdueShare: 0,
        reopenedShare: 0,
      },
    ]);
  });

  it('shows in the timeline of the camera, and in the metrics', async () => {
    const { items } = await town.get<{ items: { kind: string; action?: string }[] }>(
      `cameras/${town.ids['村口']}/timeline`,
    );
    const done = items.filter(({ kind }) => kind === 'work-order').map(({ action }) => action);
    expect(done).toEqual(['open', 'comment', 'assign', 'accept']);
    const metrics = await (await fetch(`${town.service.url}/metrics`)).text();
    expect(metrics).toContain('shouwang_work_orders{village="上坡村",state="accepted"} 1');
    expect(metrics).toContain('shouwang_work_orders{village="桥头村",state="open"} 1');
    expect(metrics).toContain('shouwang_work_orders{village="桥头村",state="mended"} 0');
    expect(metrics).toContain('shouwang_work_orders_overdue{village="上坡村"} 0');
  });
});
