import type { TableColumnOptions, ValueTransformer } from 'typeorm';

/**
 * Column shapes that mean the same on SQLite and PostgreSQL. Instants are whole milliseconds in a `bigint`; the `pg`
 * driver hands those out as text, hence the transformer.
 */
export const instantTransformer: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};

export const jsonTransformer: ValueTransformer = {
  to: (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value)),
  from: (value: string | null) => (value === null ? null : (JSON.parse(value) as unknown)),
};

type Column = Omit<TableColumnOptions, 'name' | 'type'>;

export const text = (name: string, more: Column = {}): TableColumnOptions => ({
  name,
  type: 'text',
  ...more,
});
export const integer = (name: string, more: Column = {}): TableColumnOptions => ({
  name,
  type: 'integer',
  ...more,
});
export const double = (name: string, more: Column = {}): TableColumnOptions => ({
  name,
  type: 'double precision',
  ...more,
});
export const boolean = (name: string, more: Column = {}): TableColumnOptions => ({
  name,
  type: 'boolean',
  ...more,
});
export const instant = (name: string, more: Column = {}): TableColumnOptions => ({
  name,
  type: 'bigint',
  ...more,
});
/** JSON as text: the same on both databases, never queried into. */
export const json = text;
/** UUID version 7 as text. */
export const id = (name = 'id'): TableColumnOptions => text(name, { isPrimary: true });
