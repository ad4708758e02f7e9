import type { Instant } from '../../kernel/instant.js';
import { type Draft, followUp, type Telling, titled } from './draft.js';
import type { Told } from './told.js';
import { lasting, type Words } from './words.js';

type CauseKind = 'pole' | 'uplink' | 'nvr' | 'power-feed' | 'zone' | 'village' | 'many' | 'prober';

/** An incident, as far as people are told of it. */
export interface Fell {
  readonly id: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly cause: { readonly kind: CauseKind; readonly key: string; readonly name: string };
  readonly cameras: number;
  readonly villageIds: readonly string[];
  readonly mergedInto: string | null;
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
  village: { zh: '村（社区）', en: 'the village' },
  many: { zh: '同时离线', en: 'what fell at once' },
  prober: { zh: '探测器', en: 'the prober' },
};
const COUNTED: Words = { zh: '起成批离线', en: 'incidents' };
const COUNTED_BACK: Words = { zh: '起成批离线已恢复', en: 'incidents are over' };

const ALL_BACK: Words = { zh: '已全部恢复', en: 'are all back' };
const SEES_AGAIN: Words = { zh: '已恢复探测', en: 'sees again' };

export function incidentThread(incidentId: string): string {
  return `incident:${incidentId}`;
}

function causeWords({ cause }: Pick<Fell, 'cause'>): Words {
  const { zh, en } = CAUSE[cause.kind];
  return cause.kind === 'many' ? { zh, en } : { zh: `${zh} ${cause.name}`, en: `${en} ${cause.name}` };
}

/** One notice for all of them: of its village, or of the town where several villages are affected. */
export function incidentOpened(incident: Fell, members: readonly Member[], now: Instant): Telling {
  const villageIds = new Set(members.map(({ villageId }) => villageId));
  const villageId = villageIds.size === 1 ? [...villageIds][0]! : null;
  const suspected = causeWords(incident);
  const count = members.length;
  const name = { zh: `${suspected.zh}：${count} 台`, en: `${suspected.en}: ${count} cameras` };
  const told = remembered(incident, { villageId, name }, now);
  const title = incidentTitle(incident, count);
  const lines = membersLines(members, villageIds.size);
  const draft = { id: 'opened', at: incident.openedAt, title, lines, counted: COUNTED };
  return { told, draft: followUp(told, 'opened', draft) };
}

export function incidentTitle(incident: Pick<Fell, 'cause'>, cameras: number): Words {
  const { zh, en } = causeWords(incident);
  if (incident.cause.kind === 'many')
    return { zh: `${cameras} 台同时离线，原因不明`, en: `${cameras} cameras fell together, cause unknown` };
  return { zh: `${cameras} 台同时离线，疑似${zh}`, en: `${cameras} cameras fell together: suspect ${en}` };
}

/** The prober says nothing of cameras meanwhile, so the town is told once, and no village. */
export function blindnessOpened(incident: Fell, now: Instant): Telling {
  const name = causeWords(incident);
  const told = remembered(incident, { villageId: null, name }, now);
  const title = { zh: `${name.zh} 看不到摄像机`, en: `${name.en} cannot see its cameras` };
  const lines = [
    {
      zh: `${incident.cameras} 台状态未知，不是摄像机的故障`,
      en: `${incident.cameras} cameras are unknown; this is no fault of theirs.`,
    },
  ];
  return { told, draft: followUp(told, 'opened', { id: 'opened', at: incident.openedAt, title, lines }) };
}

/** It turned out to be wider, or something else. Told once for each cause. */
export function causeChanged(told: Told, incident: Fell, members: readonly Member[], now: Instant): Draft {
  const suspected = causeWords(incident);
  const count = members.length;
  return followUp(told, 'report', {
    id: `cause:${causeKey(incident)}`.slice(0, 120),
    at: now,
    title: titled(told.name, {
      zh: `→ 现疑似${suspected.zh}，共 ${count} 台`,
      en: `→ now suspect ${suspected.en}, ${count} cameras`,
    }),
    lines: membersLines(members, new Set(members.map(({ villageId }) => villageId)).size),
  });
}

/** How it ended; null where nothing is known of it any more. */
export function incidentOver(told: Told, incident: Fell | null, now: Instant): Draft {
  const id = 'recovered';
  if (incident === null)
    return followUp(told, 'recovered', {
      id,
      at: now,
      title: titled(told.name, { zh: '已移出台账', en: 'are gone from the register' }),
      lines: [],
    });
  const at = incident.closedAt ?? now;
  if (incident.mergedInto !== null)
    return followUp(told, 'report', {
      id: 'merged',
      at,
      title: titled(told.name, { zh: '已并入更大范围的事件', en: 'became part of a wider incident' }),
      lines: [],
    });
  const took = lasting(at - incident.openedAt);
  const isBlindness = incident.cause.kind === 'prober';
  return followUp(told, 'recovered', {
    id,
    at,
    title: titled(told.name, isBlindness ? SEES_AGAIN : ALL_BACK),
    lines: [{ zh: `历时 ${took.zh}`, en: `It took ${took.en}.` }],
    counted: isBlindness ? null : COUNTED_BACK,
  });
}

export function causeKey({ cause }: Pick<Fell, 'cause'>): string {
  return `${cause.kind} ${cause.key}`;
}

function remembered(incident: Fell, known: Pick<Told, 'villageId' | 'name'>, now: Instant): Told {
  const thread = incidentThread(incident.id);
  const fresh = { level: 'urgent', toldAt: now, escalations: 0 } as const;
  return { ...known, ...fresh, thread, cause: causeKey(incident) };
}

function membersLines(members: readonly Member[], villages: number): readonly Words[] {
  const names = members.slice(0, MOST_NAMES).map(({ cameraName }) => cameraName);
  const rest = members.length - names.length;
  const zh = `${names.join('、')}${rest > 0 ? ` 等 ${members.length} 台` : ''}`;
  const en = `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const of =
    villages > 1 ? [{ zh: `涉及 ${villages} 个村（社区）`, en: `${villages} villages are affected.` }] : [];
  return [...of, { zh, en }];
}
