import { sampleNotice as sample, NOON } from '../testing/sample-notice.js';
import { digestOf } from './digest.js';

const offline = { counted: { zh: '台离线', en: 'cameras offline' } };
const back = { kind: 'recovered', counted: { zh: '台已恢复', en: 'cameras recovered' } } as const;
const threads = (count: number, more: object) =>
  Array.from({ length: count }, (_, index) => sample({ id: `n${index}`, thread: `t${index}`, ...more }));

describe('a digest', () => {
  it.each([
    ['one notice', [sample()], '【上坡村】村口枪机 离线', '【上坡村】Gate camera offline'],
    ['three of a kind', threads(3, offline), '【上坡村】3 台离线', '【上坡村】3 cameras offline'],
    ['the same three mended', threads(3, back), '【上坡村】3 台已恢复', '【上坡村】3 cameras recovered'],
    [
      'several kinds without words of their own',
      [
        sample({ id: 'a', thread: 'a', kind: 'report' }),
        sample({ id: 'b', thread: 'b', kind: 'recovered' }),
        sample({ id: 'c', thread: 'c', kind: 'escalated' }),
        sample({ id: 'd', thread: 'd' }),
        sample({ id: 'e', thread: 'e' }),
        sample({ id: 'f', thread: 'f', kind: 'reminder' }),
      ],
      '【上坡村】2 条新告警，1 条已恢复，1 条升级，1 条提醒，1 份报告',
      '【上坡村】2 new, 1 recovered, 1 escalated, 1 still open, 1 reported',
    ],
  ])('of %s says so', (_case, notices, zh, en) => {
    expect(digestOf(notices, '上坡村', 'zh').headline).toBe(zh);
    expect(digestOf(notices, '上坡村', 'en').headline).toBe(en);
  });

  it('of no village is the whole town', () => {
    expect(digestOf([sample()], null, 'zh').headline).toBe('【全镇】村口枪机 离线');
    expect(digestOf([sample()], null, 'en').headline).toBe('【Town】Gate camera offline');
  });

  it('puts urgent ones first, then the newest', () => {
    const notices = [
      sample({ id: 'old', thread: 'old' }),
      sample({ id: 'urgent', thread: 'urgent', level: 'urgent', at: NOON - 5 }),
      sample({ id: 'new', thread: 'new', at: NOON + 5 }),
    ];
    expect(digestOf(notices, null, 'zh').entries.map(({ thread }) => thread)).toEqual([
      'urgent',
      'new',
      'old',
    ]);
  });

  it('tells only the latest of a thread', () => {
    const notices = [
      sample({
        ...back,
        id: 'b',
        at: NOON + 60_000,
        title: { zh: '村口枪机 已恢复', en: 'Gate camera is back' },
      }),
      sample(),
    ];
    const { headline, entries } = digestOf(notices, '上坡村', 'zh');
    expect([headline, entries.length]).toEqual(['【上坡村】村口枪机 已恢复', 1]);
  });
});
