import { readXlsx } from 'hucre/xlsx';
import { EventBus, type EventClass } from '../../src/platform/events/event-bus.js';
import type { Verdict } from '../../src/probing/index.js';
import { OutageClosed, OutageOpened } from '../../src/uptime/index.js';
import { type Service, startQuietService } from './service.js';
import { tellVerdict } from './tell-verdict.js';

const MONTH = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
const live: Verdict = { outcome: 'live', impairment: null };
const down: Verdict = { outcome: 'frameless', fault: { code: 'no-key-frame', detail: 'none' } };

interface Line {
  readonly name: string;
  readonly rank: number | null;
}
interface Report {
  readonly villages: readonly Line[];
  readonly programmes: readonly Line[];
  readonly town: Line;
}

let service: Service;
const ids: Record<string, string> = {};

beforeAll(async () => {
  service = await startQuietService({ UPTIME_CLOSE_AFTER_LIVE_S: '0' });
  for (const name of ['上坡村', '桥头村', '西门村']) {
    const village = await service.json<{ id: string }>('POST', '/api/v1/villages', { name, kind: 'village' });
    if (name === '西门村') continue;
    const network = { host: '127.74.0.1', onvif: { port: 9 } };
    const camera = await service.json<{ id: string }>('POST', '/api/v1/cameras', {
      name: `${name}口`,
      villageId: village.id,
      network,
    });
    ids[name] = camera.id;
  }
  const closed = told(OutageClosed);
  for (const verdict of [down, down, live]) judge('桥头村', verdict);
  judge('上坡村', live);
  await closed;
  const opened = told(OutageOpened);
  judge('桥头村', down);
  judge('桥头村', down);
  await opened;
}, 30_000);

afterAll(() => service?.close());

function told(event: EventClass<object>): Promise<void> {
  return new Promise((resolve) => {
    service.app.get(EventBus).on(event, () => resolve());
  });
}

function judge(name: string, verdict: Verdict): void {
  tellVerdict(service.app, ids[name]!, verdict);
}

describe('GET /api/v1/uptime/report', () => {
  it('ranks villages beside what the state asks for, and counts faults and repairs', async () => {
    const report = await service.json<Report>('GET', `/api/v1/uptime/report?month=${MONTH}`);
    expect(report).toMatchObject({
      month: MONTH,
      targets: { networked: 1, intactKeyAreas: 0.98, intactKeyTrades: 0.95 },
      villages: [
        { name: '上坡村', rank: 1, cameras: 1, uptimeRatio: 1, intactRatio: 1, faults: 0, meanRepairS: null },
        {
          name: '桥头村',
          rank: 2,
          cameras: 1,
          faults: 2,
          meanRepairS: expect.any(Number),
          repeatedlyFaulty: 0,
        },
        { name: '西门村', rank: null, cameras: 0, uptimeRatio: null, faults: 0 },
      ],
      town: { name: '全镇', rank: 1, cameras: 2, faults: 2 },
    });
  });

  it('is a workbook with the columns that are asked for', async () => {
    const answer = await service.request('GET', `/api/v1/uptime/report?month=${MONTH}&format=xlsx`);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="uptime-${MONTH}.xlsx"`);
    const book = await readXlsx(new Uint8Array(await answer.arrayBuffer()));
    const [headers, first] = book.sheets[0]!.rows;
    for (const header of ['排名', '在线率(%)', '完好率(%)', '故障数', '平均修复时长(小时)'])
      expect(headers).toContain(header);
    expect(first!.slice(0, 5)).toEqual(['村/社区', '上坡村', 1, 1, 100]);
    expect(book.sheets[0]!.rows.map(([part]) => part)).toContain('全镇');
  });

  it('is no other than the ratios of the month', async () => {
    const { groups } = await service.json<{ groups: Line[] }>(
      'GET',
      `/api/v1/uptime?by=village&month=${MONTH}`,
    );
    expect(groups).toMatchObject([
      { name: '上坡村', uptimeRatio: 1 },
      { name: '桥头村' },
      { name: '西门村' },
    ]);
    const { groups: cameras } = await service.json<{ groups: object[] }>(
      'GET',
      `/api/v1/uptime?by=camera&month=${MONTH}`,
    );
    expect(cameras).toMatchObject([{ name: '上坡村口', uptimeRatio: 1 }, { name: '桥头村口' }]);
  });

  it('lists the worst cameras first', async () => {
    for (const query of ['?window=24h', `?month=${MONTH}&limit=2`])
      expect(await service.json('GET', `/api/v1/uptime/worst${query}`)).toMatchObject({
        items: [
          { name: '桥头村口', faults: 2, isRepeated: false },
          { name: '上坡村口', uptimeRatio: 1, faults: 0, meanRepairS: null },
        ],
      });
  });

  it.each([
    ['uptime/report', 'month: '],
    ['uptime/report?month=2026-13', 'month: must be a month, YYYY-MM'],
    ['uptime/report?month=2099-01', 'month: has not begun yet'],
    ['uptime/report?month=2026-01&format=pdf', 'format: '],
    ['uptime/worst?limit=0', 'limit: '],
  ])('answers %s with 400', async (path, detail) => {
    const response = await service.request('GET', `/api/v1/${path}`);
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(detail)]);
  });
});
