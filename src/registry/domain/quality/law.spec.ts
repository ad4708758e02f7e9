import type { Camera } from '../camera.js';
import type { RegisterValues } from '../register-columns.js';
import { sampleCamera } from '../../testing/sample-camera.js';
import { lawFindings } from './law.js';

const LIMITS = { minRetentionDays: 30, filingDays: 30 };
const TODAY = Date.parse('2026-01-31T08:00:00Z');
/** Nothing that the law could find. */
const LAWFUL: Partial<RegisterValues> = {
  legalBasis: '9',
  hasSign: true,
  filingNumber: '闽公视备2025-001',
  retentionDays: 30,
};

function codesOf(register: Partial<RegisterValues>, more: Partial<Camera> = {}): string[] {
  const { register: _nothing, ...rest } = more;
  const camera = sampleCamera({ ...rest, register: { ...LAWFUL, ...register } });
  return lawFindings([camera], LIMITS, TODAY)
    .filter(({ cameras }) => cameras.length > 0)
    .map(({ code }) => code);
}

describe('what 国令第799号 finds', () => {
  it('is nothing where all is in order', () => {
    expect(codesOf({})).toEqual([]);
  });

  it.each([
    ['a village on a main road', { positionTypes: ['10'], constructionUnit: '上坡村' }, true],
    [
      'a village committee on a square',
      { positionTypes: ['8', '4'], constructionUnit: '安海镇上坡村村民委员会' },
      true,
    ],
    ['a community on a main road', { positionTypes: ['10'], constructionUnit: '兴胜社区居委会' }, true],
    ['the county on a main road', { positionTypes: ['10'], constructionUnit: '晋江市公安局' }, false],
    ['an office for villages', { positionTypes: ['10'], constructionUnit: '晋江市农村农业局' }, false],
    ['a village at its school', { positionTypes: ['8'], constructionUnit: '上坡村' }, false],
    ['nobody knows who', { positionTypes: ['10'], constructionUnit: null }, false],
  ])('article 7: %s', (_what, register, isFound) => {
    expect(codesOf(register)).toEqual(isFound ? ['village-builds-on-main-road'] : []);
  });

  it.each([
    [true, []],
    [false, ['sign-missing']],
    [null, ['sign-not-stated']],
  ])('article 13: a sign that is %s', (hasSign, codes) => {
    expect(codesOf({ hasSign })).toEqual(codes);
  });

  it.each([
    ['on the thirtieth day', '2026-01-01', null, false],
    ['on the day after', '2025-12-31', null, true],
    ['long ago, and filed', '2025-06-01', '2025-12-01', false],
    ['before the law, counted from the day that it came into force', '2021-05-01', null, true],
    ['nobody knows when', null, null, false],
  ])('article 14: installed %s', (_when, installedOn, filedOn, isFound) => {
    expect(codesOf({ filingNumber: null, installedOn, filedOn })).toEqual(isFound ? ['filing-overdue'] : []);
  });

  it('counts the days that a filing is overdue', () => {
    const camera = sampleCamera({ register: { ...LAWFUL, filingNumber: null, installedOn: '2021-05-01' } });
    const filing = lawFindings([camera], LIMITS, Date.parse('2025-05-02T00:00:00Z')).find(
      ({ code }) => code === 'filing-overdue',
    )!;
    expect(filing.article).toBe(14);
    expect(filing.cameras).toEqual([
      {
        id: 'c-1',
        name: '村口',
        villageId: 'v-1',
        detail: { zh: '2021-05-01 安装，已逾期 1 天', en: 'installed on 2021-05-01, 1 days overdue' },
      },
    ]);
  });

  it.each([
    [29, true],
    [30, false],
    [null, false],
  ])('article 17: kept for %s days', (retentionDays, isFound) => {
    expect(codesOf({ retentionDays })).toEqual(isFound ? ['retention-too-short'] : []);
  });

  it.each(['planned', 'removed'] as const)('asks nothing of a camera that is %s', (lifecycle) => {
    expect(codesOf({ retentionDays: 1, hasSign: false, legalBasis: null }, { lifecycle })).toEqual([]);
  });

  it('asks on which article a camera hangs', () => {
    expect(codesOf({ legalBasis: null }, { lifecycle: 'under-repair' })).toEqual(['legal-basis-missing']);
  });
});
