import { isDeepStrictEqual } from 'node:util';

interface Finding {
  readonly what: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** Expected beside found, told line by line as the day goes on. */
export class Findings {
  private readonly all: Finding[] = [];

  constructor(private readonly say: (line: string) => void) {}

  expect(what: string, expected: unknown, found: unknown): void {
    this.all.push({ what, expected, found });
    const isRight = isDeepStrictEqual(expected, found);
    this.say(
      `${isRight ? 'ok   ' : 'WRONG'} ${what}: ${isRight ? told(found) : `expected ${told(expected)}, found ${told(found)}`}`,
    );
  }

  /** Told between the findings; nothing is held against it. */
  note(text: string): void {
    this.say(`      ${text}`);
  }

  get wrong(): number {
    return this.all.filter(({ expected, found }) => !isDeepStrictEqual(expected, found)).length;
  }

  get count(): number {
    return this.all.length;
  }
}

function told(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)} …` : text;
}
