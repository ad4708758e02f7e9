import { fen } from '../../kernel/money.js';
import type { CameraUnit, LineAccount } from './purchase-account.js';
import { compareFailures, NO_TALLY, tallyOf, together } from './tally.js';

const unit = (cameraId: string, lineId: string, pictureDays: number): CameraUnit => ({
  cameraId,
  lineId,
  pictureDays,
  isConfirmed: pictureDays >= 7,
  words: null,
  purchaseId: 'p',
  what: lineId,
  model: null,
  at: 0,
  by: 'lin',
});

const line = (id: string, warrantyEndsOn: string | null): LineAccount => ({
  line: {
    id,
    what: id,
    model: null,
    quantity: 2,
    unitPriceFen: fen(100),
    isCamera: true,
    warrantyMonths: warrantyEndsOn === null ? null : 12,
  },
  bought: 2,
  installed: 1,
  confirmed: 1,
  explainedMissing: 0,
  warrantyEndsOn,
});

describe('the tally of a purchase', () => {
  it('tells which of those that are offline their supplier is to mend', () => {
    const account = {
      lines: [line('ends today', '2026-01-31'), line('over', '2026-01-30'), line('none', null)],
      cameras: [unit('a', 'ends today', 8), unit('b', 'over', 9), unit('c', 'none', 0), unit('d', 'none', 1)],
      bought: 6,
      installed: 4,
      confirmed: 2,
      explained: 1,
      open: 3,
    };
    const now = { today: '2026-01-31', isOffline: (id: string) => id !== 'd' };
    const tally = tallyOf(account, fen(600), now);
    expect(tally).toMatchObject({ offline: 3, offlineInWarranty: 1, pictureDays: 18, confirmed: 2 });
    expect(together(NO_TALLY, tally)).toEqual(tally);
    expect(together(tally, tally)).toMatchObject({ purchases: 2, bought: 12, open: 6, costFen: 1_200 });
  });

  it('compares by the share that fails, the worst first', () => {
    const of = (offline: number, installed: number) => ({ ...NO_TALLY, offline, installed });
    const worst = of(3, 10);
    const sorted = [of(0, 0), of(12, 47), worst, of(0, 9)].toSorted(compareFailures);
    expect(sorted.slice(0, 2)).toEqual([worst, of(12, 47)]);
    expect(compareFailures(of(1, 2), of(2, 4))).toBe(0);
  });
});
