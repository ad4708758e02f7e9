import { FAULT_RUNG, type Fault } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';
import type { Rung } from '../../kernel/rung.js';
import { type Draft, followUp, type Telling } from './draft.js';
import type { Level, Told } from './told.js';
import { lasting, same, type Words } from './words.js';

/** An outage, as far as people are told of it. */
export interface Fallen {
  readonly id: string;
  readonly cameraName: string;
  readonly villageId: string;
  readonly openedAt: Instant;
  readonly recoveredAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly closeReason: 'recovered' | 'out-of-service' | null;
  readonly fault: Fault;
  /** What a technician can try. */
  readonly advice: Words;
  readonly isFlapping: boolean;
}

const OFFLINE: Words = { zh: '离线', en: 'is offline' };
const BACK: Words = { zh: '已恢复', en: 'is back' };
const OUT_OF_SERVICE: Words = { zh: '已停用，不再告警', en: 'was taken out of service' };
const GONE: Words = { zh: '已移出台账，不再告警', en: 'was removed from the register' };
const COUNTED: Words = { zh: '台离线', en: 'cameras offline' };
const COUNTED_BACK: Words = { zh: '台已恢复', en: 'cameras are back' };

const BROKEN: Readonly<Record<Rung, Words>> = {
  reach: { zh: '网络连不上', en: 'cannot be reached' },
  onvif: { zh: 'ONVIF 无有效应答', en: 'ONVIF does not answer' },
  login: { zh: '登录不成功', en: 'the login fails' },
  stream: { zh: '取不到视频流', en: 'no stream' },
  frame: { zh: '视频流中没有画面', en: 'no picture in the stream' },
  picture: { zh: '画面异常', en: 'something is wrong with the picture' },
};

/** What broke, for people; the sentence that the prober wrote stands behind it. */
export function faultWords({ code, detail }: Fault): Words {
  const rung = FAULT_RUNG[code];
  const what = rung === null ? { zh: '原因不明', en: 'cause unknown' } : BROKEN[rung];
  return { zh: `${what.zh}（${detail}）`, en: `${what.en} (${detail})` };
}

export function outageThread(outageId: string): string {
  return `outage:${outageId}`;
}

export function outageOpened(outage: Fallen, level: Level, now: Instant): Telling {
  const { cameraName, villageId, openedAt, fault, advice, isFlapping } = outage;
  const thread = outageThread(outage.id);
  const name = same(cameraName);
  const told = { thread, villageId, level, name, inVillages: [], toldAt: now, escalations: 0, cause: null };
  const lines = [
    faultWords(fault),
    advice,
    ...(isFlapping ? [{ zh: '频繁掉线', en: 'It comes and goes.' }] : []),
  ];
  const said = { id: 'opened', at: openedAt, what: OFFLINE, lines, counted: COUNTED };
  return { told, drafts: followUp(told, 'opened', said) };
}

/** How it ended; null for an outage whose camera left the register. */
export function outageOver(told: Told, outage: Fallen | null, now: Instant): readonly Draft[] {
  const id = 'recovered';
  if (outage === null) return followUp(told, 'recovered', { id, at: now, what: GONE, lines: [] });
  const at = outage.recoveredAt ?? outage.closedAt ?? now;
  if (outage.closeReason === 'out-of-service')
    return followUp(told, 'recovered', { id, at, what: OUT_OF_SERVICE, lines: [] });
  const took = lasting(at - outage.openedAt);
  const lines = [{ zh: `中断 ${took.zh}`, en: `It was offline for ${took.en}.` }];
  return followUp(told, 'recovered', { id, at, what: BACK, lines, counted: COUNTED_BACK });
}

/** Nobody has said that they look after it, though people were told `agoMs` ago. */
export function escalated(
  told: Told,
  step: number,
  { now, agoMs }: { readonly now: Instant; readonly agoMs: number },
): readonly Draft[] {
  const since = lasting(agoMs);
  return followUp(told, 'escalated', {
    id: `escalated:${step}`,
    at: now,
    what: { zh: `仍无人确认（第 ${step} 次）`, en: `is still not acknowledged (${step})` },
    lines: [{ zh: `通知已发出 ${since.zh}`, en: `People were told ${since.en} ago.` }],
  });
}
