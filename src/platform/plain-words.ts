import { z } from 'zod';

type Raw = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

/** What a number is, or what a text or list has. */
const COUNTED: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

/**
 * Says what a value has to be, where its schema has no words of its own: `must be one of a, b` instead of "Invalid
 * option". For everything that is parsed in this process: settings as well as requests.
 */
export function speakPlainly(): void {
  z.config({ customError: (issue) => plainWords(issue) });
}

/** Undefined leaves it to zod. */
function plainWords(issue: Raw): string | undefined {
  const must = mustBe(issue);
  if (must === undefined) return undefined;
  return issue.input === undefined ? `is missing; it ${must}` : must;
}

function mustBe(issue: Raw): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return 'options' in issue ? oneOf(issue.options as z.core.util.Primitive[]) : undefined;
    case 'too_small':
      return bound(issue, issue.minimum, issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return bound(issue, issue.maximum, issue.inclusive === false ? 'less than' : 'at most');
    default:
      return undefined;
  }
}

function oneOf(values: readonly z.core.util.Primitive[]): string {
  const [only] = values;
  return values.length === 1 ? `must be ${String(only)}` : `must be one of ${values.map(String).join(', ')}`;
}

function bound({ origin }: { origin: string }, limit: number | bigint, word: string): string {
  const counted = COUNTED[origin];
  return counted === undefined ? `must be ${word} ${limit}` : `must have ${word} ${limit}${counted}`;
}
