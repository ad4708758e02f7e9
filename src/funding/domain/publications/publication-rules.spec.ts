import { DomainError } from '../../../kernel/domain-error.js';
import { account, fundReport, incomeRow, spendingLine, spendingRow } from '../../testing/fund-report.js';
import { fen } from '../../../kernel/money.js';
import type { FundReport, IncomeRow, SpendingRow } from '../reports/fund-report.js';
import type { Publication } from './publication.js';
import { refuseBriefly, refuseCorrection, refuseOthers, refusePrivate } from './publication-rules.js';

const NO_REASON = { reason: null };
const PHONE = '13800138000';

/** Code and paths of what a rule refuses; null where it refuses nothing. */
function refused(rule: () => void): readonly [string, readonly string[]] | null {
  try {
    rule();
    return null;
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    return [cause.code, cause.fields.map(({ path }) => path)];
  }
}

function reportOf(income: Partial<IncomeRow>, spending: Partial<SpendingRow>): FundReport {
  return fundReport([account('上坡村', [incomeRow(income)], [spendingRow(spending)], fen(0))]);
}

describe('what is typed into a publication', () => {
  it('is taken as it is where it names nobody and no address', () => {
    expect(refused(() => refusePrivate(fundReport(), { reason: '单价录错' }))).toBeNull();
  });

  it('is taken where a voucher or a contract is numbered with as many digits as a phone', () => {
    const report = reportOf({}, { contractNumber: `HT${PHONE}`, invoiceNumber: PHONE });
    expect(refused(() => refusePrivate(report, NO_REASON))).toBeNull();
  });

  it.each<[string, FundReport]>([
    ['villages.0.income.0.documentNumber', reportOf({ documentNumber: `致电${PHONE}` }, {})],
    ['villages.0.spending.0.supplier', reportOf({}, { supplier: `安通 ${PHONE}` })],
    ['villages.0.spending.0.contractNumber', reportOf({}, { contractNumber: `致电${PHONE}` })],
    ['villages.0.spending.0.invoiceNumber', reportOf({}, { invoiceNumber: `${PHONE}（陈）` })],
    [
      'villages.0.spending.0.lines.0.what',
      reportOf({}, { lines: [spendingLine({ what: '枪机 10.0.0.1' })] }),
    ],
    ['villages.0.spending.0.lines.0.model', reportOf({}, { lines: [spendingLine({ model: 'fe80::1' })] })],
    [
      'villages.0.spending.0.sources.0.name',
      reportOf({}, { sources: [{ awardId: 'a', name: `2018 捐赠（${PHONE}）`, amountFen: fen(1) }] }),
    ],
    ['villages.0.village', fundReport([account(`上坡村 ${PHONE}`, [], [], fen(0))])],
    ['scope.name', { ...fundReport(), scope: { kind: 'village', id: 'a', name: PHONE } }],
  ])('is refused in %s', (path, report) => {
    expect(refused(() => refusePrivate(report, NO_REASON))).toEqual(['private-words', [path]]);
  });

  it('is refused in the reason of a correction, and tells the purchase that it is of', () => {
    expect(refused(() => refusePrivate(fundReport(), { reason: PHONE }))).toEqual([
      'private-words',
      ['reason'],
    ]);
    expect(() => refusePrivate(reportOf({}, { supplier: PHONE }), NO_REASON)).toThrow(
      'supplier of the purchase 019a0000-0000-7000-8000-0000000000b1 holds what looks like a phone number; correct it, then publish',
    );
  });
});

describe('a publication', () => {
  const old = { number: 'GS-2026-0001', villageId: 'v', programmeId: null, year: 2019, correctedBy: null };
  const corrected = (more: Partial<Publication> = {}): Publication => ({ ...old, ...more }) as Publication;
  const subject = { villageId: 'v', programmeId: null, year: 2019 };

  it('corrects what is of the same, once', () => {
    expect(refused(() => refuseCorrection(corrected(), subject))).toBeNull();
    expect(refused(() => refuseCorrection(null, subject))).toEqual(['unknown-publication', ['corrects']]);
    for (const other of [{ year: null }, { villageId: null }, { programmeId: 'p' }])
      expect(refused(() => refuseCorrection(corrected(), { ...subject, ...other }))).toEqual([
        'corrects-another',
        ['corrects'],
      ]);
    const twice = () => refuseCorrection(corrected({ correctedBy: 'GS-2026-0002' }), subject);
    expect(refused(twice)).toEqual(['corrected-already', []]);
  });

  it('is of its own village where a village makes it', () => {
    expect(refused(() => refuseOthers({ villageId: 'v' }, 'village'))).toBeNull();
    expect(refused(() => refuseOthers({ villageId: null }, 'admin'))).toBeNull();
    expect(refused(() => refuseOthers({ villageId: null }, 'village'))?.[0]).toBe('publication-of-the-town');
  });

  it('is public long enough, both days counted in', () => {
    const days = (publicTo: string) => () => refuseBriefly({ publicFrom: '2026-12-28', publicTo }, 7);
    expect(refused(days('2027-01-03'))).toBeNull();
    expect(refused(days('2027-01-02'))).toEqual(['public-too-briefly', ['publicTo']]);
  });
});
