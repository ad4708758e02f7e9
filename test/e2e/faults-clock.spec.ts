import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, fakeTimeLibrary } from '../needs.js';
import { until } from './built-service.js';
import { FaultsTown, TWO_INTERVALS_MS } from './faults-town.js';

const HOUR_S = 3_600;

describeWith('faketime', 'the service, whose clock jumps', () => {
  let town: FaultsTown;

  beforeEach(async () => {
    town = await FaultsTown.build(82, ['lives', 'down']);
    setClock(0);
    const env = {
      LD_PRELOAD: fakeTimeLibrary()!,
      FAKETIME_TIMESTAMP_FILE: clockFile(),
      // Timers and durations go on: it is the clock on the wall that somebody sets.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_CACHE_DURATION: '1',
    };
    // The clocks of the cameras stay as they are, and are then an hour off ours; that is another matter.
    await town.start({ PROBING_CLOCK_OFFSET_LIMIT_S: '86400' }, { env });
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
      setClock(seconds);
      await until(async () => Math.abs((await serviceNow()) - Date.now() - seconds * 1_000) < 60_000);
      expect(await town.settled({ lives: 'online', down: 'offline' })).toBeLessThan(TWO_INTERVALS_MS);
      const seen = await framesOf();
      await until(async () => (await framesOf()) >= seen + 3);
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

  function clockFile(): string {
    return join(town.dataDir, 'clock');
  }

  function setClock(seconds: number): void {
    writeFileSync(clockFile(), `${seconds < 0 ? '' : '+'}${seconds}\n`);
  }

  /** What the service takes the time to be. */
  async function serviceNow(): Promise<number> {
    const { to } = await town.service.json<{ to: string }>('uptime?by=town&window=24h');
    return Date.parse(to);
  }

  async function framesOf(): Promise<number> {
    return Number(
      /^shouwang_probes_total\{rung="frame",outcome="passed"\} (\d+)/m.exec(await town.metrics())?.[1],
    );
  }
});
