import { writeXlsx } from 'hucre/xlsx';
import type { PlanReport, ReportedChange, ReportedPlace } from '../../app/plan-report.js';
import { KIND_WORDS, STATE_WORDS, STATUS_WORDS, weight, yuan } from './plan-words.js';

type Row = (string | number | null)[];

const CHANGES = ['序号', '类别', '摄像机', '村/社区', '经度', '纬度', '朝向(度)', '费用(元)'];
const PLACES = ['重点部位', '村/社区', '权重', '现状', '实施后', '现可见比例(%)', '实施后可见比例(%)'];

/** Three sheets: what the plan costs and gains, its changes, and the places that they change. Text cells stay text. */
export async function planWorkbook(report: PlanReport): Promise<Uint8Array> {
  const freezePane = { rows: 1 };
  const changes = report.changes.map((change, at) => changeRow(change, at));
  const places = report.places.map((place) => placeRow(place));
  return writeXlsx({
    sheets: [
      { name: '方案', rows: summaryOf(report), columns: [{ width: 20 }, { width: 60 }] },
      { name: '变更', rows: [CHANGES, ...changes], freezePane },
      { name: '重点部位', rows: [PLACES, ...places], freezePane },
    ],
  });
}

function summaryOf({ plan, figures, villageNames }: PlanReport): Row[] {
  const { before, after } = plan.promise;
  return [
    ['名称', plan.name],
    ['说明', plan.note],
    ['状态', STATE_WORDS[plan.state]],
    ['村/社区', villageNames.join('、')],
    ['费用(元)', yuan(figures.costFen)],
    ['盲区权重:现状', weight(before.gapWeight)],
    ['盲区权重:实施后', weight(after.gapWeight)],
    ['消除的盲区权重', weight(figures.gain)],
    ['每单位权重费用(元)', figures.fenPerGain === null ? null : yuan(figures.fenPerGain)],
    ['编制人', plan.createdBy],
  ];
}

function changeRow(change: ReportedChange, at: number): Row {
  const { kind, name, villageName, from, to, headingDeg, costFen } = change;
  const where = to ?? from;
  const position = [where?.longitudeDeg ?? null, where?.latitudeDeg ?? null];
  return [at + 1, KIND_WORDS[kind], name, villageName, ...position, headingDeg, yuan(costFen)];
}

function placeRow({ name, villageName, before, after, seenBefore, seenAfter, ...place }: ReportedPlace): Row {
  const standings = [STATUS_WORDS[before], STATUS_WORDS[after]];
  return [name, villageName, place.weight, ...standings, percent(seenBefore), percent(seenAfter)];
}

/** One decimal, never rounded up to a whole that was not reached. */
function percent(share: number): number {
  return Math.floor(share * 1_000 + 1e-6) / 10;
}
