import { randomUUID } from 'node:crypto';
import { type Browser, newPerson } from './access-people.js';
import { CoverageTown, type Entry, point } from './coverage-town.js';

interface Report {
  readonly total: Readonly<Record<string, unknown>>;
  readonly villages: readonly {
    readonly village: string;
    readonly figures: Readonly<Record<string, unknown>>;
    readonly income: readonly object[];
    readonly spending: readonly object[];
    readonly evidence?: Evidence;
  }[];
  readonly evidence?: { readonly gapsClosed: readonly string[] };
}

interface Evidence {
  readonly rows: readonly { readonly part: string; readonly countedFen: number }[];
  readonly units: readonly object[];
  readonly gapsClosed: readonly string[];
}

interface Warranties {
  readonly items: readonly object[];
  readonly nextCursor: string | null;
  readonly failing: readonly object[];
}

const UNKNOWN = '019a0000-0000-7000-8000-00000000dead';

/** A town in which one village bought two cameras, of which one alone sees the gate. */
describe('reports of the funds', () => {
  let town: CoverageTown;
  let lin: Browser;
  const ids: Record<string, string> = {};

  async function write(path: string, body: object): Promise<string> {
    const key = { 'idempotency-key': randomUUID() };
    return (await town.service.json<Entry>('POST', `/api/v1/${path}`, body, key)).id;
  }

  beforeAll(async () => {
    town = await CoverageTown.start();
    const villageId = await town.village('上坡村');
    Object.assign(ids, { villageId, other: await town.village('桥头村', null) });
    ids['programmeId'] = await write('programmes', { name: '雪亮工程' });
    const { programmeId } = ids;
    ids['near'] = await town.camera(villageId, [0, 0], { programmeId });
    ids['far'] = await town.camera(villageId, [60, 60]);
    ids['gate'] = await town.place(villageId, '村口', { type: 'Point', coordinates: point([0, 8]) });
    ids['award'] = await write('awards', award(villageId, 14_269_700));
    await write('awards', award(ids['other']!, 5));
    ids['bought'] = await write('purchases', {
      villageId,
      boughtOn: '2020-05-01',
      supplier: '安通',
      lines: [{ what: '枪机', quantity: 3, unitPriceFen: 303_611, warrantyMonths: 240 }],
      funding: [{ awardId: ids['award'], parts: 1 }],
    });
    const cameraIds = [ids['near'], ids['far']];
    await town.service.json('POST', `/api/v1/purchases/${ids['bought']}/cameras`, { cameraIds });
    lin = await newPerson(town.service, 'lin', { role: 'village', villageIds: [villageId] });
    await town.until<Report>('fund-reports', ({ total }) => total['gapsClosed'] === 1);
  }, 60_000);
  afterAll(() => town?.close());

  function award(villageId: string, amountFen: number) {
    return { villageId, kind: 'star', year: 2019, starLevel: 5, receivedOn: '2020-03-01', amountFen };
  }

  it('say what came in, was spent and is left, in fen, yuan and words, and the gaps that were closed', async () => {
    const report = await town.get<Report>('fund-reports?year=2020');
    expect(report).toMatchObject({
      scope: { kind: 'town' },
      year: 2020,
      total: {
        receivedYuan: '142,697.05',
        reservedYuan: '9,108.33',
        leftFen: 13_358_872,
        leftInWords: '人民币壹拾叁万叁仟伍佰捌拾捌元柒角贰分',
        bought: 3,
        installed: 2,
        gapsClosed: 1,
      },
    });
    expect(report.villages.map(({ village, figures }) => [village, figures['leftYuan']])).toEqual([
      ['桥头村', '0.05'],
      ['上坡村', '133,588.67'],
    ]);
    expect(report.villages[1]).toMatchObject({
      income: [{ awardId: ids['award'], amountYuan: '142,697.00' }],
      spending: [
        {
          purchaseId: ids['bought'],
          amountYuan: '9,108.33',
          lines: [{ what: '枪机', quantity: 3, unitPriceYuan: '3,036.11', installed: 2 }],
          sources: [{ name: '2019 五星奖励', amountFen: 910_833 }],
          reviewedOn: null,
        },
      ],
    });
    const later = await town.get<Report>('fund-reports?year=2021');
    expect(later.total).toMatchObject({ carriedFen: 13_358_872, receivedFen: 0, gapsClosed: 0 });
  });

  it('are followed to rows, cameras and places', async () => {
    const report = await town.get<Report>(`fund-reports?villageId=${ids['villageId']}&explain=true`);
    const { evidence } = report.villages[0]!;
    expect(report).toMatchObject({
      scope: { kind: 'village', id: ids['villageId'], name: '上坡村' },
      evidence: { gapsClosed: [ids['gate']] },
    });
    expect(evidence!.rows).toMatchObject([
      { part: 'received', countedFen: 14_269_700, awardId: ids['award'], purchaseId: null },
      { part: 'reserved', countedFen: -910_833, awardId: ids['award'], purchaseId: ids['bought'] },
    ]);
    expect(evidence!.units).toMatchObject([
      { purchaseId: ids['bought'], installed: [ids['near'], ids['far']].toSorted(), confirmed: [] },
    ]);
    expect(evidence!.gapsClosed).toEqual([ids['gate']]);
  });

  it('of a programme are of its cameras alone, and follow where coverage changes', async () => {
    const path = `fund-reports?programmeId=${ids['programmeId']}`;
    expect(await town.get<Report>(path)).toMatchObject({
      scope: { kind: 'programme', name: '雪亮工程' },
      villages: [{ village: '上坡村' }],
      total: { receivedFen: 303_611, reservedFen: 303_611, leftFen: 0, installed: 1, gapsClosed: 1 },
    });
    const twin = await town.camera(ids['villageId']!, [1, 0]);
    await town.until<Report>(path, ({ total }) => total['gapsClosed'] === 0);
    await town.service.request('DELETE', `/api/v1/cameras/${twin}`);
    await town.until<Report>(path, ({ total }) => total['gapsClosed'] === 1);
  });

  it('are of its own village for who sees only that', async () => {
    const report = (await (await lin.send('GET', 'fund-reports')).json()) as Report;
    expect(report.villages.map(({ village }) => village)).toEqual(['上坡村']);
    expect(report.total['receivedFen']).toBe(14_269_700);
    expect(await lin.problem('GET', `fund-reports?villageId=${ids['other']}`)).toEqual([
      404,
      'no-such-village',
    ]);
    const { items } = (await (
      await lin.send('GET', `warranties?villageId=${ids['other']}`)
    ).json()) as Warranties;
    expect(items).toEqual([]);
  });

  it.each([
    ['fund-reports?year=1999', 400, 'year: '],
    ['fund-reports?explain=yes', 400, 'explain: must be true, or left out'],
    [
      `fund-reports?villageId=${UNKNOWN}&programmeId=${UNKNOWN}`,
      400,
      'give either villageId or programmeId, or neither for the town',
    ],
    [`fund-reports?programmeId=${UNKNOWN}`, 404, `There is no programme with the id ${UNKNOWN}.`],
    ['warranties?cursor=1', 400, 'cursor: must be the nextCursor of an earlier page'],
    ['warranties?state=void', 400, 'state: '],
    ['warranties?before=tomorrow', 400, 'before: must be a day, as 2026-01-31'],
  ])('refuse %s', async (path, status, detail) => {
    const response = await town.service.request('GET', `/api/v1/${path}`);
    const problem = (await response.json()) as { detail: string };
    expect([response.status, problem.detail]).toEqual([status, expect.stringContaining(detail)]);
  });

  it('have beside them until when suppliers answer for each camera, and for units that have none', async () => {
    const first = await town.get<Warranties>('warranties?limit=2');
    const second = await town.get<Warranties>(`warranties?limit=2&cursor=${first.nextCursor}`);
    const rows = [...first.items, ...second.items];
    expect([rows.length, second.nextCursor, second.failing]).toEqual([3, null, []]);
    const about = { purchaseId: ids['bought'], supplier: '安通', endsOn: '2040-05-01', offlineHours: 0 };
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...about, cameraId: ids['near'], name: 'camera 0,0', units: 1 }),
        expect.objectContaining({ ...about, cameraId: null, name: null, units: 1, isOffline: false }),
      ]),
    );
    expect((await town.get<Warranties>('warranties?state=ended')).items).toEqual([]);
    expect((await town.get<Warranties>('warranties?before=2040-05-02')).items).toHaveLength(3);
  });
});
