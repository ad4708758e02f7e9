import { Registry } from 'prom-client';
import { HOUR_MS, SECOND_MS } from '../kernel/instant.js';
import { ManualClock } from '../platform/clock/manual-clock.js';
import type { GroupTime, Uptime } from '../uptime/index.js';
import { GroupLabels } from './group-labels.js';
import { RatioMetrics } from './ratio-metrics.js';

const LABELS = new GroupLabels([{ id: 'v', name: '上坡村', code: null }], []);

let groups: GroupTime[];
let clock: ManualClock;
let register: Registry;
let ratios: RatioMetrics;

beforeEach(() => {
  groups = [group({ online: HOUR_MS })];
  clock = new ManualClock();
  register = new Registry();
  const uptime = { timeByGroup: () => groups } as Partial<Uptime> as Uptime;
  ratios = new RatioMetrics(register, uptime, clock);
});

function group(time: Partial<GroupTime['time']>): GroupTime {
  const all = { online: 0, impaired: 0, offline: 0, unknown: 0, maintenance: 0, ...time };
  return { villageId: 'v', programmeId: null, cameras: 1, time: all };
}

async function uptimeOfDay(labels = LABELS): Promise<string | null> {
  ratios.refresh(labels);
  const line = (await register.metrics())
    .split('\n')
    .find((text) => text.startsWith('shouwang_village_uptime_ratio{') && text.includes('window="24h"'));
  return line?.split(' ').at(-1) ?? null;
}

describe('RatioMetrics', () => {
  it('shares one computation for ten seconds among all who scrape', async () => {
    expect(await uptimeOfDay()).toBe('1');
    groups = [group({ online: HOUR_MS, offline: HOUR_MS })];
    clock.advance(9 * SECOND_MS);
    expect(await uptimeOfDay()).toBe('1');
    clock.advance(SECOND_MS);
    expect(await uptimeOfDay()).toBe('0.5');
  });

  it('drops the ratio of a village that nobody looks at any more', async () => {
    await uptimeOfDay();
    groups = [group({ unknown: 24 * HOUR_MS })];
    clock.advance(10 * SECOND_MS);
    expect(await uptimeOfDay()).toBeNull();
  });

  it('drops a village that is gone at once, and does not show its id for a name', async () => {
    await uptimeOfDay();
    expect(await uptimeOfDay(new GroupLabels([], []))).toBeNull();
  });
});
