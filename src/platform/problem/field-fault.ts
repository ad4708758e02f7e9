import type { FieldError } from '../../kernel/domain-error.js';

/** What a schema says of a value that does not fit, as zod tells it. */
export interface Issue {
  readonly code?: string;
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly keys?: readonly string[];
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly values?: readonly unknown[];
  readonly format?: string;
  readonly expected?: string;
}

type Fault = Pick<FieldError, 'code' | 'parameters'>;

/** By what is bounded: a text by its characters, a list by its entries, all else by its value. */
const BELOW: Readonly<Record<string, string>> = { string: 'too-short', array: 'too-few', set: 'too-few' };
const ABOVE: Readonly<Record<string, string>> = { string: 'too-long', array: 'too-many', set: 'too-many' };

/** Each field that is wrong, with a code for programs; an object with unknown keys is as many faults as it has. */
export function fieldFaults(issue: Issue): readonly FieldError[] {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  if (issue.keys !== undefined)
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'is not a known field',
      code: 'unknown-field',
    }));
  return [{ path: path.join('.'), message: issue.message, ...faultOf(issue) }];
}

function faultOf(issue: Issue): Fault {
  if (issue.message.startsWith('is missing')) return { code: 'missing' };
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return { code: ABOVE[issue.origin ?? ''] ?? 'too-large', parameters: { most: Number(issue.maximum) } };
    case 'invalid_type':
      return { code: 'wrong-type', parameters: { expected: issue.expected ?? '' } };
    case 'invalid_value':
      return { code: 'not-offered', parameters: { offered: (issue.values ?? []).map(String).join(', ') } };
    case 'invalid_format':
      return { code: 'wrong-format', parameters: { format: issue.format ?? '' } };
    default:
      return { code: 'not-valid' };
  }
}

function tooSmall({ origin = '', minimum }: Issue): Fault {
  if (origin === 'string' && Number(minimum) === 1) return { code: 'empty' };
  return { code: BELOW[origin] ?? 'too-small', parameters: { least: Number(minimum) } };
}
