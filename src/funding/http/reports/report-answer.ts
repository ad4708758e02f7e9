import { capitalYuan } from '../../../kernel/capital-yuan.js';
import { toIso } from '../../../kernel/instant.js';
import type { ExplainedReport } from '../../app/reports/report-evidence.js';
import type { VillageEvidence } from '../../domain/reports/evidence.js';
import type { Figures, FundReport, SpendingRow, VillageAccount } from '../../domain/reports/fund-report.js';
import { inYuan, rowAnswer } from '../funding-answers.js';

export type ReportAnswer = ReturnType<typeof reportAnswer>;
export type ExplainedAnswer = ReturnType<typeof explainedAnswer>;

export function reportAnswer({ asOf, villages, total, ...report }: FundReport) {
  return {
    ...report,
    asOf: toIso(asOf),
    total: totalAnswer(total),
    villages: villages.map((account) => accountAnswer(account)),
  };
}

/** With the evidence of each village, and of the places that all of them together closed the gap of. */
export function explainedAnswer({ report, villages, gapsClosed }: ExplainedReport) {
  const answer = reportAnswer(report);
  return {
    ...answer,
    evidence: { gapsClosed },
    villages: answer.villages.map((account) => ({
      ...account,
      evidence: evidenceAnswer(villages.get(account.villageId)!),
    })),
  };
}

/** In words, too, as it stands on paper. */
function totalAnswer(total: Figures) {
  return {
    ...figuresAnswer(total),
    carriedInWords: capitalYuan(total.carriedFen),
    receivedInWords: capitalYuan(total.receivedFen),
    spentInWords: capitalYuan(total.spentFen),
    reservedInWords: capitalYuan(total.reservedFen),
    leftInWords: capitalYuan(total.leftFen),
  };
}

function figuresAnswer({ carriedFen, receivedFen, spentFen, reservedFen, leftFen, ...units }: Figures) {
  return {
    ...inYuan('carried', carriedFen),
    ...inYuan('received', receivedFen),
    ...inYuan('spent', spentFen),
    ...inYuan('reserved', reservedFen),
    ...inYuan('left', leftFen),
    ...units,
  };
}

function accountAnswer({ villageId, village, figures, income, spending }: VillageAccount) {
  return {
    villageId,
    village,
    figures: figuresAnswer(figures),
    income: income.map(({ amountFen, ...row }) => ({ ...row, ...inYuan('amount', amountFen) })),
    spending: spending.map((row) => spendingAnswer(row)),
  };
}

function spendingAnswer({ amountFen, lines, sources, ...row }: SpendingRow) {
  return {
    ...row,
    ...inYuan('amount', amountFen),
    lines: lines.map(({ unitPriceFen, amountFen: whole, ...line }) => ({
      ...line,
      ...inYuan('unitPrice', unitPriceFen),
      ...inYuan('amount', whole),
    })),
    sources: sources.map(({ amountFen: part, ...source }) => ({ ...source, ...inYuan('amount', part) })),
  };
}

function evidenceAnswer({ villageId: _villageId, rows, ...evidence }: VillageEvidence) {
  return {
    rows: rows.map(({ countedFen, part, ...row }) => ({
      ...rowAnswer(row),
      part,
      ...inYuan('counted', countedFen),
    })),
    ...evidence,
  };
}
