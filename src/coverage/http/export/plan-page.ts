import type { PlanReport, ReportedChange, ReportedPlace } from '../../app/plan-report.js';
import { Html, html } from '../../../platform/page/html.js';
import { pagePolicy } from '../../../platform/page/page-policy.js';
import { letter, planSketch } from './plan-sketch.js';
import { KIND_WORDS, STATE_WORDS, STATUS_WORDS, weight, yuan } from './plan-words.js';

const STYLE = `
body { font: 14px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 52rem; margin: 2rem auto; color: #222; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 1.6rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; } tr { break-inside: avoid; }
th, td { border: 1px solid #999; padding: 0.25rem 0.5rem; text-align: left; }
.number { text-align: right; white-space: nowrap; }
svg { width: 100%; max-height: 20rem; box-sizing: border-box; border: 1px solid #ccc; break-inside: avoid; }
svg text { font-size: 11px; text-anchor: middle; fill: #fff; }
.change path { fill: #1f5fbf; } .seen circle { fill: #2e7d32; } .gap rect { fill: #c62828; }
.scale path { stroke: #222; fill: none; } svg .scale text { fill: #222; }
footer { margin-top: 2rem; color: #666; }
@page { size: A4; margin: 15mm; }
@media print { body { margin: 0; max-width: none; font-size: 12px; } }
`;

export const PAGE_POLICY = pagePolicy(STYLE);

/** A page to print and to post: what the plan does, what it costs, and how its places stand before and after. */
export function planPage(report: PlanReport, timeZone: string): string {
  const { plan } = report;
  const date = new Intl.DateTimeFormat('zh-CN', { timeZone, dateStyle: 'long' });
  return html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>${plan.name}</title>${new Html(`<style>${STYLE}</style>`)}</head>
<body>
<h1>${plan.name}</h1>
<p>${plan.note ?? ''}</p>
${factsOf(report)}
<h2>示意图</h2>
${planSketch(report)}
<p>上方为北。菱形数字为变更；字母为重点部位，圆形的实施后已覆盖，方形的实施后仍是盲区。</p>
<h2>变更</h2>
${changesOf(report)}
<h2>重点部位</h2>
${placesOf(report)}
<footer>${plan.createdBy}　${date.format(plan.promisedAt)} 计算</footer>
</body>
</html>
`.text;
}

function factsOf({ plan, figures, villageNames }: PlanReport): Html {
  const { before, after } = plan.promise;
  const each = figures.fenPerGain === null ? '—' : money(figures.fenPerGain);
  const facts = [
    ['村/社区', villageNames.join('、')],
    ['状态', STATE_WORDS[plan.state]],
    ['费用', money(figures.costFen)],
    ['盲区权重', `${weight(before.gapWeight)} → ${weight(after.gapWeight)}（消除 ${weight(figures.gain)}）`],
    ['每单位权重费用', each],
  ] as const;
  return html`<table>${facts.map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>`)}</table>`;
}

function changesOf({ changes }: PlanReport): Html {
  return html`<table>
<thead><tr><th>序号</th><th>类别</th><th>摄像机</th><th>村/社区</th><th>经度, 纬度</th><th>朝向(度)</th><th>费用</th></tr></thead>
<tbody>${changes.map((change, at) => changeRow(change, at))}</tbody></table>`;
}

function changeRow({ kind, name, villageName, ...change }: ReportedChange, at: number): Html {
  const { from, to, headingDeg, costFen } = change;
  const where = positionWords(to ?? from);
  const words = html`<td>${KIND_WORDS[kind]}</td><td>${name}</td><td>${villageName ?? ''}</td>`;
  const figures = html`<td class="number">${where}</td><td class="number">${headingDeg ?? ''}</td><td class="number">${money(costFen)}</td>`;
  return html`<tr><td>${at + 1}</td>${words}${figures}</tr>
`;
}

function placesOf({ places }: PlanReport): Html {
  return html`<table>
<thead><tr><th>标记</th><th>名称</th><th>村/社区</th><th>权重</th><th>现状</th><th>实施后</th></tr></thead>
<tbody>${places.map((place, at) => placeRow(place, at))}</tbody></table>`;
}

function placeRow({ name, villageName, before, after, ...place }: ReportedPlace, at: number): Html {
  const words = html`<td>${letter(at)}</td><td>${name}</td><td>${villageName}</td>`;
  const standings = html`<td>${STATUS_WORDS[before]}</td><td>${STATUS_WORDS[after]}</td>`;
  return html`<tr>${words}<td class="number">${place.weight}</td>${standings}</tr>
`;
}

/** To the sixth digit, a tenth of a metre; empty where nobody knows. */
function positionWords(position: ReportedChange['to']): string {
  return position === null ? '' : `${position.longitudeDeg.toFixed(6)}, ${position.latitudeDeg.toFixed(6)}`;
}

function money(fen: number): string {
  const decimals = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${yuan(fen).toLocaleString('zh-CN', decimals)} 元`;
}
