import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, fakeTimeLibrary } from '../needs.js';
import { until } from './built-service.js';
import { FaultsTown, TWO_INTERVALS_MS } from './faults-town.js';

const HOUR_S = 3_600;

describeWith('faketime', 'the service, whose clock is wrong and whose cameras are right', () => {
  const NAMES = ['a', 'b', 'c', 'd'];
  let town: FaultsTown;

  beforeAll(async () => {
    town = await FaultsTown.build(83, NAMES);
    setClock(town, 0);
    await town.start({ UPTIME_BLIND_ZONE_MIN_CAMERAS: '3' }, { env: underClockOf(town) });
    await town.register();
  }, 60_000);

  afterAll(() => town?.close());

  it('blames no camera, says that it is our clock, and by how much', async () => {
    setClock(town, -HOUR_S);
    await until(async () => Math.round((await clockOffsetS()) / 60) === 60);
    await seenAgain();
    expect(await faults()).toEqual(NAMES.map(() => null));
    const said = town.service.log.filter(({ msg }) => msg?.includes('the clock of this machine'));
    expect(said).toHaveLength(1);

    setClock(town, 0);
    await until(async () => (await clockOffsetS()) === 0);
    await seenAgain();
    expect(await faults()).toEqual(NAMES.map(() => null));
    for (const name of NAMES)
      expect((await town.transitionsOf(name)).filter(({ fault }) => fault?.code === 'clock-off')).toEqual([]);
    expect(await town.outages()).toEqual([]);
  }, 60_000);

  async function clockOffsetS(): Promise<number> {
    return Number(/^shouwang_prober_clock_offset_seconds (\S+)/m.exec(await town.metrics())?.[1]);
  }

  async function seenAgain(): Promise<void> {
    const seen = await framesOf(town);
    await until(async () => (await framesOf(town)) >= seen + 2 * NAMES.length);
    await town.settled(Object.fromEntries(NAMES.map((name) => [name, 'online'])));
  }

  async function faults(): Promise<readonly (string | null)[]> {
    const { items } = await town.service.json<{ items: { fault: { code: string } | null }[] }>(
      'camera-states',
    );
    return items.map(({ fault }) => fault?.code ?? null);
  }
});

describeWith('faketime', 'the service, whose clock jumps', () => {
  let town: FaultsTown;

  beforeEach(async () => {
    town = await FaultsTown.build(82, ['lives', 'down']);
    setClock(town, 0);
    // The clocks of the cameras stay as they are; of two nobody can tell whose clock is off.
    await town.start({ PROBING_CLOCK_OFFSET_LIMIT_S: '86400' }, { env: underClockOf(town) });
    await town.register();
    await town.fell('down');
    await town.outageOf('down');
  }, 60_000);

  afterEach(() => town?.close());

  it.each([
    ['ahead', HOUR_S],
    ['back', -HOUR_S],
  ])(
    'an hour %s, invents no outage, loses none, and is right within two intervals',
    async (_where, seconds) => {
      const [before] = await town.outages();
      setClock(town, seconds);
      await until(async () => Math.abs((await serviceNow()) - Date.now() - seconds * 1_000) < 60_000);
      expect(await town.settled({ lives: 'online', down: 'offline' })).toBeLessThan(TWO_INTERVALS_MS);
      const seen = await framesOf(town);
      await until(async () => (await framesOf(town)) >= seen + 3);
      await town.settled({ lives: 'online', down: 'offline' });
      expect((await town.outages()).map(({ id, closedAt }) => [id, closedAt])).toEqual([[before!.id, null]]);

      await town.mended('down');
      await town.fell('lives');
      expect(await town.settled({ lives: 'offline', down: 'online' })).toBeLessThan(TWO_INTERVALS_MS);
      await town.outageOf('down', ({ closedAt }) => closedAt !== null);
      await town.outageOf('lives');
      expect((await town.outages()).length).toBe(2);
      // Nobody was down for the hour that never was.
      expect(await town.offlineS()).toBeLessThan(HOUR_S / 2);
    },
    90_000,
  );

  /** What the service takes the time to be. */
  async function serviceNow(): Promise<number> {
    const { to } = await town.service.json<{ to: string }>('uptime?by=town&window=24h');
    return Date.parse(to);
  }
});

function clockFile(town: FaultsTown): string {
  return join(town.dataDir, 'clock');
}

function setClock(town: FaultsTown, seconds: number): void {
  writeFileSync(clockFile(town), `${seconds < 0 ? '' : '+'}${seconds}\n`);
}

function underClockOf(town: FaultsTown): Readonly<Record<string, string>> {
  return {
    LD_PRELOAD: fakeTimeLibrary()!,
    FAKETIME_TIMESTAMP_FILE: clockFile(town),
    // Timers and durations go on: it is the clock on the wall that somebody sets.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_CACHE_DURATION: '1',
  };
}

async function framesOf(town: FaultsTown): Promise<number> {
  return Number(
    /^shouwang_probes_total\{rung="frame",outcome="passed"\} (\d+)/m.exec(await town.metrics())?.[1],
  );
}
