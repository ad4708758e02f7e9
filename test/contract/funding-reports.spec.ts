import type { DataSource } from 'typeorm';
import { DAY_MS } from '../../src/kernel/instant.js';
import { total } from '../../src/kernel/money.js';
import type { MoneyPart } from '../../src/funding/domain/reports/evidence.js';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases, openNew } from '../databases.js';
import { ReportsRun } from './funding-reports-run.js';
import { draftOf, HERE, PROGRAMME, refusalOf, THERE } from './funding-run.js';

const UNKNOWN = '019a0000-0000-7000-8000-00000000dead';

describeOnBothDatabases('reports of the funds', (newDatabase) => {
  let source: DataSource;
  let run: ReportsRun;

  beforeEach(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    run = await ReportsRun.start(source, new ManualClock());
  });
  afterEach(() => source.destroy());

  const asked = (more: object = {}) => ({ villageId: null, programmeId: null, year: null, ...more });
  const asAdmin = <T>(work: () => T) => run.as('所长', 'admin', work);

  async function buy(funding: Readonly<Record<string, number>>, boughtOn: string, villageId = HERE) {
    const draft = { ...draftOf(funding), boughtOn };
    return (await asAdmin(() => run.pen.enter(run.newCall(draft), villageId, draft))).id;
  }

  async function voidIt(id: string): Promise<void> {
    await asAdmin(() => run.pen.void(run.newCall(id), id, { expected: null, reason: '重复' }));
  }

  /** Three years: money that came in, was corrected and taken back, and what was bought, corrected and void. */
  async function years(): Promise<Readonly<Record<string, string>>> {
    const star = await run.award(1_000, { receivedOn: '2019-12-31' });
    const own = await run.award(500, { receivedOn: '2020-01-01' });
    const gone = await run.award(70, { receivedOn: '2020-02-01' });
    await run.awards.correct(run.newCall(gone), gone, null, { reason: '录错', terms: null });
    const first = await buy({ [star]: 300 }, '2019-12-31');
    const corrected = await buy({ [star]: 1 }, '2019-01-01');
    const draft = { ...draftOf({ [star]: 200, [own]: 100 }), boughtOn: '2020-06-01' };
    await asAdmin(() =>
      run.pen.correct(run.newCall(draft), corrected, { expected: null, reason: '录错', draft }),
    );
    await voidIt(await buy({ [own]: 11 }, '2020-07-01'));
    const last = await buy({ [own]: 50 }, '2021-01-01');
    await run.publicised(corrected);
    return { star, own, first, corrected, last };
  }

  it('account for a year by the days that money came in and was spent, as they say now', async () => {
    const { star, own, first, corrected, last } = await years();
    const of = async (year: number | null) => (await run.reports.of(asked({ year }))).total;

    expect(await of(2019)).toMatchObject({
      carriedFen: 0,
      receivedFen: 1_000,
      spentFen: 0,
      reservedFen: 300,
    });
    expect(await of(2020)).toMatchObject({
      carriedFen: 700,
      receivedFen: 500,
      spentFen: 300,
      reservedFen: 0,
    });
    expect(await of(2021)).toMatchObject({ carriedFen: 900, receivedFen: 0, reservedFen: 50, leftFen: 850 });
    const { leftFen } = await run.balances.ofVillage(HERE);
    expect(await of(null)).toMatchObject({ carriedFen: 0, receivedFen: 1_500, spentFen: 300, leftFen });
    const { villages } = await run.reports.of(asked());
    expect(
      villages.map(({ village, income, spending }) => [village, income.length, spending.length]),
    ).toEqual([
      ['桥头村', 0, 0],
      ['上坡村', 2, 3],
    ]);
    expect(villages[1]).toMatchObject({
      income: [{ awardId: star }, { awardId: own }],
      spending: [
        { purchaseId: first },
        { purchaseId: corrected, state: 'publicised', publicFrom: '2025-12-01', reviewedOn: '2025-11-30' },
        { purchaseId: last },
      ],
    });
  });

  it.each([2019, 2020, 2021, null])('are explained by rows that add up to each number: %s', async (year) => {
    await years();
    await run.award(5, {}, THERE);
    const { report, villages } = await run.evidence.of(asked({ year }));

    for (const { villageId, figures } of report.villages) {
      const { rows } = villages.get(villageId)!;
      const counted = (part: MoneyPart) =>
        total(rows.flatMap((row) => (row.part === part ? row.countedFen : []))) + 0;
      expect([counted('carried'), counted('received')]).toEqual([figures.carriedFen, figures.receivedFen]);
      expect([counted('spent') + figures.spentFen, counted('reserved') + figures.reservedFen]).toEqual([
        0, 0,
      ]);
      expect(total(rows.map(({ countedFen }) => countedFen))).toBe(figures.leftFen);
      for (const row of rows) expect(row.countedFen).toBe(row.amountFen);
    }
  });

  it('of a programme are of its cameras alone, and explained by what of each row paid for them', async () => {
    const [star, own] = [await run.award(300), await run.award(100)];
    const draft = { ...draftOf({ [star]: 300, [own]: 100 }), lines: run.pieces(star, 4).lines };
    const id = await buy({ [star]: 7 }, '2019-01-01');
    await asAdmin(() => run.pen.correct(run.newCall(draft), id, { expected: null, reason: '录错', draft }));
    await buy({ [await run.award(9)]: 9 }, '2020-05-01');
    const programmeId = PROGRAMME.id;
    const [a, b, c] = [
      await run.camera('a', { programmeId }),
      await run.camera('b', { programmeId }),
      await run.camera('c'),
    ];
    await asAdmin(() => run.ties.tie(id, { lineId: null, cameraIds: [a, b, c] }));

    const { report, villages } = await run.evidence.of(asked({ programmeId, year: 2020 }));
    expect(report).toMatchObject({
      scope: { kind: 'programme', id: programmeId, name: '雪亮工程' },
      villages: [{ villageId: HERE, spending: [{ purchaseId: id, amountFen: 200 }] }],
      total: { receivedFen: 200, reservedFen: 200, leftFen: 0, bought: 2, installed: 2 },
    });
    const { rows, units } = villages.get(HERE)!;
    expect(rows.map(({ awardId, part, countedFen }) => [awardId, part, countedFen])).toEqual([
      [star, 'reserved', -150],
      [own, 'reserved', -50],
    ]);
    expect(units).toMatchObject([{ purchaseId: id, installed: [a, b].toSorted() }]);
    expect((await run.reports.of(asked({ programmeId, year: 2021 }))).villages).toEqual([]);
    expect((await refusalOf(run.reports.of(asked({ programmeId: UNKNOWN }))))[0]).toBe('no-such-programme');
  });

  it('tell the gaps that cameras closed, of each village and of all together, and that nobody can tell', async () => {
    const id = await run.buyPieces(1);
    const camera = await run.camera('a');
    await asAdmin(() => run.ties.tie(id, { lineId: null, cameraIds: [camera] }));
    expect((await run.reports.of(asked())).total).toMatchObject({ installed: 1, gapsClosed: null });

    run.closedGaps = ({ cameraIds, villageIds }) => [...cameraIds, ...villageIds];
    const { report, villages, gapsClosed } = await run.evidence.of(asked());
    expect(report.villages.map(({ figures }) => figures.gapsClosed)).toEqual([1, 2]);
    expect(report.total.gapsClosed).toBe(3);
    expect(villages.get(HERE)!.gapsClosed).toEqual([camera, HERE]);
    expect(gapsClosed).toEqual([camera, HERE, THERE]);
    const other = await run.reports.of(asked({ year: 2019 }));
    expect(other.villages.map(({ figures }) => figures.gapsClosed)).toEqual([1, 1]);
  });

  it('are of its own villages alone for who sees only some', async () => {
    await run.award(5, {}, THERE);
    await run.award(7);
    const of = (more: object) => run.as('林文书', 'village', () => run.reports.of(asked(more)));

    const town = await of({});
    expect([town.scope, town.total.receivedFen]).toEqual([{ kind: 'town' }, 7]);
    expect(town.villages.map(({ villageId }) => villageId)).toEqual([HERE]);
    expect((await of({ villageId: HERE })).scope).toEqual({ kind: 'village', id: HERE, name: '上坡村' });
    expect((await refusalOf(of({ villageId: THERE })))[0]).toBe('no-such-village');
  });

  it('are read again where money was entered meanwhile, and refused where it always is', async () => {
    let times = 0;
    run.meanwhile = async () => {
      times += 1;
      if (times <= 2) await buy({ [await run.award(50)]: 50 }, '2020-05-01');
    };
    expect((await run.reports.of(asked())).total).toMatchObject({ receivedFen: 100, reservedFen: 100 });
    expect(times).toBe(3);
    run.meanwhile = () => run.award(1);
    expect((await refusalOf(run.reports.of(asked())))[0]).toBe('ledger-busy');
  });

  it('have beside them what failed within warranty: by days offline, and page by page', async () => {
    const now = run.clock.now();
    const draft = run.pieces(await run.award(300), 3);
    const lines = [{ ...draft.lines[0]!, warrantyMonths: 120 }];
    const { id } = await run.pen.enter(run.newCall(draft), HERE, { ...draft, lines });
    const [down, fell] = [await run.camera('down'), await run.camera('fell')];
    await asAdmin(() => run.ties.tie(id, { lineId: null, cameraIds: [down, fell] }));
    run.book.remember(down, now - 4 * DAY_MS, 'offline');
    run.book.remember(fell, now - DAY_MS, 'offline');
    const page = (more: object, cursor: string | null = null) =>
      run.warranties.page({ villageId: null, before: null, state: null, ...more }, { limit: 2, cursor });

    const first = await page({});
    const second = await page({}, first.nextCursor);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
    const all = [...first.items, ...second.items];
    expect(new Map(all.map(({ name, hasFailed }) => [name, hasFailed]))).toEqual(
      new Map<string | null, boolean>([
        ['down', true],
        ['fell', false],
        [null, false],
      ]),
    );
    expect(second.failing).toMatchObject([{ purchaseId: id, covered: 2, failed: 1, cameraIds: [down] }]);
    expect((await page({ state: 'failed' })).items).toMatchObject([{ cameraId: down, endsOn: '2030-05-01' }]);
    expect((await page({ state: 'ended' })).items).toEqual([]);
    expect((await page({ before: '2030-05-01' })).items).toEqual([]);
    expect((await page({ before: '2030-05-02', state: 'running' })).items).toHaveLength(2);
    const there = await page({ villageId: THERE });
    expect([there.items, there.failing]).toEqual([[], []]);
  });
});
