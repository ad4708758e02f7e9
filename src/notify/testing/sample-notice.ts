import type { WaitingNotice } from '../domain/notice.js';

export const NOON = Date.UTC(2026, 0, 1, 4);

/** A camera of 上坡村 that went offline at noon of Asia/Shanghai. */
export function sampleNotice(more: Partial<WaitingNotice> = {}): WaitingNotice {
  return {
    id: 'notice-1',
    thread: 'outage-1',
    kind: 'opened',
    level: 'routine',
    villageId: 'village-1',
    at: NOON,
    postedAt: NOON,
    title: { zh: '村口枪机 离线', en: 'Gate camera offline' },
    lines: [],
    counted: null,
    isForVillageOnly: false,
    ...more,
  };
}
