import type { DataSource } from 'typeorm';
import { HOUR_MS, MINUTE_MS } from '../../src/kernel/instant.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases, openNew } from '../databases.js';
import { DispatchRun, FakeNotices } from './dispatch-run.js';
import { FakeUptime } from './fake-uptime.js';
import { LeapingClock } from './leaping-clock.js';

const SWITCH = { kind: 'uplink', key: 'SW-1', name: 'SW-1' } as const;
/** No work orders: they have a suite of their own. */
const NO_ORDERS = { SHOUWANG_DISPATCH_ORDER_AFTER_HOURS: '720' };

describeOnBothDatabases('what people are told', (newDatabase) => {
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
    uptime.enter('far', { villageId: 'w' });
    await newRun();
  });
  afterEach(() => source.destroy());

  /** As after a crash: what was in memory is gone. */
  async function newRun(settings = {}): Promise<void> {
    run = new DispatchRun(source, clock, uptime, notices, { ...NO_ORDERS, ...settings });
    await run.start();
  }

  /** What was said to one village, or to the town: kind, title, lines. */
  function told(villageId: string | null): string[][] {
    return [...notices.taken.values()]
      .filter((notice) => notice.villageId === villageId)
      .map(({ kind, title, lines }) => [kind, title.zh, ...lines.map(({ zh }) => zh)]);
  }

  it('is one notice of an outage that belongs to no incident, once it was weighed, and one of its end', async () => {
    const id = uptime.fall('a');
    await run.pass(MINUTE_MS);
    expect(notices.told()).toEqual([]);
    await run.pass(10 * MINUTE_MS);
    expect([...notices.taken.values()]).toEqual([
      {
        id: `outage:${id}:opened`,
        thread: `outage:${id}`,
        kind: 'opened',
        level: 'routine',
        villageId: 'v',
        isForVillageOnly: false,
        at: Date.UTC(2026, 0, 1),
        title: { zh: 'a 离线', en: 'a is offline' },
        lines: [
          { zh: '视频流中没有画面（No key frame.）', en: 'no picture in the stream (No key frame.)' },
          { zh: '没有关键帧：缩短 GOP。', en: 'No key frame: shorten the GOP.' },
        ],
        counted: { zh: '台离线', en: 'cameras offline' },
      },
    ]);
    uptime.mend(id);
    await run.pass(MINUTE_MS);
    expect([...notices.taken.values()].at(-1)).toMatchObject({
      id: `outage:${id}:recovered`,
      thread: `outage:${id}`,
      kind: 'recovered',
      title: { zh: 'a 已恢复', en: 'a is back' },
      lines: [{ zh: '中断 11 分钟', en: 'It was offline for 11 min.' }],
    });
    await run.pass(HOUR_MS, MINUTE_MS);
    expect(notices.taken.size).toBe(2);
  });

  it('is one notice of an incident, with its members and what is suspected, and none of a camera', async () => {
    const ids = ['a', 'b', 'c'].map((id) => uptime.fall(id));
    await run.pass(MINUTE_MS);
    uptime.suspect('i', SWITCH);
    for (const id of ids) uptime.change(id, { incidentId: 'i' });
    await run.pass(10 * MINUTE_MS);
    expect([...notices.taken.values()]).toMatchObject([
      {
        id: 'incident:i:opened',
        level: 'urgent',
        villageId: 'v',
        title: {
          zh: '3 台同时离线，疑似上联交换机 SW-1',
          en: '3 cameras fell together: suspect the switch SW-1',
        },
        lines: [{ zh: 'a、b、c', en: 'a, b, c' }],
      },
    ]);
    for (const id of ids) uptime.mend(id);
    uptime.close('i');
    await run.pass(MINUTE_MS);
    expect(notices.told()).toEqual([
      'opened: 3 台同时离线，疑似上联交换机 SW-1',
      'recovered: 上联交换机 SW-1：3 台 已全部恢复',
    ]);
  });

  it('is told to the town where several villages are affected', async () => {
    uptime.suspect('i', { kind: 'many', key: 'town', name: '全镇' });
    for (const id of ['a', 'far']) uptime.fall(id, 'i');
    await run.pass(MINUTE_MS);
    expect([...notices.taken.values()][0]).toMatchObject({
      villageId: null,
      isForVillageOnly: false,
      title: { zh: '2 台同时离线，原因不明' },
      lines: [{ zh: '涉及 2 个村/社区' }, {}],
    });
  });

  it('is told to each affected village, with its own cameras, and of others only how many they are', async () => {
    uptime.suspect('i', SWITCH);
    const ids = ['a', 'b', 'far'].map((id) => uptime.fall(id, 'i'));
    await run.pass(40 * MINUTE_MS);
    for (const id of ids) uptime.mend(id);
    uptime.close('i');
    await run.pass(MINUTE_MS);

    expect(told('w')).toEqual([
      ['opened', '1 台同时离线，疑似上联交换机 SW-1', '另有 1 个村/社区受影响，共 3 台', 'far'],
      ['escalated', '上联交换机 SW-1：1 台 仍无人确认（第 1 次）', '通知已发出 30 分钟'],
      ['recovered', '上联交换机 SW-1：1 台 已全部恢复', '历时 40 分钟'],
    ]);
    expect(told('v').map(([, title]) => title)).toEqual([
      '2 台同时离线，疑似上联交换机 SW-1',
      '上联交换机 SW-1：2 台 仍无人确认（第 1 次）',
      '上联交换机 SW-1：2 台 已全部恢复',
    ]);
    expect(told(null)).toHaveLength(3);
    const apart = [...notices.taken.values()].filter(({ villageId }) => villageId !== null);
    expect(apart.every(({ thread, isForVillageOnly }) => thread === 'incident:i' && isForVillageOnly)).toBe(
      true,
    );
  });

  it('is told to a village that it reaches later, once, also over a restart', async () => {
    uptime.suspect('i', SWITCH);
    for (const id of ['a', 'b']) uptime.fall(id, 'i');
    await run.pass(MINUTE_MS);
    uptime.fall('far', 'i');
    await run.pass(MINUTE_MS);
    await newRun();
    uptime.suspect('i', { kind: 'many', key: 'town', name: '全镇' });
    await run.pass(MINUTE_MS);

    expect(told('w')).toEqual([
      ['opened', '1 台同时离线，疑似上联交换机 SW-1', '另有 1 个村/社区受影响，共 3 台', 'far'],
      ['report', '上联交换机 SW-1：1 台 → 现疑似同时离线，共 1 台', '另有 1 个村/社区受影响，共 3 台', 'far'],
    ]);
    expect(told(null)).toEqual([
      ['report', '上联交换机 SW-1：2 台 → 波及多个村，共 3 台', '涉及 2 个村/社区', 'a、b、far'],
      ['report', '上联交换机 SW-1：2 台 → 现疑似同时离线，共 3 台', '涉及 2 个村/社区', 'a、b、far'],
    ]);
    expect(told('v').map(([, , ...lines]) => lines)).toEqual([
      ['a、b'],
      ['另有 1 个村/社区受影响，共 3 台', 'a、b'],
    ]);
  });

  it('follows an incident that turns out to be wider, once, and one that goes into another', async () => {
    uptime.suspect('i', { kind: 'pole', key: 'v 7', name: '上坡村 7' });
    uptime.suspect('j', { kind: 'pole', key: 'v 8', name: '上坡村 8' });
    const ids = ['a', 'b'].map((id) => uptime.fall(id, 'i'));
    ids.push(uptime.fall('c', 'j'));
    await run.pass(MINUTE_MS);
    uptime.suspect('i', SWITCH);
    uptime.change(ids[2]!, { incidentId: 'i' });
    uptime.close('j', { mergedInto: 'i' });
    await run.pass(10 * MINUTE_MS);
    expect(notices.told()).toEqual([
      'opened: 2 台同时离线，疑似立杆 上坡村 7',
      'opened: 1 台同时离线，疑似立杆 上坡村 8',
      'report: 立杆 上坡村 7：2 台 → 现疑似上联交换机 SW-1，共 3 台',
      'report: 立杆 上坡村 8：1 台 已并入更大范围的事件',
    ]);
  });

  it('is one notice to the town of a prober that is blind, and none of its cameras', async () => {
    uptime.suspect('i', { kind: 'prober', key: 'zone', name: 'local' }, { cameras: 4 });
    await run.pass(HOUR_MS, MINUTE_MS);
    uptime.close('i');
    await run.pass(MINUTE_MS);
    expect([...notices.taken.values()]).toMatchObject([
      { kind: 'opened', villageId: null, title: { zh: '探测器 local 看不到摄像机' } },
      { kind: 'recovered', villageId: null, title: { zh: '探测器 local 已恢复探测' } },
    ]);
  });

  it('is nothing of maintenance while it lasts, and of what is down after it', async () => {
    const id = uptime.fall('a');
    uptime.change(id, { isNotifiable: false });
    uptime.suspect('i', SWITCH);
    const other = uptime.fall('b', 'i');
    uptime.change(other, { isNotifiable: false });
    await run.pass(HOUR_MS, MINUTE_MS);
    expect(notices.told()).toEqual([]);
    uptime.change(id, { isNotifiable: true });
    await run.pass(MINUTE_MS);
    expect(notices.told()).toEqual(['opened: a 离线']);
  });

  it('is nothing of what is back already, until it falls again', async () => {
    const id = uptime.fall('a');
    uptime.change(id, { recoveredAt: clock.now() });
    await run.pass(10 * MINUTE_MS);
    expect(notices.told()).toEqual([]);
    uptime.change(id, { recoveredAt: null });
    await run.pass(MINUTE_MS);
    expect(notices.told()).toEqual(['opened: a 离线']);
  });

  it('says so when a camera is taken out of service, or out of the register', async () => {
    const ids = ['a', 'b'].map((id) => uptime.fall(id));
    await run.pass(2 * MINUTE_MS);
    uptime.change(ids[0]!, { closedAt: clock.now(), closeReason: 'out-of-service' });
    uptime.outages.delete(ids[1]!);
    await run.pass(MINUTE_MS);
    expect(notices.told().slice(2)).toEqual([
      'recovered: a 已停用，不再告警',
      'recovered: b 已移出台账，不再告警',
    ]);
  });

  it('is escalated while nobody acknowledges it, a bounded number of times', async () => {
    uptime.fall('a');
    uptime.suspect('i', SWITCH);
    uptime.fall('b', 'i');
    await run.pass(40 * MINUTE_MS);
    expect(notices.told().filter((line) => line.startsWith('escalated'))).toEqual([
      'escalated: 上联交换机 SW-1：1 台 仍无人确认（第 1 次）',
    ]);
    await run.pass(24 * HOUR_MS, 10 * MINUTE_MS);
    const told = notices.told().filter((line) => line.startsWith('escalated'));
    expect(told.filter((line) => line.includes('SW-1'))).toHaveLength(3);
    expect(told.filter((line) => line.includes('a 仍无人'))).toHaveLength(3);
  });

  it.each([
    ['ahead', HOUR_MS],
    ['back', -HOUR_MS],
  ])(
    'is told and escalated by the time that went by, where the clock is set an hour %s',
    async (_how, leapMs) => {
      uptime.suspect('i', SWITCH);
      uptime.fall('b', 'i');
      await run.pass(MINUTE_MS);
      uptime.fall('a');
      clock.leap(leapMs);
      await run.pass(28 * MINUTE_MS, MINUTE_MS);
      const opened = ['opened: 1 台同时离线，疑似上联交换机 SW-1', 'opened: a 离线'];
      expect(notices.told()).toEqual(opened);
      await run.pass(3 * MINUTE_MS, MINUTE_MS);
      expect(told('v').at(-1)).toEqual([
        'escalated',
        '上联交换机 SW-1：1 台 仍无人确认（第 1 次）',
        '通知已发出 31 分钟',
      ]);
      expect(notices.taken.size).toBe(3);
    },
  );

  it('is not escalated after it was acknowledged, nor while it is back or in maintenance', async () => {
    const ids = ['a', 'b', 'c'].map((id) => uptime.fall(id));
    await run.pass(2 * MINUTE_MS);
    uptime.change(ids[0]!, { acknowledgement: { at: clock.now(), by: '小陈', note: null } });
    uptime.change(ids[1]!, { recoveredAt: clock.now() });
    uptime.change(ids[2]!, { isNotifiable: false });
    await run.pass(24 * HOUR_MS, 10 * MINUTE_MS);
    expect(notices.told().filter((line) => line.startsWith('escalated'))).toEqual([]);
  });

  describe('while there is a work order', () => {
    const WITH_ORDERS = {
      SHOUWANG_DISPATCH_ORDER_AFTER_HOURS: '1',
      SHOUWANG_DISPATCH_ESCALATE_ROUTINE_AFTER_S: '7200',
      SHOUWANG_DISPATCH_ESCALATE_URGENT_AFTER_S: '7200',
      SHOUWANG_DISPATCH_REMINDERS: '0',
    };
    const escalations = (): readonly string[] =>
      notices.told().filter((line) => line.startsWith('escalated'));
    const orderIs = (state: string): Promise<unknown> =>
      source.transaction((manager) => manager.query(`UPDATE work_orders SET state = '${state}'`));

    beforeEach(() => newRun(WITH_ORDERS));

    it.each([
      ['opened', ['escalated: a 仍无人确认（第 1 次）']],
      ['assigned', ['escalated: a 仍无人确认（第 1 次）']],
      ['accepted', []],
      ['on-site', []],
    ])('that is %s, it is escalated as long as nobody has taken it', async (state, expected) => {
      uptime.fall('a');
      await run.pass(90 * MINUTE_MS, MINUTE_MS);
      expect(await run.orders.unfinished()).toHaveLength(1);
      await orderIs(state);
      await run.pass(HOUR_MS, MINUTE_MS);
      expect(escalations()).toEqual(expected);
    });

    it('that is accepted, it is not escalated after a restart, and is again when nobody has the order', async () => {
      uptime.fall('a');
      await run.pass(90 * MINUTE_MS, MINUTE_MS);
      await orderIs('accepted');
      clock.advance(HOUR_MS);
      await newRun(WITH_ORDERS);
      await run.pass(HOUR_MS, MINUTE_MS);
      expect(escalations()).toEqual([]);
      await orderIs('opened');
      await run.pass(2 * MINUTE_MS, MINUTE_MS);
      expect(escalations()).toEqual(['escalated: a 仍无人确认（第 1 次）']);
    });

    it('that is accepted for one camera of an incident, the incident is looked after, and nothing else is', async () => {
      uptime.suspect('i', SWITCH);
      for (const id of ['a', 'b']) uptime.fall(id, 'i');
      await run.pass(90 * MINUTE_MS, MINUTE_MS);
      await orderIs('accepted');
      uptime.fall('c', 'i');
      uptime.fall('far');
      await run.pass(3 * HOUR_MS, MINUTE_MS);
      expect(escalations()).toEqual(['escalated: far 仍无人确认（第 1 次）']);
    });
  });

  it('loses nothing and doubles nothing when the delivery fails, or when we die after a notice went out', async () => {
    const id = uptime.fall('a');
    await run.pass(MINUTE_MS);
    notices.failures = 1;
    clock.advance(20_000);
    await expect(run.round()).rejects.toThrow('disk full');
    await run.round();
    expect(notices.told()).toEqual(['opened: a 离线']);

    await source.transaction((manager) => manager.query('DELETE FROM dispatch_threads'));
    await newRun();
    await run.pass(10 * MINUTE_MS);
    expect(notices.told()).toEqual(['opened: a 离线']);

    uptime.mend(id);
    await newRun();
    notices.failures = 1;
    await expect(run.round()).rejects.toThrow('disk full');
    await newRun();
    await run.round();
    expect(notices.told()).toEqual(['opened: a 离线', 'recovered: a 已恢复']);
    await newRun();
    await run.pass(10 * MINUTE_MS);
    expect(notices.taken.size).toBe(2);
  });

  it('remembers over a restart how often it was escalated', async () => {
    uptime.fall('a');
    await run.pass(5 * HOUR_MS, MINUTE_MS);
    await newRun();
    await run.pass(3 * HOUR_MS, MINUTE_MS);
    expect(notices.told()).toEqual(['opened: a 离线', 'escalated: a 仍无人确认（第 1 次）']);
  });

  it('is urgent of a camera at a site that the configuration names', async () => {
    await newRun({ SHOUWANG_DISPATCH_URGENT_SITE_KINDS: '学校周边' });
    uptime.enter('school', { siteKind: '学校周边' });
    uptime.fall('school');
    await run.pass(2 * MINUTE_MS);
    expect([...notices.taken.values()]).toMatchObject([{ level: 'urgent' }]);
  });
});
