import type { DataSource } from 'typeorm';
import { AwardImport } from '../../src/funding/app/import/award-import.js';
import type { ImportOrder } from '../../src/funding/app/import/import-order.js';
import type { ImportReport } from '../../src/funding/app/import/import-report.js';
import { PurchaseImport } from '../../src/funding/app/import/purchase-import.js';
import { Tickets } from '../../src/funding/app/tickets.js';
import { AWARD_COLUMNS } from '../../src/funding/domain/import/award-columns.js';
import type { FundColumn } from '../../src/funding/domain/import/fund-columns.js';
import { PURCHASE_COLUMNS } from '../../src/funding/domain/import/purchase-columns.js';
import { ImportStore } from '../../src/funding/store/import.store.js';
import { Once } from '../../src/funding/store/once.js';
import { sheetOf } from '../../src/funding/testing/fund-sheets.js';
import type { DomainError } from '../../src/kernel/domain-error.js';
import { DAY_MS } from '../../src/kernel/instant.js';
import type { Cell } from '../../src/kernel/sheet/cell.js';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { Log } from '../../src/platform/logging/log.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases, openNew } from '../databases.js';
import { FundingRun, HERE } from './funding-run.js';

type Rows = readonly (readonly Cell[])[];

const AWARDS = ['村', '来源', '年度', '奖励金额', '到账日期'];
const PURCHASES = [
  '村',
  '购置日期',
  '供应商',
  '凭证号',
  '支出事项',
  '数量',
  '单价',
  '是否摄像机',
  '资金来源',
  '公示起',
  '公示止',
];
const MONEY: Rows = [['上坡村', '集体资金', 2019, 1000, '2020-03-01']];
const invoice = (number: string, price: number): readonly Cell[] => {
  const what = ['上坡村', '2020-05-01', '安通', number, '交换机', 1, price, '否', '2019 集体资金'];
  return [...what, '2020-05-10', '2020-05-20'];
};

interface Taking {
  readonly key?: string;
  readonly mode?: ImportOrder['mode'];
  readonly leaving?: AbortSignal;
}

describeOnBothDatabases('files of past years', (newDatabase) => {
  let source: DataSource;
  let clock: ManualClock;
  let run: FundingRun;
  let awards: AwardImport;
  let purchases: PurchaseImport;

  beforeEach(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    clock = new ManualClock();
    run = await FundingRun.start(source, clock);
    const tickets = new Tickets(run.actors, clock, loadConfig({ SHOUWANG_LOG_LEVEL: 'silent' }));
    const store = new ImportStore(source, new Once(source));
    const bus = new EventBus(new Log({ level: 'silent' }));
    awards = new AwardImport(store, run.villages, tickets, run.hand);
    purchases = new PurchaseImport(store, run.villages, tickets, run.hand, bus);
  });
  afterEach(() => source.destroy());

  function take(
    imports: AwardImport | PurchaseImport,
    [columns, header, rows]: readonly [readonly FundColumn[], readonly string[], Rows],
    { key, mode = 'all', leaving = new AbortController().signal }: Taking = {},
  ): Promise<ImportReport> {
    const file = { name: '往年.csv', sha256: 'f00d', sheet: sheetOf(columns, header, ...rows) };
    const call = run.newCall({ mode, rows }, key);
    return run.as('所长', 'admin', () => imports.import(file, { isDryRun: false, mode, leaving }, call));
  }
  const takeAwards = (rows: Rows, key?: string) =>
    take(awards, [AWARD_COLUMNS, AWARDS, rows], key === undefined ? {} : { key });
  const takePurchases = (rows: Rows, options: Taking = {}) =>
    take(purchases, [PURCHASE_COLUMNS, PURCHASES, rows], options);
  const balance = () =>
    run.as('所长', 'admin', async () => {
      const { receivedFen, spentFen } = await run.balances.ofVillage(HERE);
      return [receivedFen, spentFen];
    });

  it('are entered once, also where the same file comes several times at once', async () => {
    const reports = await Promise.all([MONEY, MONEY, MONEY].map((rows) => takeAwards(rows)));
    expect(reports.map(({ summary }) => summary.created).toSorted()).toEqual([0, 0, 1]);
    const bought = [invoice('FP-1', 600)];
    const again = await Promise.all([bought, bought, bought].map((rows) => takePurchases(rows)));
    expect(again.map(({ summary }) => summary.created).toSorted()).toEqual([0, 0, 1]);
    expect(await balance()).toEqual([100_000, 60_000]);
  });

  it('leave all of their purchases or none', async () => {
    await takeAwards(MONEY);
    const rows = [invoice('FP-1', 600), invoice('FP-2', 300), invoice('FP-3', 200)];
    const refused = await takePurchases(rows, { key: 'a' });
    expect([refused.isApplied, refused.summary.rejected, await balance()]).toEqual([false, 1, [100_000, 0]]);
    const valid = await takePurchases(rows, { key: 'a', mode: 'valid' });
    expect([valid.isApplied, valid.createdFen, await balance()]).toEqual([true, 90_000, [100_000, 90_000]]);
    expect(await takePurchases(rows, { key: 'a', mode: 'valid' })).toEqual(valid);
    expect(await balance()).toEqual([100_000, 90_000]);
  });

  it('are left alone where their sender has gone, and taken when the same call comes again', async () => {
    await takeAwards(MONEY);
    const rows = [invoice('FP-1', 600)];
    const gone = takePurchases(rows, { key: 'a', leaving: AbortSignal.abort() });
    await expect(gone).rejects.toMatchObject({ code: 'cancelled' });
    expect(await balance()).toEqual([100_000, 0]);
    expect(await takePurchases(rows, { key: 'a' })).toMatchObject({ isApplied: true });
  });

  it('never overdraw what others buy of at the same time', async () => {
    await takeAwards(MONEY);
    const { award } = (
      await run.as('所长', 'admin', () =>
        run.awards.list({ villageId: HERE, kind: null, year: null }, { limit: 1, cursor: null }),
      )
    ).items[0]!;
    const ends = await Promise.allSettled([
      takePurchases([invoice('FP-1', 600)]),
      run.as('所长', 'admin', () => run.buy({ [award.id]: 60_000 })),
      takePurchases([invoice('FP-2', 600)]),
    ]);
    const [, spentFen] = await balance();
    expect(spentFen).toBe(60_000);
    const lost = ends.flatMap((end) => (end.status === 'rejected' ? [(end.reason as DomainError).code] : []));
    expect(new Set(['award-overdrawn', ...lost])).toEqual(new Set(['award-overdrawn']));
  });

  it('are told of once, and due from the day of the import', async () => {
    await takeAwards(MONEY);
    const { rows } = await takePurchases([
      invoice('FP-1', 600),
      [...invoice('FP-2', 100).slice(0, -2), '', ''],
    ]);
    const of = (index: number) => run.as('所长', 'admin', () => run.purchases.one(rows[index]!.id!));
    const { dueDays } = loadConfig({ SHOUWANG_LOG_LEVEL: 'silent' }).funding;
    const due = clock.now() + dueDays * DAY_MS;
    expect(await of(0)).toMatchObject({
      state: 'publicised',
      isImported: true,
      dueAt: due,
      submittedBy: { name: '所长' },
    });
    expect(await of(1)).toMatchObject({ state: 'draft', isImported: false, dueAt: due, submittedBy: null });
    await run.round();
    expect([...run.notices.taken.values()].map(({ title }) => title.zh)).toEqual([
      '采购 2020-05-01 安通 600.00 元：由往年文件导入，待核对',
    ]);
  });
});
