import { once } from 'node:events';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { describeWith } from '../needs.js';
import type { BoardEvent, BoardPage } from './board-page.js';
import { type BuiltService, until } from './built-service.js';
import { imported } from './import-files.js';
import { LiveClient } from './live-client.js';
import { dutyOf, ReplicasTown } from './replicas-town.js';

const POLE = ['one', 'other'];
const PASSED_FROM = 'x-shouwang-passed-from';
/** A takeover in which nobody has to be found silent, and what a busy machine adds. */
const SOON_MS = 15_000;

describeWith('postgres', 'three replicas of control on one database', () => {
  let town: ReplicasTown;
  let rolled: ReadonlyMap<string, string>;
  const pages: BoardPage[] = [];

  beforeAll(async () => {
    town = await ReplicasTown.build(93, POLE, 3);
    town.chain.answers = true;
  }, 120_000);

  afterEach(() => {
    for (const page of pages.splice(0)) page.close();
  });

  afterAll(() => town?.close(), 60_000);

  async function listen(...services: readonly BuiltService[]): Promise<readonly BoardPage[]> {
    const opened = await Promise.all(services.map((service) => town.listen(service)));
    pages.push(...opened);
    return opened;
  }

  const turned = (cameraId: string, state: string) => (event: BoardEvent) =>
    event.type === 'states' &&
    (event.data.items ?? []).some((item) => item['cameraId'] === cameraId && item['state'] === state);

  async function idOf(name: string): Promise<string> {
    const { items } = await town.chain.town.service.json<{ items: { cameraId: string; name: string }[] }>(
      'camera-states',
    );
    return items.find((item) => item.name === name)!.cameraId;
  }

  const isTold = (kind: string): boolean => town.chain.saidOf('').includes(kind);

  it('have one on duty, and each of them serves the whole service', async () => {
    expect(await town.onDuty()).toEqual([0]);
    expect(await Promise.all(town.services.map(dutyOf))).toEqual(['here', 'elsewhere', 'elsewhere']);
    town.through(town.services[1]!);
    await town.chain.register();
    for (const [index, service] of town.services.entries()) {
      await service.json('villages', { name: `第${index}村`, kind: 'village' });
      expect((await service.request('/health/ready')).status).toBe(200);
      expect(await (await service.request('/')).text()).toContain('<div id="app">');
      expect(await service.text('/metrics')).toContain(
        `shouwang_replica_term{replica="${town.services[0]!.url}"} 1`,
      );
    }
    const { items } = await town.services[2]!.json<{ items: { name: string }[] }>('villages');
    expect(items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['演示村', '第0村', '第1村', '第2村']),
    );
  }, 90_000);

  it('take files, and show live pictures, wherever one comes in', async () => {
    const [, second, third] = town.services;
    const rows = Array.from(
      { length: 500 },
      (_, at) => `点位${at},演示村,127.93.${1 + (at >> 7)}.${at & 127}`,
    );
    const file = ['名称,村/社区,IP地址', ...rows].join('\n');
    const answer = await imported(second!, '/api/v1/cameras/import?dryRun=true', file);
    expect(answer.summary.created).toBe(500);

    const client = await LiveClient.open(third!, await idOf('one'));
    await client.until(() => client.fragments >= 3);
    await client.leave();
    const refused = await LiveClient.try(third!, await idOf('one'), 'reason=', {});
    expect(refused).toMatchObject({ status: 401, type: expect.stringContaining('problem+json') as string });
  }, 60_000);

  it('write down who called, from where, and believe nobody else who says so', async () => {
    const [first, second] = town.services;
    const signIn = async (service: BuiltService, from: string, more: object = {}): Promise<number> => {
      const call = request(`${service.url}/api/v1/sessions`, {
        method: 'POST',
        localAddress: from,
        agent: false,
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...more },
      });
      call.end(JSON.stringify({ username: 'nobody', password: 'whatever it was' }));
      const [response] = await once(call, 'response');
      await json(response);
      return response.statusCode as number;
    };
    expect(await signIn(second!, '127.0.0.9')).toBe(401);
    expect(await signIn(first!, '127.0.0.8')).toBe(401);
    expect(await signIn(first!, '127.0.0.7', { [PASSED_FROM]: '10.1.1.1 guessed' })).toBe(403);
    expect(await signIn(second!, '127.0.0.7', { [PASSED_FROM]: '10.1.1.1 guessed' })).toBe(503);

    const { items } = await second!.json<{ items: { action: string; by: { address: string } }[] }>(
      'audit-entries?limit=20',
    );
    const logins = items.filter(({ action }) => action === 'POST /sessions');
    expect(logins.map(({ by }) => by.address)).toEqual(['127.0.0.8', '127.0.0.9']);
  });

  it('tell pages of each of them what changes, and people once', async () => {
    const opened = await listen(...town.services);
    const id = await idOf('one');
    for (const name of POLE) await town.chain.town.fell(name);
    for (const page of opened) await page.until(turned(id, 'offline'));
    await until(async () => isTold('opened') && isTold('report'));
    expect(town.chain.saidTwice()).toEqual([]);
  }, 60_000);

  it('go on when the one on duty is killed: another takes over, and what was told is not told again', async () => {
    const id = await idOf('one');
    const before = { orders: await town.chain.orders(), outages: await town.chain.outages() };
    await until(async () => (rolled = await town.daysRolled()).size > 2);
    await town.services[0]!.kill();
    const { index, tookMs } = await town.takenFrom(0);
    expect(tookMs).toBeLessThan(SOON_MS);
    const standsBy = town.services[index === 1 ? 2 : 1]!;
    town.through(standsBy);

    const [page] = await listen(standsBy);
    for (const name of POLE) await town.chain.town.mended(name);
    await page!.until(turned(id, 'online'));
    await until(async () => isTold('recovered'));
    expect((await town.chain.outages()).map((outage) => outage.id)).toEqual(
      before.outages.map((outage) => outage.id),
    );
    expect((await town.chain.orders()).map((order) => order.id)).toEqual(
      before.orders.map((order) => order.id),
    );
    expect([town.chain.saidTwice(), town.chain.saidAgain]).toEqual([[], []]);
  }, 90_000);

  it('leave the duty where it is when the database was away from all of them', async () => {
    await town.startAgain(0);
    const [before] = await town.onDuty();
    await town.cut(0, 1, 2);
    await until(async () => !(await town.services[before!]!.request('/health/ready')).ok);
    await town.mend(0, 1, 2);
    await until(async () => (await town.services[before!]!.request('/health/ready')).ok);
    expect(await town.onDuty()).toEqual([before]);
    expect(town.services.map(({ isRunning }) => isRunning)).toEqual([true, true, true]);
  }, 90_000);

  it('take over from one that is cut off; it writes nothing more, and ends when it hears of it', async () => {
    const [former] = await town.onDuty();
    await town.cut(former!);
    const { index } = await town.takenFrom(former!);
    const cutOff = town.services[former!]!;
    expect((await cutOff.request('/api/v1/villages', { name: '孤村', kind: 'village' })).status).toBe(503);
    await town.mend(former!);
    expect(await cutOff.ended()).toBe(75);
    expect(await town.onDuty()).toEqual([index]);
    await town.startAgain(former!);
    expect(await dutyOf(town.services[former!]!)).toBe('elsewhere');
    expect(await town.services[former!]!.text('/api/v1/villages')).not.toContain('孤村');
  }, 90_000);

  it('hand over in a moment where the one on duty is told to stop', async () => {
    const [former] = await town.onDuty();
    const stopping = town.services[former!]!.stop();
    const { tookMs } = await town.takenFrom(former!);
    expect(await stopping).toBe(0);
    expect(tookMs).toBeLessThan(SOON_MS);
  }, 60_000);

  it('have done once whatever is done once', async () => {
    const [index] = await town.onDuty();
    const service = town.services[index!]!;
    town.through(service);
    const calls = (): number =>
      town.chain.town.farm.stats('one').onvifOperations['GetSystemDateAndTime'] ?? 0;
    const [from, begun] = [calls(), performance.now()];
    await until(async () => calls() >= from + 4);
    expect(performance.now() - begun).toBeGreaterThan(2_000);

    const now = await town.daysRolled();
    expect([...rolled].filter(([day, at]) => now.get(day) !== at)).toEqual([]);
    expect(await town.ask('SELECT term FROM duty')).toEqual([{ term: 4 }]);
    const said = town.services.flatMap(({ log }) => log);
    expect(said.filter(({ level, msg }) => level! >= 50 && !msg?.startsWith('another replica'))).toEqual([]);
    expect(JSON.stringify(said)).not.toContain(':"right"');
  }, 60_000);
});
