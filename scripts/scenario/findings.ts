import { isDeepStrictEqual } from 'node:util';

interface Finding {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly isRight: boolean;
}

/** Expected beside found, told line by line as the day goes on. */
export class Findings {
  private readonly all: Finding[] = [];

  constructor(private readonly say: (line: string) => void) {}

  expect(what: string, expected: unknown, found: unknown): void {
    const isRight = isDeepStrictEqual(expected, found);
    this.add({ what, expected: told(expected), found: told(found), isRight });
  }

  /** Numbers that depend on the hour: no more than so much. */
  expectAtMost(what: string, most: number, found: number): void {
    this.add({ what, expected: `≤ ${rounded(most)}`, found: rounded(found), isRight: found <= most });
  }

  /** Told between the findings; nothing is held against it. */
  note(text: string): void {
    this.say(`      ${text}`);
  }

  /** All of them once more, one beneath the other. */
  table(): string {
    const rows = this.all.map(({ what, expected, found, isRight }) => [
      what,
      expected,
      found,
      isRight ? 'ok' : 'WRONG',
    ]);
    const lines = [['what', 'expected', 'found', 'ok'], ...rows];
    const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
    const drawn = (line: readonly string[]): string =>
      line.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ');
    return lines.map((line) => drawn(line).trimEnd()).join('\n');
  }

  get wrong(): number {
    return this.all.filter(({ isRight }) => !isRight).length;
  }

  get count(): number {
    return this.all.length;
  }

  private add(finding: Finding): void {
    this.all.push(finding);
    const { what, expected, found, isRight } = finding;
    const words = isRight ? found : `expected ${expected}, found ${found}`;
    this.say(`${isRight ? 'ok   ' : 'WRONG'} ${what}: ${words}`);
  }
}

function told(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)} …` : text;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}
