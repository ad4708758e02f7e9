import type { Words } from './words.js';

type CauseKind = 'pole' | 'uplink' | 'nvr' | 'power-feed' | 'zone' | 'village' | 'many' | 'prober';

export interface Suspected {
  readonly cause: { readonly kind: CauseKind; readonly key: string; readonly name: string };
}

/** A member that people are told of. */
export interface Member {
  readonly cameraName: string;
  readonly villageId: string;
}

/** More names than this help nobody; the pages show them all. */
const MOST_NAMES = 20;

const CAUSE: Readonly<Record<CauseKind, Words>> = {
  pole: { zh: '立杆', en: 'the pole' },
  uplink: { zh: '上联交换机', en: 'the switch' },
  nvr: { zh: '录像机', en: 'the recorder' },
  'power-feed': { zh: '供电回路', en: 'the power feed' },
  zone: { zh: '网络区域', en: 'the network' },
  village: { zh: '村/社区', en: 'the village' },
  many: { zh: '同时离线', en: 'what fell at once' },
  prober: { zh: '探测器', en: 'the prober' },
};

export function causeWords({ cause }: Suspected): Words {
  const { zh, en } = CAUSE[cause.kind];
  return cause.kind === 'many' ? { zh, en } : { zh: `${zh} ${cause.name}`, en: `${en} ${cause.name}` };
}

/** What an incident is called to those of whom so many cameras are down. */
export function incidentName(incident: Suspected, cameras: number): Words {
  const { zh, en } = causeWords(incident);
  return { zh: `${zh}：${cameras} 台`, en: `${en}: ${cameras} cameras` };
}

export function incidentTitle(incident: Suspected, cameras: number): Words {
  const { zh, en } = causeWords(incident);
  if (incident.cause.kind === 'many')
    return { zh: `${cameras} 台同时离线，原因不明`, en: `${cameras} cameras fell together, cause unknown` };
  return { zh: `${cameras} 台同时离线，疑似${zh}`, en: `${cameras} cameras fell together: suspect ${en}` };
}

/** Told to the town, or to the only village that is affected. */
export function membersLines(members: readonly Member[]): readonly Words[] {
  const villages = villagesOf(members).length;
  const affected =
    villages > 1 ? [{ zh: `涉及 ${villages} 个村/社区`, en: `${villages} villages are affected.` }] : [];
  return [...affected, namesLine(members)];
}

/** Told to one village of several: its own cameras by name, all others as a number. */
export function ownLines(members: readonly Member[], villageId: string): readonly Words[] {
  const count = members.length;
  const others = villagesOf(members).length - 1;
  const wider = {
    zh: `另有 ${others} 个村/社区受影响，共 ${count} 台`,
    en: `So are ${others} other ${others === 1 ? 'village' : 'villages'}: ${count} cameras in all.`,
  };
  const own = namesLine(membersIn(members, villageId));
  return others > 0 ? [wider, own] : [own];
}

export function membersIn(members: readonly Member[], villageId: string): readonly Member[] {
  return members.filter((member) => member.villageId === villageId);
}

/** In the order in which their first cameras are listed. */
export function villagesOf(members: readonly Member[]): readonly string[] {
  return [...new Set(members.map(({ villageId }) => villageId))];
}

function namesLine(members: readonly Member[]): Words {
  const names = members.slice(0, MOST_NAMES).map(({ cameraName }) => cameraName);
  const rest = members.length - names.length;
  return {
    zh: `${names.join('、')}${rest > 0 ? ` 等 ${members.length} 台` : ''}`,
    en: `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
  };
}
