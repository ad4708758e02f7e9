import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
const MONEY = /^(?:funding\/|kernel\/(?:money|capital-yuan)\.ts$)/;
/** The only division of money: of big integers, which has no fraction. */
const DIVIDES = 'whole * part) / sum';

const FRACTIONAL_NAMES = new Set(['parseFloat', 'toFixed', 'toPrecision', 'double']);

/** What makes whole numbers of whole numbers. */
const WHOLE_MATH = new Set(['abs', 'min', 'max']);

/** What of a source might make a fraction of an amount: each with its text. */
function fractionsOf(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isFractional(node)) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2023, true));
  return found;
}

function isFractional(node: ts.Node): boolean {
  if (ts.isNumericLiteral(node)) return !/^(?:[\d_]+|0[xob][\da-f_]+)$/i.test(node.getText());
  if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'Math')
    return !WHOLE_MATH.has(node.name.text);
  if (ts.isIdentifier(node)) return FRACTIONAL_NAMES.has(node.text);
  if (ts.isStringLiteral(node)) return /^(?:real|float|double precision|numeric|decimal)$/.test(node.text);
  const { SlashToken, SlashEqualsToken, AsteriskAsteriskToken } = ts.SyntaxKind;
  return (
    ts.isBinaryExpression(node) &&
    [SlashToken, SlashEqualsToken, AsteriskAsteriskToken].includes(node.operatorToken.kind)
  );
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => MONEY.test(file) && file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .toSorted();

describe('money', () => {
  it('is found', () => {
    expect(files).toEqual(expect.arrayContaining(['kernel/capital-yuan.ts', 'kernel/money.ts']));
  });

  it.each(files)('is never a fraction in %s', (file) => {
    const found = fractionsOf(readFileSync(join(SRC, file), 'utf8'));
    expect(found.filter((text) => !text.includes(DIVIDES))).toEqual([]);
  });

  it.each([
    ['yuan = fen / 100', 'fen / 100'],
    ['fen /= 2', 'fen /= 2'],
    ['fen * 0.01', '0.01'],
    ['fen * 1e2', '1e2'],
    ['10 ** -2', '10 ** -2'],
    ['parseFloat(text)', 'parseFloat'],
    ['Number(text).toFixed(2)', 'toFixed'],
    ['Math.round(fen)', 'Math.round'],
    ['Math.sqrt(fen)', 'Math.sqrt'],
    ["const type = 'double precision'", "'double precision'"],
    ["double('amount')", 'double'],
  ])('would be found a fraction in: %s', (source, found) => {
    expect(fractionsOf(source)).toContain(found);
  });
});
