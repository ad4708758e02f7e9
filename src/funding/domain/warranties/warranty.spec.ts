import { DAY_MS } from '../../../kernel/instant.js';
import { fen } from '../../../kernel/money.js';
import type { PurchaseLine } from '../purchase.js';
import { accountOf } from '../purchase-account.js';
import { claimsOf } from './claim.js';
import { compareWarranties, isRunning, keyOf, warrantiesOf } from './warranty.js';

const line = (id: string, quantity: number, more: Partial<PurchaseLine> = {}): PurchaseLine => ({
  id,
  what: id,
  model: null,
  quantity,
  unitPriceFen: fen(100),
  isCamera: true,
  warrantyMonths: 24,
  ...more,
});

/** Bought on 2024-03-01; `days` are those that each camera was offline, and negative for one that is so now. */
function warranties(
  lines: readonly PurchaseLine[],
  days: Readonly<Record<string, number>>,
  { today = '2026-01-20', id = 'p' } = {},
) {
  const purchase = { id, villageId: 'v', supplier: '安通', boughtOn: '2024-03-01', lines };
  const cameras = Object.keys(days).map((cameraId) => ({
    cameraId,
    purchaseId: id,
    what: lines[0]!.what,
    model: null,
    at: 0,
    by: '林',
  }));
  const account = accountOf(purchase, { cameras, explanations: [] }, { daysOf: new Map(), confirmDays: 7 });
  const offlineMsOf = (cameraId: string) => Math.abs(days[cameraId]!) * DAY_MS;
  const isOffline = (cameraId: string) => days[cameraId]! < 0;
  return warrantiesOf(purchase, account, { today, isOffline, offlineMsOf, failedOfflineDays: 3 });
}

describe('a warranty', () => {
  it('is one for each camera, and one for the units of a line without any', () => {
    const rows = warranties([line('枪机', 4)], { a: 0, b: -1 });
    expect(rows.map(({ id, cameraId, units, isOffline }) => [id, cameraId, units, isOffline])).toEqual([
      ['a', 'a', 1, false],
      ['b', 'b', 1, true],
      ['枪机', null, 2, false],
    ]);
    expect(rows[0]).toMatchObject({ supplier: '安通', what: '枪机', endsOn: '2026-03-01', daysLeft: 40 });
  });

  it('is none for a line without a warranty, nor for what is to be no camera', () => {
    expect(warranties([line('枪机', 1, { warrantyMonths: null })], { a: 0 })).toEqual([]);
    expect(warranties([line('录像机', 1, { isCamera: false })], {})).toEqual([]);
  });

  it.each([
    ['2026-02-28', 1, true],
    ['2026-03-01', 0, true],
    ['2026-03-02', -1, false],
  ])('on %s has %i days left, and runs: %s', (today, daysLeft, runs) => {
    const [row] = warranties([line('枪机', 1)], { a: 0 }, { today });
    expect([row!.daysLeft, isRunning(row!)]).toEqual([daysLeft, runs]);
  });

  it('tells a camera that has failed by days offline, not by being offline now', () => {
    const rows = warranties([line('枪机', 4)], { a: 2, b: 3, c: -1, d: -3 });
    expect(rows.map(({ hasFailed }) => hasFailed)).toEqual([false, true, false, true]);
  });

  it('stands before those that end later, then by purchase', () => {
    const lines = [line('枪机', 1, { warrantyMonths: 25 }), line('球机', 1)];
    const rows = [
      ...warranties(lines, { a: 0 }),
      ...warranties([line('半球', 1)], { b: 0 }, { id: 'o' }),
    ].toSorted(compareWarranties);
    expect(rows.map((row) => keyOf(row))).toEqual(['2026-03-01.o.b', '2026-03-01.p.球机', '2026-04-01.p.a']);
  });
});

describe('a claim', () => {
  it('is what of a purchase has failed within warranty, in both languages', () => {
    const rows = warranties([line('枪机', 9)], { a: 3, b: 0, c: 30, d: 2 });
    expect(claimsOf(rows)).toEqual([
      {
        purchaseId: 'p',
        villageId: 'v',
        supplier: '安通',
        boughtOn: '2024-03-01',
        covered: 4,
        failed: 2,
        cameraIds: ['a', 'c'],
        claimBy: '2026-03-01',
        verdict: {
          zh: '4 台中有 2 台在质保期内故障：请联系安通保修',
          en: '2 of 4 failed within warranty: claim from 安通',
        },
      },
    ]);
  });

  it('is none of what works, and none after the warranty', () => {
    expect(claimsOf(warranties([line('枪机', 1)], { a: 2 }))).toEqual([]);
    expect(claimsOf(warranties([line('枪机', 1)], { a: 9 }, { today: '2026-03-02' }))).toEqual([]);
  });

  it('comes first where it is to be made first', () => {
    const later = warranties([line('枪机', 1, { warrantyMonths: 30 })], { a: 9 }, { id: 'later' });
    const sooner = warranties([line('枪机', 1)], { b: 9 }, { id: 'sooner' });
    expect(claimsOf([...later, ...sooner]).map(({ purchaseId }) => purchaseId)).toEqual(['sooner', 'later']);
  });
});
