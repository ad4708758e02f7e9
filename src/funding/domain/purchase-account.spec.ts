import { fen } from '../../kernel/money.js';
import { type BoughtCamera, type Explanation, linesFor, refuseFewerUnits } from './bought-camera.js';
import { accountOf, costPerPictureDay, refuseNeedless, refuseUnconfirmed } from './purchase-account.js';
import type { PurchaseLine } from './purchase.js';

function line(id: string, quantity: number, more: Partial<PurchaseLine> = {}): PurchaseLine {
  return {
    id,
    what: id,
    model: null,
    quantity,
    unitPriceFen: fen(100),
    isCamera: true,
    warrantyMonths: null,
    ...more,
  };
}

function camera(cameraId: string, what: string): BoughtCamera {
  return { cameraId, what, model: null, purchaseId: 'p', at: 0, by: 'lin' };
}

function said(cameraId: string | null, what: string, units = 1, words = '雷击'): Explanation {
  return { id: words, purchaseId: 'p', cameraId, what, model: null, units, words, at: 0, by: 'lin' };
}

const days = (counts: Readonly<Record<string, number>>) => ({
  daysOf: new Map(Object.entries(counts)),
  confirmDays: 7,
});

const GUN = line('枪机', 3, { warrantyMonths: 1 });
const LINES = [GUN, line('球机', 1), line('施工', 1, { isCamera: false })];
const purchase = { boughtOn: '2020-01-31', lines: LINES };

describe('what became of a purchase', () => {
  it('counts as bought what is to be a camera, as confirmed what had a picture on enough days', () => {
    const cameras = [camera('a', '枪机'), camera('b', '枪机'), camera('c', '球机')];
    const account = accountOf(purchase, { cameras, explanations: [] }, days({ a: 7, b: 6 }));

    expect(account).toMatchObject({ bought: 4, installed: 3, confirmed: 1, explained: 0, open: 3 });
    expect(account.lines.map(({ bought, installed, confirmed }) => [bought, installed, confirmed])).toEqual([
      [3, 2, 1],
      [1, 1, 0],
      [0, 0, 0],
    ]);
    expect(account.lines.map(({ warrantyEndsOn }) => warrantyEndsOn)).toEqual(['2020-02-29', null, null]);
  });

  it.each<[string, readonly Explanation[], number, number]>([
    ['nothing', [], 0, 3],
    ['a camera', [said('b', '枪机')], 1, 2],
    ['a camera twice', [said('b', '枪机'), said('b', '枪机')], 1, 2],
    ['a confirmed camera', [said('a', '枪机')], 0, 3],
    ['a camera that was untied', [said('z', '枪机')], 0, 3],
    ['a missing unit', [said(null, '枪机')], 1, 2],
    ['more than are missing any more', [said(null, '枪机', 9)], 2, 1],
    ['all', [said('b', '枪机'), said(null, '枪机'), said(null, '球机')], 3, 0],
    ['a line of another name since', [said(null, '老枪机')], 1, 2],
  ])('has its explanations counted: %s', (_what, explanations, explained, open) => {
    const cameras = [camera('a', '枪机'), camera('b', '枪机')];
    const account = accountOf(purchase, { cameras, explanations }, days({ a: 9 }));
    expect([account.explained, account.open]).toEqual([explained, open]);
  });

  it('is closed when nothing is open, and else says how much is', () => {
    const ties = { cameras: [camera('a', '枪机')], explanations: [said(null, '枪机')] };
    expect(() => refuseUnconfirmed(accountOf(purchase, ties, days({ a: 7 })))).toThrow(
      'Of 4 units 1 are confirmed live and 1 explained; tie cameras to the other 2, wait for their pictures, or explain them.',
    );
    const all = { ...ties, explanations: [said(null, '枪机', 2), said(null, '球机')] };
    expect(() => refuseUnconfirmed(accountOf(purchase, all, days({ a: 7 })))).not.toThrow();
  });

  it('explains no more units than are missing', () => {
    const ties = { cameras: [camera('a', '枪机')], explanations: [said(null, '枪机')] };
    const account = accountOf(purchase, ties, days({})).lines[0]!;
    expect(() => refuseNeedless(account, 1)).not.toThrow();
    expect(() => refuseNeedless(account, 2)).toThrow(
      'units: must be at most 1: so many of 枪机 have no camera and no explanation',
    );
  });

  it('keeps a camera with its line by name, and with any that has room where the name is gone', () => {
    const cameras = [camera('a', '旧名'), camera('b', '球机'), camera('c', '枪机')];
    const { cameras: units } = accountOf(purchase, { cameras, explanations: [] }, days({}));
    expect(units.map(({ cameraId, lineId }) => [cameraId, lineId])).toEqual([
      ['a', '枪机'],
      ['c', '枪机'],
      ['b', '球机'],
    ]);
  });

  it.each<[number, number, number | null]>([
    [10_000, 0, null],
    [10_000, 1, 10_000],
    [10_000, 3, 3_333],
    [20_000, 3, 6_667],
    [5, 2, 3],
    [1, 3, 0],
  ])('costs of %i fen over %i days %s fen a day', (cost, count, expected) => {
    expect(costPerPictureDay(fen(cost), count)).toBe(expected);
  });
});

describe('lines for new cameras', () => {
  const tied = [camera('a', '枪机'), camera('b', '枪机')];

  it('are filled in their order, or as it is asked', () => {
    const asked = (lineId: string | null, ...cameraIds: string[]) =>
      linesFor(LINES, tied, { lineId, cameraIds }).map(({ what }) => what);
    expect(asked(null, 'c', 'd')).toEqual(['枪机', '球机']);
    expect(asked('球机', 'c')).toEqual(['球机']);
    expect(asked(null)).toEqual([]);
  });

  it.each<[string | null, number, string]>([
    [null, 3, '2 units are left without a camera, and 3 cameras are named'],
    ['枪机', 2, '1 units are left'],
    ['施工', 1, '0 units are left'],
    ['别的', 1, 'the purchase has no line with this id'],
  ])('are not found of %s for %i', (lineId, count, message) => {
    const cameraIds = Array.from({ length: count }, (_, index) => `n${index}`);
    expect(() => linesFor(LINES, tied, { lineId, cameraIds })).toThrow(message);
  });

  it('are never fewer than the cameras that are tied', () => {
    expect(() => refuseFewerUnits(LINES, 4)).not.toThrow();
    expect(() => refuseFewerUnits(LINES, 5)).toThrow('untie 1 of them first');
  });
});
