import { CODE_TABLES, type CodeTable } from '../code-tables.js';
import { type Cell, textOf } from '../../../kernel/sheet/cell.js';
import { nearestNames } from '../../../kernel/sheet/nearest-names.js';
import { type Read, refuse, taken } from '../../../kernel/sheet/refusal.js';

/** What people write for the words of a table. */
const OTHER_WORDS: { readonly [T in CodeTable]?: Readonly<Record<string, string>> } = {
  vendor: { 海康: '1', hikvision: '1', dahua: '2', 浙江大华: '2', 宇视科技: '9', uniview: '9', huawei: '15' },
  pointType: { 一类点: '1', 二类点: '2', 三类点: '3', 一类: '1', 二类: '2', 三类: '3' },
  cameraType: { 枪机: '3', 快球: '1', 固定枪: '3' },
  encodeFormat: { h264: '2', h265: '4', hevc: '4', avc: '2' },
  direction: { 东: '1', 西: '2', 南: '3', 北: '4', 东南: '5', 东北: '6', 西南: '7', 西北: '8', 全方位: '9' },
  networkAttribute: { 否: '0', 是: '1', 联网: '1' },
};

/** A code or its Chinese word, as `2` or `大华`; also with both, as `2 大华` or `2-大华`. */
export function readCode(cell: Cell, table: CodeTable): Read<string> {
  const text = textOf(cell);
  const code = codeOf(text, table);
  return code === null ? unknownCode(text, table) : taken(code);
}

/** Several, divided by `/` `、` `,` `;`. No word of a table that may be named several times holds a `/` itself. */
export function readCodes(cell: Cell, table: CodeTable): Read<readonly string[]> {
  const text = textOf(cell);
  const whole = codeOf(text, table);
  if (whole !== null) return taken([whole]);
  const codes: string[] = [];
  for (const word of split(text, table)) {
    const code = codeOf(word, table);
    if (code === null) return unknownCode(word, table);
    if (!codes.includes(code)) codes.push(code);
  }
  return taken(codes);
}

/** `重点水域、航道` is one word although it holds a 、. */
function split(text: string, table: CodeTable): readonly string[] {
  const holding = Object.values(CODE_TABLES[table]).filter((word: string) => word.includes('、'));
  const marked = holding.reduce((rest, word) => rest.replaceAll(word, word.replaceAll('、', '\u0000')), text);
  return marked
    .split(/[/、,，;；|]/)
    .map((word) => word.replaceAll('\u0000', '、').trim())
    .filter((word) => word !== '');
}

function codeOf(text: string, table: CodeTable): string | null {
  const words: Readonly<Record<string, string>> = CODE_TABLES[table];
  const plain = plainWord(text);
  const byCode = withoutZeros(plain);
  if (byCode in words) return byCode;
  const byWord = Object.entries(words).find(([, word]) => plainWord(word) === plain);
  if (byWord) return byWord[0];
  const other = OTHER_WORDS[table]?.[plain];
  if (other !== undefined) return other;
  const both = /^(\d+(?:-\d)?)[-.:、]?(\D.*)$/.exec(plain);
  return both && both[2] !== undefined && plainWord(words[both[1]!] ?? '') === both[2] ? both[1]! : null;
}

function plainWord(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s.]+/g, '');
}

/** Excel keeps `02` as it is where the cell is text. */
function withoutZeros(text: string): string {
  return /^0\d+$/.test(text) ? String(Number(text)) : text;
}

function unknownCode(word: string, table: CodeTable): { readonly ok: false } & ReturnType<typeof refuse> {
  const entries = Object.entries(CODE_TABLES[table]);
  const list = entries.map(([code, meaning]) => `${code} ${meaning}`).join('，');
  const [near] = nearestNames(word, Object.values(CODE_TABLES[table]), 1);
  return refuse(
    'not-in-code-table',
    [`“${word}”不在代码表中`, `"${word}" is not in the code table`],
    near === undefined
      ? [`填写代码或名称：${list}`, `write a code or its word: ${list}`]
      : [`是否为“${near}”？可填：${list}`, `did you mean ${near}? Write a code or its word: ${list}`],
  );
}
