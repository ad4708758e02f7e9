import { CurrentActor, VillageScope } from '../../access/index.js';
import { DAY_MS, HOUR_MS, type Instant } from '../../kernel/instant.js';
import { ManualClock } from '../../platform/clock/manual-clock.js';
import type { Registry } from '../../registry/index.js';
import { newStanding } from '../domain/standing.js';
import { noMaintenance } from '../testing/no-maintenance.js';
import { sampleSummary } from '../testing/sample-summary.js';
import { UptimeBook } from './uptime-book.js';
import { UptimeReport } from './uptime-report.js';

const NOW = Date.UTC(2026, 0, 31);
const everywhere = new VillageScope(new CurrentActor());
const registry = {
  villages: async () => [
    { id: 'v1', name: '上坡村', code: null },
    { id: 'v2', name: '桥头村', code: null },
  ],
  programmes: async () => [{ id: 'p', name: '雪亮工程' }],
} as Partial<Registry> as Registry;

let book: UptimeBook;
let report: UptimeReport;

beforeEach(() => {
  book = new UptimeBook(noMaintenance());
  report = new UptimeReport(book, registry, new ManualClock(NOW), everywhere);
});

/** `history` tells states by the hours before now at which they began. */
function enter(
  id: string,
  villageId: string,
  history: readonly (readonly [number, 'online' | 'offline' | 'unknown'])[],
) {
  book.enter(sampleSummary(id, { villageId }), newStanding(NOW));
  for (const [hoursAgo, state] of history) book.remember(id, hours(hoursAgo), state);
}

const hours = (ago: number): Instant => NOW - ago * HOUR_MS;

describe('UptimeReport', () => {
  it('sums the seconds of the cameras, so that one that was hardly looked at hardly counts', async () => {
    enter('a', 'v1', [[1, 'online']]);
    enter('b', 'v1', [[3, 'offline']]);
    const { groups } = await report.ratios('village', DAY_MS, null);
    expect(groups[0]).toEqual({
      id: 'v1',
      name: '上坡村',
      cameras: 2,
      uptimeRatio: 0.25,
      intactRatio: 0.25,
      onlineS: 3_600,
      impairedS: 0,
      offlineS: 10_800,
      unknownS: 2 * 86_400 - 14_400,
      maintenanceS: 0,
    });
  });

  it('counts what held when the window began from its beginning', async () => {
    enter('a', 'v1', [
      [40, 'online'],
      [6, 'offline'],
    ]);
    const { from, to, groups } = await report.ratios('town', DAY_MS, null);
    expect([from, to]).toEqual([NOW - DAY_MS, NOW]);
    expect(groups[0]).toMatchObject({ onlineS: 18 * 3_600, offlineS: 6 * 3_600, uptimeRatio: 0.75 });
  });

  it('moves a camera with its whole history to the village that it is given to', async () => {
    enter('a', 'v1', [[2, 'online']]);
    book.enter(sampleSummary('a', { villageId: 'v2', programmeId: 'p' }), newStanding(NOW));
    const { groups } = await report.ratios('village', DAY_MS, null);
    expect(groups.map(({ id, cameras, onlineS }) => [id, cameras, onlineS])).toEqual([
      ['v1', 0, 0],
      ['v2', 1, 7_200],
    ]);
  });

  it('sums the town over one village alone, where one is named', async () => {
    enter('a', 'v1', [[2, 'online']]);
    enter('b', 'v2', [[2, 'offline']]);
    const { groups } = await report.ratios('town', DAY_MS, 'v1');
    expect(groups).toMatchObject([{ cameras: 1, uptimeRatio: 1 }]);
    expect(await report.counts('town', 'v2')).toMatchObject([{ cameras: 1, unknown: 1 }]);
  });

  it('lists cameras in the order of their ids, whenever they came', async () => {
    for (const id of ['c', 'a', 'b']) enter(id, 'v1', []);
    const { groups } = await report.ratios('camera', DAY_MS, null);
    expect(groups.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});
