import { DeliveryAttempted } from '../../src/notify/index.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import type { Receiver } from '../receivers/receiver.js';
import { startDingtalk, startFeishu, startWecom, textOf } from '../receivers/robots.js';
import { deliveriesOf, enterChannel, enterVillage, notice, post, startNotifyTown } from './notify-town.js';
import type { Service } from './service.js';

const SECRET = 'SECd3b07384d113edec49eaa6238ad5ff00';

describe.each([
  {
    kind: 'dingtalk',
    start: () => startDingtalk({ secret: SECRET }),
    path: '/robot/send?access_token=token',
    secret: { secret: SECRET },
    gone: '300001 token is not exist',
    wrong: '310000 sign not match',
  },
  {
    kind: 'wecom',
    start: () => startWecom({}),
    path: '/cgi-bin/webhook/send?key=key',
    secret: {},
    gone: '93000 invalid webhook url',
  },
  {
    kind: 'feishu',
    start: () => startFeishu({ secret: SECRET }),
    path: '/open-apis/bot/v2/hook/token',
    secret: { secret: SECRET },
    gone: '19001 incoming webhook access token invalid',
    wrong: '19021 sign match fail or timestamp is not within one hour',
  },
])('a robot of $kind', ({ kind, start, path, secret, gone, wrong }) => {
  let service: Service;
  let robot: Receiver;
  let villageId: string;

  beforeAll(async () => {
    service = await startNotifyTown();
    villageId = await enterVillage(service, '上坡村');
  });
  afterAll(() => service.close());
  beforeEach(async () => {
    robot = await start();
  });
  afterEach(async () => {
    const { items } = await service.json<{ items: { id: string }[] }>('GET', '/api/v1/channels');
    for (const { id } of items) await service.request('DELETE', `/api/v1/channels/${id}`);
    await robot.close();
  });

  const enter = (at = path, more: object = secret) =>
    enterChannel(service, kind, { kind, url: robot.url(at), ...more });
  const next = (): Promise<string> =>
    new Promise((resolve) =>
      service.app.get(EventBus).on(DeliveryAttempted, ({ outcome }) => resolve(outcome)),
    );

  it('takes what broke and what is mended in the same words', async () => {
    await enter();
    const threads = ['a', 'b', 'c'].map((name) => `${kind}-${name}`);
    const sent = next();
    await post(service, ...threads.map((thread) => notice({ thread, villageId })));
    expect(await sent).toBe('sent');
    const mended = next();
    const counted = { zh: '台已恢复', en: 'cameras recovered' };
    await post(
      service,
      ...threads.map((thread) => notice({ thread, villageId, kind: 'recovered', counted, level: 'routine' })),
    );
    expect(await mended).toBe('sent');
    const heads = (await robot.got(2)).map((request) => textOf(request).split('\n')[0]!.replaceAll('*', ''));
    expect(heads).toEqual(['【上坡村】3 台离线', '【上坡村】3 台已恢复']);
  });

  it('takes the longest digest that there can be', async () => {
    await enter();
    const sent = next();
    const lines = Array.from({ length: 50 }, () => ({ zh: '很长的话'.repeat(100), en: '' }));
    await post(service, ...Array.from({ length: 300 }, () => notice({ villageId, lines })));
    expect(await sent).toBe('sent');
    expect(textOf((await robot.got(1))[0]!)).toMatch(/…还有 \d+ 条：https:\/\/shouwang\.example\/$/);
  });

  it('that is gone is a dead letter that says so', async () => {
    await enter(path.replace(/[a-z]+$/, 'other'));
    const over = next();
    await post(service, notice());
    expect(await over).toBe('refused');
    const [dead] = await deliveriesOf(service, 'state=dead&limit=1');
    expect(dead).toMatchObject({ lastError: gone, attempts: 1 });
    expect(dead!.advice).toMatch(/^The robot is not there any more: add one to the group/);
  });

  if (wrong !== undefined)
    it('with a wrong secret is a dead letter that says so', async () => {
      await enter(path, { secret: 'not the secret' });
      const over = next();
      await post(service, notice());
      expect(await over).toBe('refused');
      const [dead] = await deliveriesOf(service, 'state=dead&limit=1');
      expect(dead!.lastError).toBe(wrong);
      expect(dead!.advice).toMatch(/^Enter the secret that the robot shows/);
    });
});
