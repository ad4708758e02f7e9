import { assert, integer, property } from 'fast-check';
import { capitalYuan } from './capital-yuan.js';
import { digitsOf, fen, MAX_FEN, parseYuan } from './money.js';

describe('人民币大写', () => {
  it.each<[string, string]>([
    // The examples of 正确填写票据和结算凭证的基本规定, rule 4.
    ['1,409.50', '人民币壹仟肆佰零玖元伍角'],
    ['6,007.14', '人民币陆仟零柒元壹角肆分'],
    ['1,680.32', '人民币壹仟陆佰捌拾元零叁角贰分'],
    ['107,000.53', '人民币壹拾万柒仟元零伍角叁分'],
    ['16,409.02', '人民币壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '人民币叁佰贰拾伍元零肆分'],
    // 整
    ['0', '人民币零元整'],
    ['1', '人民币壹元整'],
    ['10', '人民币壹拾元整'],
    ['12', '人民币壹拾贰元整'],
    ['142,697', '人民币壹拾肆万贰仟陆佰玖拾柒元整'],
    // 角 and 分 without 元
    ['0.50', '人民币伍角'],
    ['0.05', '人民币伍分'],
    ['0.53', '人民币伍角叁分'],
    ['1.01', '人民币壹元零壹分'],
    ['10.05', '人民币壹拾元零伍分'],
    ['10.50', '人民币壹拾元零伍角'],
    // 零 within and between the groups of four
    ['100', '人民币壹佰元整'],
    ['101', '人民币壹佰零壹元整'],
    ['1,001', '人民币壹仟零壹元整'],
    ['1,010', '人民币壹仟零壹拾元整'],
    ['10,000', '人民币壹万元整'],
    ['10,001', '人民币壹万零壹元整'],
    ['10,100', '人民币壹万零壹佰元整'],
    ['11,000', '人民币壹万壹仟元整'],
    ['100,000', '人民币壹拾万元整'],
    ['100,001', '人民币壹拾万零壹元整'],
    ['1,000,000', '人民币壹佰万元整'],
    ['10,010,010', '人民币壹仟零壹万零壹拾元整'],
    ['100,000,000', '人民币壹亿元整'],
    ['100,000,001', '人民币壹亿零壹元整'],
    ['100,001,000', '人民币壹亿零壹仟元整'],
    ['100,010,000', '人民币壹亿零壹万元整'],
    ['120,000,000', '人民币壹亿贰仟万元整'],
    ['1,000,000,000', '人民币壹拾亿元整'],
    ['1,030,000,000', '人民币壹拾亿叁仟万元整'],
    ['100,000,000.01', '人民币壹亿元零壹分'],
    ['999,999,999,999.99', '人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
    ['-1,680.32', '人民币负壹仟陆佰捌拾元零叁角贰分'],
  ])('of %s is %s', (yuan, expected) => {
    expect(capitalYuan(parseYuan(yuan)!)).toBe(expected);
  });

  it('reads back as the amount, with no two 零 together and none before a unit', () => {
    assert(
      property(integer({ min: 0, max: MAX_FEN }).map(fen), (amount) => {
        const words = capitalYuan(amount);
        expect(words).not.toMatch(/零零|零[仟佰拾万亿角分]|(?<!币)零元/);
        expect(words.endsWith('整')).toBe(digitsOf(amount)[1] === '00');
        expect(readBack(words)).toBe(amount);
      }),
    );
  });
});

/** Another way round than the words are made: digit by digit, by what stands after each. */
function readBack(words: string): number {
  const worth: Record<string, number> = { 仟: 1_000, 佰: 100, 拾: 10 };
  let [sum, group, digit] = [0, 0, 0];
  for (const word of words.replace(/^人民币/, '').replace(/整$/, '')) {
    const value = '零壹贰叁肆伍陆柒捌玖'.indexOf(word);
    if (value >= 0) digit = value;
    else if (word === '角') [sum, digit] = [sum + digit * 10, 0];
    else if (word === '分') [sum, digit] = [sum + digit, 0];
    else if (word in worth) [group, digit] = [group + digit * worth[word]!, 0];
    else {
      const unit = { 亿: 10_000_000_000, 万: 1_000_000, 元: 100 }[word as '亿' | '万' | '元'];
      [sum, group, digit] = [sum + (group + digit) * unit, 0, 0];
    }
  }
  return sum;
}
