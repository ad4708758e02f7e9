import type { DataSource } from 'typeorm';
import type { WorkOrder } from '../../src/dispatch/domain/order.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/kernel/instant.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases, openNew } from '../databases.js';
import { DispatchRun, FakeNotices } from './dispatch-run.js';
import { FakeUptime } from './fake-uptime.js';
import { LeapingClock } from './leaping-clock.js';

const SWITCH = { kind: 'uplink', key: 'SW-1', name: 'SW-1' } as const;
const SETTINGS = { SHOUWANG_DISPATCH_ESCALATION_STEPS: '0' };

describeOnBothDatabases('work orders', (newDatabase) => {
  let source: DataSource;
  let clock: LeapingClock;
  let uptime: FakeUptime;
  let notices: FakeNotices;
  let run: DispatchRun;

  beforeEach(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    clock = new LeapingClock();
    uptime = new FakeUptime(clock);
    notices = new FakeNotices();
    for (const id of ['a', 'b', 'c', 'd']) uptime.enter(id);
    await newRun();
  });
  afterEach(() => source.destroy());

  async function newRun(): Promise<void> {
    run = new DispatchRun(source, clock, uptime, notices, SETTINGS);
    await run.start();
  }
  const hours = (count: number): Promise<void> => run.pass(count * HOUR_MS, 10 * MINUTE_MS);
  /** In strides: every step is a round over the database, and days of small ones are a thousand. */
  const days = (count: number): Promise<void> => run.pass(count * DAY_MS, 6 * HOUR_MS);
  const unfinished = (): Promise<readonly WorkOrder[]> => run.orders.unfinished();
  async function only(): Promise<WorkOrder> {
    const orders = await unfinished();
    expect(orders).toHaveLength(1);
    return orders[0]!;
  }
  async function actions(id: string): Promise<readonly string[]> {
    return (await run.orders.steps(id)).map(({ action }) => action);
  }
  const assign = { action: 'assign', assignee: null, contractor: '安通' } as const;
  /** As an admin in the database would see it: what people did meanwhile. */
  async function setState(id: string, set: string): Promise<void> {
    await source.transaction((manager) => manager.query(`UPDATE work_orders SET ${set} WHERE id = '${id}'`));
  }
  const mended = (at: number): string => `state = 'mended', cause = 'cable', mended_at = ${at}`;

  it('are opened for what was down for long, once, and not for what came back in time', async () => {
    uptime.fall('a');
    const short = uptime.fall('b');
    await hours(3);
    uptime.mend(short);
    expect(await unfinished()).toEqual([]);
    await hours(2);
    expect(await only()).toMatchObject({
      origin: 'rule',
      cameraIds: ['a'],
      title: 'a 离线',
      dueAt: clock.now() - HOUR_MS + 2 * DAY_MS,
    });
    await newRun();
    await hours(5);
    await only();
  });

  it('are one for the cameras of an incident, which late ones join', async () => {
    uptime.suspect('i', SWITCH);
    for (const id of ['a', 'b', 'c']) uptime.fall(id, 'i');
    await hours(5);
    const order = await only();
    expect(order).toMatchObject({
      incidentId: 'i',
      cameraIds: ['a', 'b', 'c'],
      title: '3 台同时离线，疑似上联交换机 SW-1',
    });
    uptime.fall('d', 'i');
    await hours(1);
    expect(await only()).toMatchObject({ id: order.id, cameraIds: ['a', 'b', 'c', 'd'] });
    expect(await actions(order.id)).toEqual(['open', 'extend']);
  });

  it('are none of maintenance, and none again of what an admin cancelled', async () => {
    const id = uptime.fall('a');
    uptime.change(id, { isNotifiable: false });
    await hours(5);
    expect(await unfinished()).toEqual([]);
    uptime.change(id, { isNotifiable: true });
    await hours(1);
    const order = await only();
    await setState(order.id, `state = 'cancelled', finished_at = ${clock.now()}`);
    await setStateOfCameras(order.id);
    await days(1);
    expect(await unfinished()).toEqual([]);
    uptime.mend(id);
    await hours(1);
    uptime.fall('a');
    await hours(5);
    expect((await only()).id).not.toBe(order.id);
  });
  async function setStateOfCameras(id: string): Promise<void> {
    await source.transaction((manager) =>
      manager.query(`UPDATE work_order_cameras SET open_camera_id = NULL WHERE order_id = '${id}'`),
    );
  }

  it('are closed only when probing has found the cameras live for a while after they were mended', async () => {
    const outage = uptime.fall('a');
    await hours(5);
    const { id } = await only();
    await setState(id, mended(clock.now()));
    await days(1);
    expect(await only()).toMatchObject({ state: 'mended', isPaperTold: true });
    expect(notices.told()).toContain('reminder: 已报修复，但探测仍离线：a 离线');
    uptime.mend(outage);
    await run.pass(20 * MINUTE_MS, MINUTE_MS);
    expect((await only()).state).toBe('mended');
    await run.pass(11 * MINUTE_MS, MINUTE_MS);
    expect(await run.orders.find(id)).toMatchObject({ state: 'closed', cause: 'cable' });
    expect(notices.told().at(-1)).toBe('recovered: 工单办结：探测已确认：a 离线');
    expect(notices.told().filter((line) => line.startsWith('reminder'))).toHaveLength(1);
  });

  it('are closed as recovered of itself where nobody is at them', async () => {
    const outage = uptime.fall('a');
    await hours(5);
    const { id } = await only();
    uptime.mend(outage);
    await hours(1);
    expect(await run.orders.find(id)).toMatchObject({
      state: 'closed',
      cause: 'self-recovered',
      mendedAt: null,
    });
  });

  it('are closed by those cameras that are in service still', async () => {
    uptime.suspect('i', SWITCH);
    const [a, b] = ['a', 'b'].map((id) => uptime.fall(id, 'i'));
    await hours(5);
    const { id } = await only();
    await setState(id, mended(clock.now()));
    uptime.cameras.set('b', { ...uptime.cameras.get('b')!, isInService: false });
    uptime.change(b!, { closedAt: clock.now(), closeReason: 'out-of-service' });
    uptime.mend(a!);
    await hours(1);
    expect(await run.orders.find(id)).toMatchObject({ state: 'closed', cause: 'cable' });
  });

  it('come back when the camera falls again soon, and are new ones later', async () => {
    let outage = uptime.fall('a');
    await hours(5);
    const { id } = await only();
    await setState(id, `${mended(clock.now())}, contractor = '安通'`);
    uptime.mend(outage);
    await hours(1);
    expect(await unfinished()).toEqual([]);
    await days(1);
    outage = uptime.fall('a');
    await run.round();
    expect(await only()).toMatchObject({
      id,
      state: 'assigned',
      contractor: '安通',
      reopened: 1,
      mendedAt: null,
      cause: null,
      dueAt: clock.now() + 2 * DAY_MS,
    });
    expect(notices.told()).toContain('report: 工单重开：修好后又离线：a 离线');
    uptime.mend(outage);
    await hours(1);
    await days(3);
    await hours(1);
    uptime.fall('a');
    await hours(5);
    expect((await only()).id).not.toBe(id);
  });

  it('are reminded of when they are overdue, a bounded number of times', async () => {
    uptime.fall('a');
    const told = (): number => notices.told().filter((line) => line.includes('工单逾期')).length;
    await hours(4);
    await days(2);
    expect(told()).toBe(0);
    await hours(1);
    expect(told()).toBe(1);
    const { id, revision } = await only();
    await days(9);
    expect(told()).toBe(5);
    expect(await only()).toMatchObject({ revision, reminders: 5 });
    expect((await actions(id)).filter((action) => action === 'remind')).toHaveLength(5);
  });

  it.each([
    ['ahead', HOUR_MS],
    ['back', -HOUR_MS],
  ])('blame nobody and believe nobody sooner, where the clock is set an hour %s', async (_how, leapMs) => {
    const outage = uptime.fall('a');
    uptime.fall('b');
    await hours(5);
    const [a, b] = await unfinished();
    for (const { id } of [a!, b!]) await setState(id, mended(clock.now()));
    uptime.mend(outage);
    await run.pass(10 * MINUTE_MS, MINUTE_MS);
    clock.leap(leapMs);
    await run.pass(15 * MINUTE_MS, MINUTE_MS);
    expect((await unfinished()).map(({ state, isPaperTold }) => [state, isPaperTold])).toEqual([
      ['mended', false],
      ['mended', false],
    ]);
    expect(notices.told().filter((line) => line.startsWith('reminder'))).toEqual([]);
    await run.pass(2 * HOUR_MS, MINUTE_MS);
    expect(await unfinished()).toMatchObject([{ cameraIds: ['b'], state: 'mended', isPaperTold: true }]);
    expect(notices.told().filter((line) => line.startsWith('reminder'))).toHaveLength(1);
  });

  it('are reminded of an hour too early by a clock that is an hour ahead, and never again for it', async () => {
    uptime.fall('a');
    await hours(4);
    await days(1);
    await hours(23);
    await hours(0.5);
    const told = (): number => notices.told().filter((line) => line.includes('工单逾期')).length;
    clock.leap(HOUR_MS);
    await run.round();
    expect(told()).toBe(1);
    clock.leap(-HOUR_MS);
    await hours(20);
    expect(told()).toBe(1);
    expect(await only()).toMatchObject({ reminders: 1 });
  });

  it('are one a camera at a time, also when two are opened at once', async () => {
    const entry = { origin: 'hand', incidentId: null, title: '擦镜头', contractor: null } as const;
    const times = { openedAt: clock.now(), dueAt: clock.now() + DAY_MS };
    const opened = await Promise.all(
      ['1', '2', '3'].map(() => run.pen.open({ ...entry, cameraIds: ['a', 'b'], ...times }, {})),
    );
    expect(opened.filter((order) => order !== null)).toHaveLength(1);
    expect(await run.pen.open({ ...entry, cameraIds: ['b'], ...times }, {})).toBeNull();
    uptime.fall('a');
    await hours(5);
    await only();
  });

  it('take changes one after the other: no step goes over one that it has not seen', async () => {
    uptime.fall('a');
    await hours(5);
    const { id } = await only();
    const seen: number[] = [];
    await Promise.all(
      [1, 2, 3, 4].map(() =>
        run.pen.do(id, (order) => {
          seen.push(order.revision);
          return { action: 'extend', cameraIds: order.cameraIds, dueAt: order.dueAt };
        }),
      ),
    );
    expect(seen).toEqual([1, 2, 3, 4]);
    expect((await only()).revision).toBe(5);
    expect(await run.orders.steps(id)).toHaveLength(5);
  });

  it('leave nothing of a step that is refused', async () => {
    uptime.fall('a');
    await hours(5);
    const { id } = await only();
    await expect(run.pen.do(id, () => assign)).rejects.toThrow('This is for admin, technician');
    expect(await actions(id)).toEqual(['open']);
    expect((await only()).revision).toBe(1);
  });

  it('are told of once, also when the delivery fails or we die in between', async () => {
    uptime.fall('a');
    await hours(3);
    notices.failures = 1;
    await run.pass(70 * MINUTE_MS, 35 * MINUTE_MS).catch(() => {});
    await newRun();
    await hours(1);
    expect(notices.told().filter((line) => line.includes('新工单'))).toEqual(['report: 新工单：a 离线']);
    const lines = [...notices.taken.values()].find(({ title }) => title.zh.startsWith('新工单'))?.lines;
    expect(lines).toContainEqual({ zh: '没有关键帧：缩短 GOP。', en: 'No key frame: shorten the GOP.' });
    const { id } = await only();
    await source.transaction((manager) =>
      manager.query(
        `INSERT INTO work_order_untold_steps SELECT id FROM work_order_steps WHERE order_id = '${id}'`,
      ),
    );
    await newRun();
    await hours(1);
    expect(notices.told().filter((line) => line.includes('新工单'))).toHaveLength(1);
  });
});
