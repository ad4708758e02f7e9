import { z } from 'zod';
import { CODE_TABLES, type CodeTable } from '../domain/code-tables.js';
import {
  REGISTER_COLUMNS,
  REGISTER_FIELDS,
  type RegisterColumn,
  type RegisterField,
  type RegisterValues,
} from '../domain/register-columns.js';
import { line } from './shared.schema.js';

const MAX_CODES = 10;
const TEMPLATE = 'The columns of 一机一档; null where the register does not say.';
const fields = REGISTER_FIELDS.map((field) => [field, fieldSchema(field)] as const);
const nothing = Object.fromEntries(REGISTER_FIELDS.map((field) => [field, null]));

type RegisterSchema<Values> = z.ZodType<Values> & { optional(): z.ZodType<Values | undefined> };

/** Fields left out are null. */
export const registerSchema = z
  .strictObject(Object.fromEntries(fields.map(([field, schema]) => [field, schema.default(null)])))
  .describe(TEMPLATE)
  .default(nothing) as unknown as RegisterSchema<RegisterValues>;

/** Fields left out stay as they are. */
export const registerPatchSchema = z
  .strictObject(Object.fromEntries(fields.map(([field, schema]) => [field, schema.optional()])))
  .describe(TEMPLATE) as unknown as RegisterSchema<Partial<RegisterValues>>;

function fieldSchema(field: RegisterField): z.ZodNullable<z.ZodType> {
  const column: RegisterColumn = REGISTER_COLUMNS[field];
  const words = [column.pinyin, column.label].filter(Boolean).join(' ');
  return valueSchema(column)
    .nullable()
    .describe(`${words}: ${valueWords(column)}.`);
}

function valueSchema(column: RegisterColumn): z.ZodType {
  switch (column.kind) {
    case 'text':
      return line(0, column.maxLength).trim();
    case 'ipv6':
      return z.ipv6('must be an IPv6 address');
    case 'number':
      return numberSchema(column);
    case 'date':
      return z.iso.date('must be a date, YYYY-MM-DD');
    case 'flag':
      return z.boolean();
    case 'code':
      return codeOf(column.table);
    case 'codes':
      return z.array(codeOf(column.table)).max(MAX_CODES);
  }
}

function numberSchema({ min, max, unit, isWhole }: Extract<RegisterColumn, { kind: 'number' }>): z.ZodNumber {
  const words = `must be ${min}…${max} ${unit}`;
  return (isWhole ? z.number().int() : z.number()).min(min, words).max(max, words);
}

function codeOf(table: CodeTable): z.ZodType<string> {
  const codes = Object.keys(CODE_TABLES[table]);
  return z.enum(codes, `must be one of the codes ${codes.join(', ')}, as text`);
}

function valueWords(column: RegisterColumn): string {
  switch (column.kind) {
    case 'text':
      return `text, up to ${column.maxLength} characters`;
    case 'ipv6':
      return 'IPv6 address';
    case 'number':
      return `${column.min}…${column.max} ${column.unit}`;
    case 'date':
      return 'date, YYYY-MM-DD';
    case 'flag':
      return 'true or false';
    case 'code':
      return tableWords(column.table);
    case 'codes':
      return `up to ${MAX_CODES} of ${tableWords(column.table)}`;
  }
}

function tableWords(table: CodeTable): string {
  return Object.entries(CODE_TABLES[table])
    .map(([code, meaning]) => `${code} ${meaning}`)
    .join(', ');
}
