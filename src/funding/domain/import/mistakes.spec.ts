import { readdirSync, readFileSync } from 'node:fs';
import type { PlacedRefusal } from '../../../kernel/sheet/refusal.js';
import { csvRows } from '../../../platform/sheets/csv-rows.js';
import { ground, sheetOf, STAR } from '../../testing/fund-sheets.js';
import { AWARD_COLUMNS } from './award-columns.js';
import { planAwards } from './plan-awards.js';
import { planPurchases } from './plan-purchases.js';
import { PURCHASE_COLUMNS } from './purchase-columns.js';

const FOLDER = new URL('../../../../test/invalid-input/funding/', import.meta.url);
const LIMITS = { maxRows: 100, maxColumns: 50, maxUnpackedBytes: 1_000_000 };

interface Mistake {
  readonly imports: 'awards' | 'purchases';
  /** Lines of a CSV. */
  readonly file: readonly string[];
  readonly rejections: readonly PlacedRefusal[];
}

const FILES = readdirSync(FOLDER).toSorted();

function read(name: string): Mistake {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Mistake;
}

function rejectionsOf({ imports, file }: Mistake): readonly PlacedRefusal[] {
  const [header, ...rows] = csvRows(Buffer.from(file.join('\n')), LIMITS);
  const columns = imports === 'awards' ? AWARD_COLUMNS : PURCHASE_COLUMNS;
  const sheet = sheetOf(columns, header!.cells as string[], ...rows.map(({ cells }) => cells));
  const town = ground({ standing: [STAR], mayEnter: (kind) => kind !== 'subsidy' });
  const planned = imports === 'awards' ? planAwards(sheet, town) : planPurchases(sheet, town);
  return planned.rows.flatMap((row) => row.rejections);
}

describe('a mistake in a file of past years', () => {
  it.each(FILES)('is told with its cell and what to write instead: %s', (name) => {
    const mistake = read(name);
    expect(mistake.rejections.length).toBeGreaterThan(0);
    expect(rejectionsOf(mistake)).toEqual(mistake.rejections);
  });

  it('has a file for each code that awards and purchases are rejected with', () => {
    const codes = new Set(FILES.flatMap((name) => read(name).rejections.map(({ code }) => code)));
    expect([...codes].toSorted()).toEqual(CODES.toSorted());
  });
});

const CODES: readonly string[] = [
  'amount-differs',
  'amount-indivisible',
  'amount-out-of-range',
  'award-differs',
  'award-overdrawn',
  'differs-within-purchase',
  'error-value',
  'half-a-period',
  'in-the-future',
  'missing-amount',
  'missing-day',
  'missing-funding',
  'missing-kind',
  'missing-quantity',
  'missing-star',
  'missing-supplier',
  'missing-village',
  'missing-what',
  'missing-year',
  'money-of-the-town',
  'more-than-fen',
  'no-amount',
  'no-flag',
  'no-months',
  'no-period',
  'no-pieces',
  'no-star',
  'no-such-day',
  'no-year',
  'other-row-rejected',
  'period-backwards',
  'purchase-too-large',
  'rounded-amount',
  'shares-do-not-add-up',
  'shares-without-amounts',
  'star-of-another-kind',
  'too-long',
  'unknown-kind',
  'unknown-source',
  'unknown-village',
];
