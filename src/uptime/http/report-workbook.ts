import { writeXlsxStream } from 'hucre/xlsx';
import type { ReportLine } from '../app/month-report.js';

type Cell = string | number | null;

export interface Targets {
  readonly networked: number;
  readonly intactKeyAreas: number;
  readonly intactKeyTrades: number;
}

export interface ReportPart {
  readonly title: string;
  readonly lines: readonly ReportLine[];
}

const HEADERS = [
  '范围',
  '名称',
  '排名',
  '摄像机数',
  '在线率(%)',
  '联网率目标(%)',
  '完好率(%)',
  '完好率目标:重点公共区域(%)',
  '完好率目标:重点行业(%)',
  '故障数',
  '平均修复时长(小时)',
  '反复故障摄像机',
];

/** One sheet; a cell is empty where nothing was looked at, or nothing repaired. Text cells stay text. */
export function reportWorkbook(
  month: string,
  parts: readonly ReportPart[],
  targets: Targets,
): ReadableStream<Uint8Array> {
  return writeXlsxStream(rowsOf(parts, targets), { name: month, freezePane: { rows: 1 } });
}

async function* rowsOf(parts: readonly ReportPart[], targets: Targets): AsyncGenerator<Cell[]> {
  yield [...HEADERS];
  for (const { title, lines } of parts) for (const line of lines) yield cellsOf(title, line, targets);
}

function cellsOf(title: string, line: ReportLine, targets: Targets): Cell[] {
  return [
    title,
    line.name === '' ? '（无工程）' : line.name,
    line.rank,
    line.cameras,
    percent(line.uptimeRatio),
    percent(targets.networked),
    percent(line.intactRatio),
    percent(targets.intactKeyAreas),
    percent(targets.intactKeyTrades),
    line.faults,
    line.meanRepairMs === null ? null : Math.round(line.meanRepairMs / 36_000) / 100,
    line.repeatedlyFaulty,
  ];
}

/** Two decimals, never rounded up to a whole that was not reached. Worked value: 0.999999 is 99.99. */
function percent(ratio: number | null): number | null {
  return ratio === null ? null : Math.floor(ratio * 10_000 + 1e-6) / 100;
}
