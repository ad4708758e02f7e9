import type { Instant } from '../../../kernel/instant.js';
import type { Ids } from '../../../platform/clock/ids.js';
import type { ImportColumn } from '../../domain/import/camera-columns.js';
import type { SheetRow } from '../../../kernel/sheet/cell.js';
import { differences } from '../../domain/import/differences.js';
import { readValue } from '../../domain/import/read-value.js';
import { readRow, refusedAt } from '../../../kernel/sheet/read-row.js';
import type { HeaderPlan } from '../../../kernel/sheet/recognise-headers.js';
import { type PlacedRefusal, type Refusal, refusal } from '../../../kernel/sheet/refusal.js';
import type { FieldDifference, PlannedRow, Write } from './planned-row.js';
import type { RowPlanner } from './row-planner.js';

export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly revision: number;
}

type Values = Readonly<Record<string, unknown>>;
type Refused = readonly [field: string, why: Refusal];

/** What differs between villages, programmes, credentials and places. */
export interface GroupKind<R extends GroupRow> {
  readonly columns: readonly ImportColumn[];
  /** The entries that a row may mean; more than one is nobody's guess. */
  candidates(values: Values, standing: readonly R[]): readonly R[];
  /** What the row makes of the entry; null makes a new one. */
  entry(values: Values, before: R | null, id: string): R | readonly Refused[];
  /** An entry as reports may show it: without secrets. */
  shown(row: R): object;
}

/** Decides what the rows of a file do to a table that is small enough to be read whole. */
export class GroupPlanner<R extends GroupRow> implements RowPlanner {
  readonly keepsCustomFields = false;
  private readonly standing: R[];
  private readonly spokenOf = new Map<string, number>();

  constructor(
    private readonly kind: GroupKind<R>,
    standing: readonly R[],
    private readonly ids: Ids,
    private readonly now: Instant,
  ) {
    this.standing = [...standing];
  }

  get columns(): readonly ImportColumn[] {
    return this.kind.columns;
  }

  async plan(rows: readonly SheetRow[], headers: HeaderPlan<ImportColumn>): Promise<readonly PlannedRow[]> {
    return rows.map((row) => this.planOne(row, headers));
  }

  private planOne(sheetRow: SheetRow, headers: HeaderPlan<ImportColumn>): PlannedRow {
    const { values, refusals } = readRow(sheetRow, headers, readValue);
    const found = this.kind.candidates(values, this.standing);
    const before = found[0] ?? null;
    const id = before?.id ?? this.ids.next();
    const at = (field: string, why: Refusal): PlacedRefusal => refusedAt(field, sheetRow, headers, why);
    const rejections = [...refusals];
    if (found.length > 1) rejections.push(at('name', ambiguous(found)));
    const earlier = this.spokenOf.get(id);
    if (earlier !== undefined) rejections.push(at('name', twice(earlier)));
    const made = this.kind.entry(values, before, id);
    if (Array.isArray(made))
      rejections.push(...(made as readonly Refused[]).map(([field, why]) => at(field, why)).filter(isNews));
    if (rejections.length > 0) return rejected(sheetRow.row, values, before, rejections);
    return this.settled(sheetRow.row, before, made as R);
  }

  private settled(row: number, before: R | null, entry: R): PlannedRow {
    this.spokenOf.set(entry.id, row);
    const { id, name } = entry;
    const told = { row, id, name, rejections: [], warnings: [] };
    if (before === null) {
      const whole = { ...entry, createdAt: this.now, updatedAt: this.now, revision: 1 };
      this.standing.push(whole);
      return { ...told, outcome: 'created', changes: [], write: { kind: 'insert', id, row: () => whole } };
    }
    const columns = changed(before, entry);
    if (columns.length === 0) return { ...told, outcome: 'unchanged', changes: [], write: null };
    this.standing[this.standing.indexOf(before)] = entry;
    const changes: FieldDifference[] = differences(this.kind.shown(before), this.kind.shown(entry));
    const write: Write = {
      kind: 'update',
      id,
      revision: before.revision,
      columns: { ...Object.fromEntries(columns), updatedAt: this.now },
    };
    return { ...told, outcome: 'changed', changes, write };
  }
}

/** What is written but refused is not missing, too. */
function isNews({ code, value }: PlacedRefusal): boolean {
  return value === null || !code.startsWith('missing-');
}

function changed<R extends object>(before: R, after: R): [string, unknown][] {
  return Object.entries(after).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof R]),
  );
}

function rejected(
  row: number,
  values: Values,
  before: GroupRow | null,
  rejections: PlacedRefusal[],
): PlannedRow {
  const name = (values['name'] ?? before?.name ?? null) as string | null;
  return {
    row,
    outcome: 'rejected',
    id: before?.id ?? null,
    name,
    changes: [],
    rejections,
    warnings: [],
    write: null,
  };
}

function ambiguous(found: readonly GroupRow[]): Refusal {
  const names = found.map(({ name, id }) => `${name} (${id})`);
  return refusal(
    'ambiguous-match',
    [`对应多个条目：${names.join('、')}`, `fits several entries: ${names.join(', ')}`],
    ['填写统计代码以区分', 'write the statistical code to tell them apart'],
  );
}

function twice(row: number): Refusal {
  return refusal(
    'same-entry-twice',
    [`与第${row}行是同一条目`, `is the same entry as row ${row}`],
    ['每个条目只写一行', 'write one row for each entry'],
  );
}
