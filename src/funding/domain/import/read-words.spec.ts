import type { Read } from '../../../kernel/sheet/refusal.js';
import { otherUnits, NOT_IN_YUAN } from './fund-columns.js';
import { kindOf, readMonths, readPeriod, readPieces, readStar, readYear } from './read-words.js';

/** Null for what is refused. */
const valueOf = <T>(read: Read<T>): T | null => (read.ok ? read.value : null);

describe('words of a file of past years', () => {
  it.each([
    ['一星', 1],
    ['五星级', 5],
    ['5', 5],
    ['３星', 3],
    ['★★★★', 4],
    ['★★★☆☆', 3],
    ['☆☆☆☆☆', null],
    ['六星', null],
    ['★★★★★★', null],
    ['优秀', null],
  ])('the star %s is %p', (text, star) => {
    expect(valueOf(readStar(text))).toBe(star);
  });

  it.each([
    ['2019', 2019],
    ['2019年度', 2019],
    [' ２０１９ 年', 2019],
    ['19', null],
    ['1999', null],
    ['2101', null],
  ])('the year %s is %p', (text, year) => {
    expect(valueOf(readYear(text))).toBe(year);
  });

  it.each([
    ['平安奖励金', 'star'],
    ['镇级补助', 'subsidy'],
    ['村集体', 'collective'],
    ['捐 赠', 'donation'],
    ['其它', 'other'],
    ['subsidy', 'subsidy'],
    ['贷款', null],
  ])('the source %s is of the kind %p', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  it.each([
    ['47', 47],
    ['47台', 47],
    ['47.0', 47],
    ['0', null],
    ['1.5', null],
    ['101', null],
  ])('%s are %p of at most 100 pieces', (text, pieces) => {
    expect(valueOf(readPieces(text, 100))).toBe(pieces);
  });

  it.each([
    ['36', 36],
    ['36个月', 36],
    ['3年', 36],
    ['20年', 240],
    ['21年', null],
    ['0', null],
  ])('a warranty of %s is %p months', (text, months) => {
    expect(valueOf(readMonths(text))).toBe(months);
  });

  it.each([
    ['2020-01-05至2020-01-12', ['2020-01-05', '2020-01-12']],
    ['2020年1月5日—1月12日', ['2020-01-05', '2020-01-12']],
    ['2020.1.5-2020.1.12', ['2020-01-05', '2020-01-12']],
    ['2020/12/28～2021/1/4', ['2020-12-28', '2021-01-04']],
    ['2020-02-30至2020-03-05', null],
    ['2020-01-05', null],
    ['七天', null],
  ])('the publication %s is %p', (text, days) => {
    const period = valueOf(readPeriod(text));
    expect(period === null ? null : [period.from, period.to]).toEqual(days);
  });

  it.each([
    ['金额(万元)', true],
    ['金额（千元）', true],
    ['金额(元)', false],
    ['金额', false],
    ['奖励金额【万】', true],
  ])('the header %s counts in another unit: %p', (header, isOther) => {
    expect(otherUnits([{ header, column: { otherUnit: NOT_IN_YUAN } }])).toEqual(isOther ? [header] : []);
  });
});
