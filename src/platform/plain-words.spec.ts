import { z } from 'zod';
import { speakPlainly } from './plain-words.js';

const SCHEMA = z.strictObject({
  name: z.string().min(2).max(3).default('ab'),
  count: z.int().min(1).lt(10).default(1),
  kind: z.enum(['village', 'community']).default('village'),
  tags: z.array(z.string()).max(1).default([]),
  change: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('buy') }),
      z.strictObject({ kind: z.literal('move') }),
    ])
    .default({ kind: 'buy' }),
  code: z.string('must be a code').optional(),
});

describe('what is wrong with a value, in plain words', () => {
  beforeAll(() => speakPlainly());
  afterAll(() => z.config({ customError: undefined }));

  it.each<[string, object, string]>([
    ['a number for a text', { name: 7 }, 'must be a text'],
    ['a text that is too short', { name: 'a' }, 'must have at least 2 characters'],
    ['a text that is too long', { name: 'abcd' }, 'must have at most 3 characters'],
    ['a text for a number', { count: '1' }, 'must be a number'],
    ['a fraction', { count: 1.5 }, 'must be a whole number'],
    ['too little', { count: 0 }, 'must be at least 1'],
    ['a limit that is not reached', { count: 10 }, 'must be less than 10'],
    ['a word that is none of those', { kind: 'town' }, 'must be one of village, community'],
    ['a list that is too long', { tags: ['a', 'b'] }, 'must have at most 1 entries'],
    ['nothing in a list', { tags: [undefined] }, 'is missing; it must be a text'],
    ['a change that nobody knows', { change: { kind: 'sell' } }, 'must be one of buy, move'],
    ['a change of no kind', { change: {} }, 'must be one of buy, move'],
    ['what has words of its own', { code: 1 }, 'must be a code'],
  ])('%s', (_what, value, expected) => {
    expect(SCHEMA.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([expected]);
  });
});
