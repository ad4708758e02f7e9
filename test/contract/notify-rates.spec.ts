import type { DataSource } from 'typeorm';
import { sampleNotice } from '../../src/notify/testing/sample-notice.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases, openNew } from '../databases.js';
import type { Receiver } from '../receivers/receiver.js';
import { startDingtalk, startFeishu, startWecom, textOf } from '../receivers/robots.js';
import { NotifyRun } from './notify-run.js';

const SECRET = 'a secret that signs';

describeOnBothDatabases('a mass outage in many villages', (newDatabase) => {
  let source: DataSource;
  let run: NotifyRun;
  let robot: Receiver;

  beforeEach(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    run = new NotifyRun(source);
    await run.open();
  }, 30_000);
  afterEach(async () => {
    await run?.close();
    await robot?.close();
    await source?.destroy();
  });

  const villages = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const id = `n${index}`;
      return { ...sampleNotice({ id, thread: id, villageId: `village ${index}` }) };
    });
  const clocks = () => ({
    secret: SECRET,
    nowMs: () => run.clock.now(),
    steadyMs: () => run.clock.monotonicMs(),
  });
  const rows = () =>
    run.deliveries.some({ channelId: null, state: null, villageIds: null }, { limit: 999, cursor: null });

  it.each([
    ['dingtalk', startDingtalk, '/robot/send?access_token=token', 45, 120_000],
    ['wecom', startWecom, '/cgi-bin/webhook/send?key=key', 45, 120_000],
    ['feishu', startFeishu, '/open-apis/bot/v2/hook/token', 45, 8_000],
  ] as const)(
    'reaches a robot of %s whole, one digest per village, as fast as it may and no faster',
    async (kind, start, path, count, atLeastMs) => {
      robot = await start(clocks());
      await run.enterChannel('town', kind, robot.url(path));
      await run.desk.post(villages(count));
      const beganMs = run.clock.monotonicMs();
      await run.passUntil(() => robot.received.length === count);
      await run.close();
      const found = await rows();
      // A robot that was asked too fast would have refused, and the text would have come twice.
      expect(found.map(({ lastError }) => lastError)).toEqual(found.map(() => null));
      expect(new Set(found.map(({ villageId }) => villageId)).size).toBe(count);
      expect(run.clock.monotonicMs() - beganMs).toBeGreaterThanOrEqual(atLeastMs);
    },
    60_000,
  );

  it('keeps to the rate of a robot that two channels share', async () => {
    robot = await startWecom(clocks());
    const url = robot.url('/cgi-bin/webhook/send?key=key');
    await run.enterChannel('one', 'wecom', url);
    await run.enterChannel('two', 'wecom', url);
    await run.desk.post(villages(15));
    await run.passUntil(() => robot.received.length === 30);
    await run.close();
    expect((await rows()).filter(({ lastError }) => lastError !== null)).toEqual([]);
  }, 60_000);

  it('waits for the night to be over, and what is urgent does not', async () => {
    robot = await startWecom(clocks());
    const quietHours = { from: '11:00', to: '13:00' };
    await run.enterChannel('town', 'wecom', robot.url('/cgi-bin/webhook/send?key=key'), { quietHours });
    const [routine, urgent] = villages(2);
    await run.desk.post([routine!, { ...urgent!, level: 'urgent', title: { zh: '急', en: 'urgent' } }]);
    run.clock.advance(20_000);
    const [first] = await robot.got(1);
    expect(textOf(first!)).toMatch(/❗ \*\*急\*\*/);
    run.clock.advance(3_600_000);
    const [, second] = await robot.got(2);
    expect(textOf(second!)).toMatch(/\*\*村口枪机 离线\*\*/);
    expect((await rows())[0]!.createdAt).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 1, 5));
  }, 60_000);
});
