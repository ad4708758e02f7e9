import { DispatchTown, live, type OrderAnswer } from './dispatch-town.js';

const HOUR = 3_600;

describe('from an outage to whoever mends it', () => {
  let town: DispatchTown;

  beforeAll(async () => {
    town = await DispatchTown.start({ DISPATCH_ORDER_AFTER_HOURS: String(3 / HOUR) });
    await town.enter('村口枪机');
  }, 30_000);
  afterAll(() => town?.close());

  it('tells of it once, opens a work order, and closes it when probing has found the camera live', async () => {
    const opened = town.stepped('open');
    town.fall('村口枪机');
    expect(await town.told(/村口枪机 离线$/)).toMatchObject({
      kind: 'opened',
      lines: ['视频流中没有画面（No key frame.）', '长时间没有关键帧：缩短 I 帧间隔。'],
    });
    const id = await opened;
    expect(await town.get(`work-orders/${id}`)).toMatchObject({
      origin: 'rule',
      state: 'open',
      title: '村口枪机 离线',
      openedBy: 'system',
      assignee: null,
      cameras: [{ name: '村口枪机', state: 'offline', advice: { zh: expect.stringMatching(/。$/) } }],
    });
    expect(await town.told(/新工单：村口枪机/)).toMatchObject({ kind: 'report' });

    for (const step of ['assign', 'accept', 'arrive'])
      await town.post(`work-orders/${id}/${step}`, step === 'assign' ? {} : undefined);
    const mended = await town.post<OrderAnswer>(`work-orders/${id}/mend`, {
      cause: 'cable',
      parts: '网线 20 m',
    });
    expect(mended).toMatchObject({ state: 'mended', mendedButDown: true });
    const { items } = await town.get<{ items: OrderAnswer[] }>('work-orders?mendedButDown=true');
    expect(items.map((order) => order.id)).toEqual([id]);

    const closed = town.stepped('close');
    town.judge('村口枪机', live);
    await closed;
    expect(await town.get(`work-orders/${id}`)).toMatchObject({ state: 'closed', cause: 'cable' });
    expect(await town.told(/村口枪机 已恢复/)).toMatchObject({ kind: 'recovered' });
    const steps = await town.get<{ items: { action: string; by: object }[] }>(`work-orders/${id}/steps`);
    expect(steps.items.map(({ action }) => action)).toEqual([
      'open',
      'assign',
      'accept',
      'arrive',
      'mend',
      'close',
    ]);
    expect(steps.items.at(-1)!.by).toEqual({ kind: 'system', name: 'system' });
  }, 30_000);

  it('brings the order back, to the same hands, when the camera falls again soon', async () => {
    const back = town.stepped('reopen');
    town.fall('村口枪机');
    const id = await back;
    expect(await town.get(`work-orders/${id}`)).toMatchObject({
      state: 'assigned',
      reopened: 1,
      mendedAt: null,
    });
    expect(await town.told(/工单重开/)).toMatchObject({ kind: 'report' });
  }, 30_000);
});
