import { type Cell, textOf } from './cell.js';

/** A column that an import knows. `label` heads it in templates and exports; `names` are other headers that mean it. */
export interface SheetColumn {
  readonly field: string;
  readonly label: string;
  readonly names: readonly string[];
  /** How a cell is read. A `secret` is never shown. */
  readonly value: { readonly kind: string };
  /** What a template says of it. */
  readonly note?: string;
}

/** What one column of the file is taken for. */
export type PlannedColumn<C extends SheetColumn = SheetColumn> =
  | { readonly use: 'known'; readonly index: number; readonly header: string; readonly column: C }
  | { readonly use: 'custom'; readonly index: number; readonly header: string; readonly name: string }
  /** A password has no place in a register: it is not read at all. */
  | { readonly use: 'refused'; readonly index: number; readonly header: string };

export interface HeaderPlan<C extends SheetColumn = SheetColumn> {
  readonly columns: readonly PlannedColumn<C>[];
  /** Headers that mean the same column, as written. */
  readonly duplicates: readonly (readonly string[])[];
  /** How many columns are known. */
  readonly known: number;
}

/** Marks a column as a custom field whatever its name. */
export const CUSTOM_PREFIX = '自定义:';

const MAX_NAME = 50;
const PASSWORD = /密码|口令|密钥|passw(or)?d|passwd|\bpwd\b|secret/i;

export function isPasswordHeader(header: string): boolean {
  return PASSWORD.test(header.normalize('NFKC'));
}

/**
 * Full-width forms, case, blanks, stars, colons and bracketed hints do not matter: ` ＳＢＢＭ`, `*设备编码（20位）：` and
 * `设备编码` are one header.
 */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[([【{][^)\]】}]*[)\]】}]/g, '')
    .replaceAll(/[\s*:：_·、-]+/g, '');
}

/** Headers in any order; what is not known becomes a custom field of that name. */
export function recogniseHeaders<C extends SheetColumn>(
  cells: readonly Cell[],
  known: readonly C[],
): HeaderPlan<C> {
  const names = namesOf(known);
  const columns = cells.flatMap((cell, index): PlannedColumn<C>[] => {
    const header = textOf(cell);
    return header === '' ? [] : [planned(header, index, names)];
  });
  return {
    columns,
    duplicates: duplicatesOf(columns),
    known: columns.filter(({ use }) => use === 'known').length,
  };
}

function planned<C extends SheetColumn>(
  header: string,
  index: number,
  names: ReadonlyMap<string, C>,
): PlannedColumn<C> {
  if (header.normalize('NFKC').startsWith(CUSTOM_PREFIX)) {
    const name = header.slice(CUSTOM_PREFIX.length).trim();
    return isPasswordHeader(name) ? { use: 'refused', index, header } : custom(header, index, name);
  }
  // Brackets may be part of a name, as in 村(社区): first with them, then without.
  const column = names.get(withBrackets(header)) ?? names.get(plainHeader(header));
  if (column !== undefined) return { use: 'known', index, header, column };
  return isPasswordHeader(header) ? { use: 'refused', index, header } : custom(header, index, header);
}

function custom(header: string, index: number, name: string): PlannedColumn<never> {
  return { use: 'custom', index, header, name: name.slice(0, MAX_NAME).trim() };
}

function withBrackets(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s*:]+/g, '');
}

function namesOf<C extends SheetColumn>(known: readonly C[]): ReadonlyMap<string, C> {
  const pairs = known.flatMap((column) =>
    [column.label, ...column.names].flatMap((name) => [
      [withBrackets(name), column] as const,
      ...(/[([]/.test(name) ? [] : [[plainHeader(name), column] as const]),
    ]),
  );
  // The first column that claims a name keeps it.
  return new Map(pairs.toReversed());
}

function duplicatesOf(columns: readonly PlannedColumn[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const column of columns) {
    if (column.use === 'refused') continue;
    const key = column.use === 'known' ? `known ${column.column.field}` : `custom ${column.name}`;
    groups.set(key, [...(groups.get(key) ?? []), column.header]);
  }
  return [...groups.values()].filter((headers) => headers.length > 1);
}
