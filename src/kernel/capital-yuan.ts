import { digitsOf, type Fen } from './money.js';

const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES = ['仟', '佰', '拾', ''];
const GROUPS = ['亿', '万', ''];

/**
 * 人民币大写 by 中国人民银行《正确填写票据和结算凭证的基本规定》: 整 after 元 alone, never after 角 or 分; one 零 for
 * zeros between digits. Where its fourth rule leaves a choice, it is written as the first of its examples: 107,000.53 is
 * 人民币壹拾万柒仟元零伍角叁分. The rules know no negative amounts; 负 follows 人民币 then.
 */
export function capitalYuan(amount: Fen): string {
  const [yuan, cents] = digitsOf(amount);
  const words = yuanWords(yuan);
  const body = `${words === '' && cents === '00' ? '零元' : words}${centWords(yuan, cents)}`;
  return `人民币${amount < 0 ? '负' : ''}${body}`;
}

function yuanWords(yuan: string): string {
  const digits = yuan.padStart(PLACES.length * GROUPS.length, '0');
  let words = '';
  let isAfterEmpty = false;
  for (const [index, name] of GROUPS.entries()) {
    const group = digits.slice(index * PLACES.length, (index + 1) * PLACES.length);
    if (/^0+$/.test(group)) {
      isAfterEmpty = true;
      continue;
    }
    const isParted = words !== '' && (isAfterEmpty || group.startsWith('0'));
    words += `${isParted ? '零' : ''}${groupWords(group)}${name}`;
    isAfterEmpty = false;
  }
  return words === '' ? '' : `${words}元`;
}

/** Four digits, not all of them zero: zeros at both ends are left out, others are one 零. */
function groupWords(group: string): string {
  const words = [...group].map((digit, index) =>
    digit === '0' ? '零' : `${DIGITS[Number(digit)]}${PLACES[index]}`,
  );
  return words
    .join('')
    .replaceAll(/零+/g, '零')
    .replaceAll(/^零|零$/g, '');
}

function centWords(yuan: string, cents: string): string {
  const [jiao, fen] = [Number(cents[0]), Number(cents[1])];
  if (jiao === 0 && fen === 0) return '整';
  const isParted = yuan !== '0' && (jiao === 0 || yuan.endsWith('0'));
  const words = [jiao === 0 ? '' : `${DIGITS[jiao]}角`, fen === 0 ? '' : `${DIGITS[fen]}分`];
  return `${isParted ? '零' : ''}${words.join('')}`;
}
