import { capitalYuan } from '../../../../kernel/capital-yuan.js';
import { type Fen, formatYuan } from '../../../../kernel/money.js';
import { Html, html } from '../../../../platform/page/html.js';
import { pagePolicy } from '../../../../platform/page/page-policy.js';
import type { FundReport } from '../../../domain/reports/fund-report.js';
import { type Imprint, imprintLines } from './imprint.js';
import {
  type Column,
  FIGURE_COLUMNS,
  figuresOf,
  INCOME_COLUMNS,
  incomeOf,
  SPENDING_COLUMNS,
  spendingOf,
  sumOf,
} from './report-columns.js';
import { dayWords, SUM_WORDS, titleOf } from './report-words.js';

const STYLE = `
@page { size: A4 landscape; margin: 12mm; }
body { font: 12px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 78rem; margin: 1.5rem auto; padding: 0 1rem; color: #111; }
h1 { font-size: 1.6rem; text-align: center; } h2 { font-size: 1.15rem; margin: 1.4rem 0 0.4rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; } thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { border: 1px solid #777; padding: 0.2rem 0.35rem; text-align: left; overflow-wrap: break-word; }
th { background: #eee; } .number, .day { white-space: nowrap; } .number { text-align: right; } .sum { font-weight: bold; }
.corrected { border: 2px solid #b71c1c; padding: 0.5rem; font-weight: bold; }
footer { margin-top: 1.5rem; break-inside: avoid; } .signed { display: flex; gap: 8rem; margin: 2rem 0; } footer td { font-family: ui-monospace, monospace; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10px; } .screen { display: none; } }
`;

export const REPORT_POLICY = pagePolicy(STYLE);

/**
 * A page to print on A4 and to post. `imprint` is null for a report of the moment, which nobody vouches for; `above` is
 * what a screen shows before it and no paper.
 */
export function reportPage(report: FundReport, imprint: Imprint | null, above: Html = new Html('')): string {
  const title = titleOf(report);
  return html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${new Html(`<style>${STYLE}</style>`)}</head>
<body>
${above}
<h1>${title}</h1>
${warningOf(imprint)}
<p>截至 ${dayWords(report.asOfDay)}。金额单位：元。</p>
<h2>收支合计</h2>
${sumsOf(report)}
<h2>各村/社区收支与设备</h2>
${tableOf(FIGURE_COLUMNS, figuresOf(report))}
${unknownGapsOf(report)}
<h2>收入</h2>
${listOf(INCOME_COLUMNS, incomeOf(report), sumOf(report.villages.flatMap(({ income }) => income)))}
<h2>支出</h2>
${listOf(SPENDING_COLUMNS, spendingOf(report), sumOf(report.villages.flatMap(({ spending }) => spending)))}
<p>确认在用：安装后有足够天数的画面。待审：尚未审批的采购，其资金已预留。</p>
${footerOf(imprint)}
</body>
</html>
`.text;
}

function warningOf(imprint: Imprint | null): Html {
  if (imprint === null || imprint.correctedBy === null) return html``;
  return html`<p class="corrected">本公示已被 ${imprint.correctedBy} 更正。Corrected by ${imprint.correctedBy}.</p>`;
}

function unknownGapsOf({ total }: FundReport): Html {
  if (total.gapsClosed !== null) return html``;
  return html`<p>消除盲区一栏空白：制表时还没有算出摄像机的覆盖范围。</p>`;
}

/** With capital words beside the figures, as a bill has them. */
function sumsOf({ total, year }: FundReport): Html {
  const sums = SUM_WORDS.filter(([key]) => year !== null || key !== 'carriedFen');
  return html`<table>
<thead><tr><th>项目</th><th>金额(元)</th><th>大写</th></tr></thead>
<tbody>${sums.map(
    ([
      key,
      name,
    ]) => html`<tr><td>${name}</td>${amountCell(total[key])}<td>${capitalYuan(total[key])}</td></tr>
`,
  )}</tbody></table>`;
}

/** With its sum as a last row. */
function listOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[], sum: Fen): Html {
  if (rows.length === 0) return html`<p>无。</p>`;
  return html`${tableOf(columns, rows)}
<p class="sum">合计 ${formatYuan(sum)} 元（${capitalYuan(sum)}）</p>`;
}

function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Html {
  return html`<table>
<thead><tr>${columns.map(({ title }) => html`<th>${title}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr>${columns.map((column) => cellOf(column, row))}</tr>
`,
  )}</tbody></table>`;
}

function cellOf<Row>({ kind, of }: Column<Row>, row: Row): Html {
  const value = of(row);
  if (kind === 'money') return amountCell(value as Fen);
  if (kind === 'day') return html`<td class="day">${dayWords(String(value ?? ''))}</td>`;
  const name = { text: '', count: 'number' }[kind];
  return html`<td class="${name}">${value ?? ''}</td>`;
}

function amountCell(amount: Fen): Html {
  return html`<td class="number">${formatYuan(amount)}</td>`;
}

function footerOf(imprint: Imprint | null): Html {
  if (imprint === null) return html`<footer>未公示的实时报表，仅供内部查看。</footer>`;
  const lines = imprintLines(imprint, dayWords).map(
    ([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>`,
  );
  return html`<footer>
<p class="signed"><span>村(居)民委员会(盖章)：</span><span>监督委员会(签字)：</span><span>日期：</span></p>
<table><tbody>${lines}</tbody></table></footer>`;
}
