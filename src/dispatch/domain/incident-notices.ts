import type { Instant } from '../../kernel/instant.js';
import { type Audience, audiencesOf, type Draft, draftFor, followUp, type Telling, titled } from './draft.js';
import {
  causeWords,
  incidentName,
  incidentTitle,
  type Member,
  membersIn,
  membersLines,
  ownLines,
  type Suspected,
  villagesOf,
} from './incident-words.js';
import type { Told, ToldVillage } from './told.js';
import { lasting, type Words } from './words.js';

/** An incident, as far as people are told of it. */
export interface Fell extends Suspected {
  readonly id: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly cameras: number;
  readonly villageIds: readonly string[];
  readonly mergedInto: string | null;
}

const COUNTED: Words = { zh: '起成批离线', en: 'incidents' };
const COUNTED_BACK: Words = { zh: '起成批离线已恢复', en: 'incidents are over' };

const ALL_BACK: Words = { zh: '已全部恢复', en: 'are all back' };
const SEES_AGAIN: Words = { zh: '已恢复探测', en: 'sees again' };

export function incidentThread(incidentId: string): string {
  return `incident:${incidentId}`;
}

/**
 * One notice for all of them: of its village, or of the town where several villages are affected; then each of these is
 * told of its own cameras, too, and of the others no more than how many they are.
 */
export function incidentOpened(incident: Fell, members: readonly Member[], now: Instant): Telling {
  const villages = villagesOf(members);
  const isOfOne = villages.length === 1;
  const known = {
    villageId: isOfOne ? villages[0]! : null,
    name: incidentName(incident, members.length),
    inVillages: isOfOne ? [] : villages.map((villageId) => toldVillage(incident, members, villageId)),
  };
  const told = remembered(incident, known, now);
  return { told, drafts: audiencesOf(told).map((audience) => openedFor(audience, incident, members)) };
}

/** It reached villages that were not told of it; null where it did not. The town is told once that it is of several. */
export function incidentSpread(
  told: Told,
  incident: Fell,
  members: readonly Member[],
  now: Instant,
): Telling | null {
  const { villageId, name } = told;
  const toldApart = villageId === null ? told.inVillages : [{ villageId, name }];
  const known = new Set(toldApart.map((village) => village.villageId));
  const fresh = villagesOf(members).filter((id) => !known.has(id));
  if (fresh.length === 0) return null;
  const inVillages = [...toldApart, ...fresh.map((id) => toldVillage(incident, members, id))];
  const wider = { ...told, villageId: null, inVillages };
  const [town, ...apart] = audiencesOf(wider);
  const toTown = villageId === null ? [] : [spreadTo(town, members, now)];
  const toFresh = apart.filter((audience) => fresh.includes(audience.villageId!));
  return {
    told: wider,
    drafts: [...toTown, ...toFresh.map((audience) => openedFor(audience, incident, members))],
  };
}

/** The prober says nothing of cameras meanwhile, so the town is told once, and no village. */
export function blindnessOpened(incident: Fell, now: Instant): Telling {
  const name = causeWords(incident);
  const told = remembered(incident, { villageId: null, name, inVillages: [] }, now);
  const what = { zh: '看不到摄像机', en: 'cannot see its cameras' };
  const lines = [
    {
      zh: `${incident.cameras} 台状态未知，不是摄像机的故障`,
      en: `${incident.cameras} cameras are unknown; this is no fault of theirs.`,
    },
  ];
  return { told, drafts: followUp(told, 'opened', { id: 'opened', at: incident.openedAt, what, lines }) };
}

/** It turned out to be something else. Told once for each cause, to those of whom cameras are down. */
export function causeChanged(
  told: Told,
  incident: Fell,
  members: readonly Member[],
  now: Instant,
): readonly Draft[] {
  const suspected = causeWords(incident);
  const id = `cause:${causeKey(incident)}`.slice(0, 100);
  return audiencesOf(told).flatMap((audience) => {
    const count = ofAudience(audience, members).length;
    if (count === 0) return [];
    const what = {
      zh: `→ 现疑似${suspected.zh}，共 ${count} 台`,
      en: `→ now suspect ${suspected.en}, ${count} cameras`,
    };
    const title = titled(audience.name, what);
    return draftFor(audience, 'report', { id, at: now, title, lines: linesFor(audience, members) });
  });
}

/** How it ended; null where nothing is known of it any more. */
export function incidentOver(told: Told, incident: Fell | null, now: Instant): readonly Draft[] {
  if (incident === null) {
    const what = { zh: '已移出台账', en: 'are gone from the register' };
    return followUp(told, 'recovered', { id: 'recovered', at: now, what, lines: [] });
  }
  const at = incident.closedAt ?? now;
  if (incident.mergedInto !== null) {
    const what = { zh: '已并入更大范围的事件', en: 'became part of a wider incident' };
    return followUp(told, 'report', { id: 'merged', at, what, lines: [] });
  }
  const took = lasting(at - incident.openedAt);
  const isBlindness = incident.cause.kind === 'prober';
  return followUp(told, 'recovered', {
    id: 'recovered',
    at,
    what: isBlindness ? SEES_AGAIN : ALL_BACK,
    lines: [{ zh: `历时 ${took.zh}`, en: `It took ${took.en}.` }],
    counted: isBlindness ? null : COUNTED_BACK,
  });
}

export function causeKey({ cause }: Suspected): string {
  return `${cause.kind} ${cause.key}`;
}

function remembered(
  incident: Fell,
  known: Pick<Told, 'villageId' | 'name' | 'inVillages'>,
  now: Instant,
): Told {
  const thread = incidentThread(incident.id);
  const fresh = { level: 'urgent', toldAt: now, escalations: 0 } as const;
  return { ...known, ...fresh, thread, cause: causeKey(incident) };
}

function toldVillage(incident: Fell, members: readonly Member[], villageId: string): ToldVillage {
  return { villageId, name: incidentName(incident, membersIn(members, villageId).length) };
}

function openedFor(audience: Audience, incident: Fell, members: readonly Member[]): Draft {
  const title = incidentTitle(incident, ofAudience(audience, members).length);
  const lines = linesFor(audience, members);
  return draftFor(audience, 'opened', {
    id: 'opened',
    at: incident.openedAt,
    title,
    lines,
    counted: COUNTED,
  });
}

function spreadTo(town: Audience, members: readonly Member[], now: Instant): Draft {
  const what = { zh: `→ 波及多个村，共 ${members.length} 台`, en: `→ wider: ${members.length} cameras` };
  const title = titled(town.name, what);
  return draftFor(town, 'report', { id: 'spread', at: now, title, lines: membersLines(members) });
}

function ofAudience(
  { isForVillageOnly, villageId }: Audience,
  members: readonly Member[],
): readonly Member[] {
  return isForVillageOnly ? membersIn(members, villageId!) : members;
}

function linesFor({ isForVillageOnly, villageId }: Audience, members: readonly Member[]): readonly Words[] {
  return isForVillageOnly ? ownLines(members, villageId!) : membersLines(members);
}
