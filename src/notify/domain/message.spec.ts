import { sampleNotice as sample } from '../testing/sample-notice.js';
import type { ChannelKind } from './channel.js';
import { type Digest, digestOf } from './digest.js';
import { bytesOf } from './fit.js';
import { messageOf, type Setting } from './message.js';

const SETTING: Setting = {
  kind: 'feishu',
  language: 'zh',
  timeZone: 'Asia/Shanghai',
  pagesUrl: 'https://shouwang.example/',
  village: { id: 'village-1', name: '上坡村' },
};
const digest = (count: number, more: object = {}): Digest =>
  digestOf(
    Array.from({ length: count }, (_, index) =>
      sample({ id: `n${String(index).padStart(4, '0')}`, thread: `t${index}`, ...more }),
    ),
    '上坡村',
    'zh',
  );
const offline = {
  counted: { zh: '台离线', en: 'cameras offline' },
  lines: [{ zh: '三次无应答', en: 'silent' }],
};

describe('a message', () => {
  it('is plain for Feishu and e-mail', () => {
    const text =
      '【上坡村】2 台离线\n村口枪机 离线 (01-01 12:00)\n  三次无应答\n' +
      '村口枪机 离线 (01-01 12:00)\n  三次无应答\nhttps://shouwang.example/';
    expect(messageOf(digest(2, offline), SETTING)).toEqual({ title: '【上坡村】2 台离线', text });
    expect(messageOf(digest(2, offline), { ...SETTING, kind: 'email' }).text).toBe(text);
  });

  it('is Markdown for DingTalk and WeCom', () => {
    const urgent = digest(1, { ...offline, level: 'urgent' });
    const text =
      '**【上坡村】村口枪机 离线**\n\n❗ **村口枪机 离线** 01-01 12:00\n\n> 三次无应答\n\nhttps://shouwang.example/';
    expect(messageOf(urgent, { ...SETTING, kind: 'dingtalk' }).text).toBe(text);
    expect(messageOf(urgent, { ...SETTING, kind: 'wecom' }).text).toBe(text);
  });

  it('of a recovery is marked as good news', () => {
    const back = digest(1, { kind: 'recovered', level: 'urgent', title: { zh: '已恢复', en: 'back' } });
    expect(messageOf(back, { ...SETTING, pagesUrl: null }).text).toBe(
      '【上坡村】已恢复\n✅ 已恢复 (01-01 12:00)',
    );
  });

  it.each<[ChannelKind, number, (text: string, title: string) => number]>([
    ['wecom', 4_096, (text) => bytesOf(text)],
    ['dingtalk', 20_000, (text, title) => bytesOf(JSON.stringify({ title, text }))],
    ['feishu', 20_000, (text) => bytesOf(JSON.stringify(text))],
  ])('for %s is at most %i bytes, and says how much is missing', (kind, maxBytes, sizeOf) => {
    const { title, text } = messageOf(digest(1_000, offline), { ...SETTING, kind });
    const more = /…还有 (\d+) 条：https:\/\/shouwang\.example\/$/.exec(text);
    const told = text.split('村口枪机 离线').length - 1;
    expect(sizeOf(text, title)).toBeLessThanOrEqual(maxBytes);
    expect(sizeOf(text, title)).toBeGreaterThan(maxBytes * 0.9);
    expect(told + Number(more?.[1])).toBe(1_000);
  });

  it('calls nobody and links nowhere, whatever a camera is named', () => {
    const evil = digest(1, { title: { zh: '<at user_id="all"> [点我](https://evil) @all # x', en: '' } });
    expect(messageOf(evil, SETTING).text).not.toMatch(/<at/);
    for (const kind of ['dingtalk', 'wecom'] as const)
      expect(messageOf(evil, { ...SETTING, kind }).text).not.toMatch(/<at|\[点我\]|@all|# x/);
  });

  it('has a title of one short line', () => {
    const { title } = messageOf(digest(1, { title: { zh: '很'.repeat(300), en: '' } }), SETTING);
    expect([...title]).toHaveLength(121);
    expect(title.endsWith('很…')).toBe(true);
  });

  it('for a webhook is JSON with all entries, and their number where some are left out', () => {
    const { text } = messageOf(digest(2, offline), { ...SETTING, kind: 'webhook' });
    expect(JSON.parse(text)).toEqual({
      title: '【上坡村】2 台离线',
      village: { id: 'village-1', name: '上坡村' },
      more: 0,
      pagesUrl: 'https://shouwang.example/',
      entries: ['t0', 't1'].map((thread) => ({
        thread,
        kind: 'opened',
        level: 'routine',
        at: '2026-01-01T04:00:00.000Z',
        title: '村口枪机 离线',
        lines: ['三次无应答'],
      })),
    });
    const long = messageOf(digest(3_000, offline), { ...SETTING, kind: 'webhook' }).text;
    const { more, entries } = JSON.parse(long) as { more: number; entries: unknown[] };
    expect(bytesOf(long)).toBeLessThanOrEqual(131_072);
    expect([more > 0, more + entries.length]).toEqual([true, 3_000]);
  });
});
