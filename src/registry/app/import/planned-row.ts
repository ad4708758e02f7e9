import type { PlacedRefusal, Warning } from '../../../kernel/sheet/refusal.js';

export type Outcome = 'created' | 'changed' | 'unchanged' | 'rejected';

export interface FieldDifference {
  /** As requests name it (`network.host`, `register.poleNumber`); groups by their noun. */
  readonly field: string;
  /** Null where there was nothing, and for a secret. */
  readonly old: unknown;
  readonly new: unknown;
}

/** What a row would do, or has done. */
export interface RowReport {
  readonly row: number;
  readonly outcome: Outcome;
  /** Of the entry; null for what is rejected and matches none. */
  readonly id: string | null;
  readonly name: string | null;
  readonly changes: readonly FieldDifference[];
  readonly rejections: readonly PlacedRefusal[];
  readonly warnings: readonly Warning[];
}

/** A row to enter, or the columns of one to change. */
export type Write =
  | { readonly kind: 'insert'; readonly id: string; readonly row: () => object }
  | {
      readonly kind: 'update';
      readonly id: string;
      readonly columns: object;
      /** What the row was compared with: over another revision nothing is written. */
      readonly revision: number;
    };

export interface PlannedRow extends RowReport {
  /** Null where there is nothing to write. */
  readonly write: Write | null;
}

export interface Summary {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export const NOTHING_YET: Summary = { created: 0, changed: 0, unchanged: 0, rejected: 0 };

export function counted(summary: Summary, rows: readonly RowReport[]): Summary {
  return rows.reduce((sum, { outcome }) => ({ ...sum, [outcome]: sum[outcome] + 1 }), summary);
}
