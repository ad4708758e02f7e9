import { z } from 'zod';
import { speakPlainly } from '../plain-words.js';
import { fieldFaults } from './field-fault.js';

function faultsOf(schema: z.ZodType, value: unknown) {
  return (schema.safeParse(value).error?.issues ?? []).flatMap((issue) => fieldFaults(issue));
}

describe('fieldFaults', () => {
  beforeAll(() => speakPlainly());

  it.each([
    ['a text that is empty', z.string().min(1, 'must not be empty'), '', { code: 'empty' }],
    ['a text that is short', z.string().min(12), 'a', { code: 'too-short', parameters: { least: 12 } }],
    [
      'a text that is long',
      z.string().max(2, 'no more'),
      'abc',
      { code: 'too-long', parameters: { most: 2 } },
    ],
    ['a list with too little', z.array(z.string()).min(1), [], { code: 'too-few', parameters: { least: 1 } }],
    ['a list with too much', z.array(z.int()).max(1), [1, 2], { code: 'too-many', parameters: { most: 1 } }],
    ['a number that is low', z.number().min(-90), -91, { code: 'too-small', parameters: { least: -90 } }],
    ['a number that is high', z.number().max(90), 91, { code: 'too-large', parameters: { most: 90 } }],
    ['another type', z.number(), 'x', { code: 'wrong-type', parameters: { expected: 'number' } }],
    ['nothing', z.number(), undefined, { code: 'missing' }],
    ['another choice', z.enum(['a', 'b']), 'c', { code: 'not-offered', parameters: { offered: 'a, b' } }],
    ['another form', z.ipv4('is none'), 'x', { code: 'wrong-format', parameters: { format: 'ipv4' } }],
    ['what a rule refuses', z.string().refine(() => false, 'no'), 'x', { code: 'not-valid' }],
  ])('names %s by a code that programs know', (_what, schema, value, expected) => {
    const [{ path, message, ...fault }] = faultsOf(schema, value) as [ReturnType<typeof faultsOf>[0]];

    expect([path, message.length > 0, fault]).toEqual(['', true, expected]);
  });

  it('names the field that is wrong, and each that nobody knows', () => {
    const schema = z.strictObject({ network: z.strictObject({ port: z.number() }) });

    expect(faultsOf(schema, { network: { port: 'x', host: 1, user: 2 } })).toEqual([
      {
        path: 'network.port',
        message: 'must be a number',
        code: 'wrong-type',
        parameters: { expected: 'number' },
      },
      { path: 'network.host', message: 'is not a known field', code: 'unknown-field' },
      { path: 'network.user', message: 'is not a known field', code: 'unknown-field' },
    ]);
  });
});
