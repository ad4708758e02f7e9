import { existsSync, readFileSync } from 'node:fs';
import type { Receiver } from '../receivers/receiver.js';
import { startWebhook } from '../receivers/webhook.js';
import { until } from './built-service.js';
import { FaultsTown, TWO_INTERVALS_MS } from './faults-town.js';
import {
  enterChannel,
  notice,
  NOTIFY_SETTINGS,
  post,
  startNotifyTown,
  WEBHOOK_SECRET,
} from './notify-town.js';

describe('the service, killed with -9 amid an outage', () => {
  let town: FaultsTown;

  beforeAll(async () => {
    town = await FaultsTown.build(77, ['lives', 'down', 'falls-unseen', 'mended-unseen']);
    await town.start();
    await town.register();
  }, 60_000);

  afterAll(() => town?.close());

  it('invents no outage, loses none, and is right within two intervals of its start', async () => {
    await town.fell('down');
    await town.fell('mended-unseen');
    const before = [await town.outageOf('down'), await town.outageOf('mended-unseen')];
    await town.service.kill();
    await town.fell('falls-unseen');
    await town.mended('mended-unseen');

    await town.start();
    const tookMs = await town.settled({
      lives: 'online',
      down: 'offline',
      'falls-unseen': 'offline',
      'mended-unseen': 'online',
    });
    expect(tookMs).toBeLessThan(TWO_INTERVALS_MS);

    const fallen = await town.outageOf('falls-unseen');
    await town.outageOf('mended-unseen', ({ closedAt }) => closedAt !== null);
    const outages = await town.outages();
    expect(outages.map(({ id }) => id).toSorted()).toEqual(
      [...before, fallen].map(({ id }) => id).toSorted(),
    );
    expect(outages.find(({ cameraName }) => cameraName === 'down')).toMatchObject({
      openedAt: before[0]!.openedAt,
      closedAt: null,
    });
  }, 60_000);

  it('closes what was open before, once, when the camera comes back after the next kill', async () => {
    const { id } = await town.outageOf('down');
    await town.service.kill();
    await town.mended('down');
    await town.mended('falls-unseen');
    await town.start();
    await town.outageOf('down', ({ closedAt }) => closedAt !== null);
    await town.outageOf('falls-unseen', ({ closedAt }) => closedAt !== null);
    expect((await town.outages()).filter(({ cameraName }) => cameraName === 'down')).toMatchObject([{ id }]);
    expect((await town.outages()).length).toBe(3);
  }, 60_000);

  it('counts the time that nobody looked as unknown, and never as down', async () => {
    const states = (await town.transitionsOf('lives')).map(({ from, to }) => `${from} ${to}`);
    const gap = ['online unknown', 'unknown online'];
    expect(states).toEqual(['unknown online', ...gap, ...gap]);
  });
});

describe('decode workers, killed with -9 again and again', () => {
  const NAMES = ['a', 'b', 'c', 'd'];
  let town: FaultsTown;

  beforeAll(async () => {
    town = await FaultsTown.build(78, NAMES);
    await town.start({ PROBING_FRAME_INTERVAL_S: '1' });
    await town.register();
  }, 60_000);

  afterAll(() => town?.close());

  it('are no fault of any camera', async () => {
    const sampled = await framesOf(town);
    for (let kills = 0; kills < 10; kills += 1) {
      for (const pid of workersOf(town.service.pid)) process.kill(pid, 'SIGKILL');
      const seen = await framesOf(town);
      await until(async () => (await framesOf(town)) > seen);
    }
    await until(async () => (await framesOf(town)) >= sampled + 20);
    expect(town.service.isRunning).toBe(true);
    expect(await town.states()).toEqual(Object.fromEntries(NAMES.map((name) => [name, 'online'])));
    expect(await town.outages()).toEqual([]);
    for (const name of NAMES) expect(await town.transitionsOf(name)).toHaveLength(1);
  }, 60_000);
});

describe('the service, killed with -9 while it tells people', () => {
  let town: FaultsTown;
  let receiver: Receiver;
  let answers = false;

  beforeAll(async () => {
    town = await FaultsTown.build(79, []);
    receiver = await startWebhook(WEBHOOK_SECRET, () => (answers ? { status: 204, body: '' } : null));
  }, 30_000);

  afterAll(async () => {
    await town?.close();
    await receiver?.close();
  });

  it('says again, under the same key, what nobody confirmed, and nothing again that was', async () => {
    const channelId = await postForLater();
    await town.start(NOTIFY_SETTINGS);
    await receiver.got(1);
    await town.service.kill();

    answers = true;
    await town.start(NOTIFY_SETTINGS);
    await receiver.got(2);
    await until(async () => (await town.service.text('/metrics')).includes('\nshouwang_notices_waiting 0'));
    await until(async () => {
      const { items } = await town.service.json<{ items: { state: string }[] }>('deliveries');
      return items.every(({ state }) => state === 'sent');
    });
    await town.service.kill();

    await town.start(NOTIFY_SETTINGS);
    await town.service.text(`/api/v1/channels/${channelId}/test`, {});
    const [first, again, ...later] = await receiver.got(3);
    expect(again!.headers['idempotency-key']).toBe(first!.headers['idempotency-key']);
    expect(again!.body).toBe(first!.body);
    expect(later.map(({ body }) => body)).toEqual([expect.not.stringContaining('离线')]);
  }, 60_000);

  /** A notice that is committed and waits; answers with the channel that is to get it. */
  async function postForLater(): Promise<string> {
    const service = await startNotifyTown({ NOTIFY_COLLECT_S: '3600' }, town.dataDir);
    const target = { kind: 'webhook', url: receiver.url('/in'), secret: WEBHOOK_SECRET };
    const { id } = await enterChannel(service, '值班', target);
    await post(service, notice());
    await service.close();
    return id;
  }
});

/** Processes that the service has begun: nobody else's. */
function workersOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

/** Frames that were decoded since the start. */
async function framesOf(town: FaultsTown): Promise<number> {
  const text = await town.service.text('/metrics');
  return Number(/^shouwang_probes_total\{rung="frame",outcome="passed"\} (\d+)/m.exec(text)?.[1] ?? 0);
}
