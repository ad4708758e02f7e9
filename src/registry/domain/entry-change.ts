import type { Instant } from '../../kernel/instant.js';

export const ENTRY_KINDS = [
  'camera',
  'village',
  'programme',
  'zone',
  'credential',
  'place',
  'buildings',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** `restored`: a removed entry that was brought back. */
export const CHANGE_ACTIONS = ['created', 'changed', 'removed', 'restored'] as const;
export type ChangeAction = (typeof CHANGE_ACTIONS)[number];

/**
 * What people may change of an entry, each value under the path that a request uses (`network.host`,
 * `register.poleNumber`). Null is the same as not being there.
 */
export type EntryFields = Readonly<Record<string, unknown>>;

/** One row of the history: one field of one entry, or an entry as a whole that came or went. */
export interface EntryChange {
  readonly id: string;
  readonly entryKind: EntryKind;
  readonly entryId: string;
  /** The village whose people may read this row; null for what belongs to none, and for a move from one to another. */
  readonly villageId: string | null;
  /** The revision that the entry had afterwards; the rows of one write share it. */
  readonly revision: number;
  readonly at: Instant;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly actorAddress: string | null;
  readonly action: ChangeAction;
  /** Null where the entry as a whole came or went: `old` or `new` then holds its fields, those that are null left out. */
  readonly field: string | null;
  readonly old: unknown;
  readonly new: unknown;
  readonly importId: string | null;
}

export interface FieldChange {
  readonly field: string;
  readonly old: unknown;
  readonly new: unknown;
}

/** Never in the history, only that it changed. */
const SECRET_FIELDS: ReadonlySet<string> = new Set(['password']);

/** The fields in which two states differ, in the order of the names that either has. A secret's values stay out. */
export function fieldChanges(before: EntryFields, after: EntryFields): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((field) => ({ field, old: before[field] ?? null, new: after[field] ?? null }))
    .filter((change) => !isSameValue(change.old, change.new))
    .map((change) => (SECRET_FIELDS.has(change.field) ? { ...change, old: null, new: null } : change));
}

/** An entry as the history keeps it when it comes or goes: without secrets, and without what is null anyway. */
export function snapshot(fields: EntryFields): EntryFields {
  return Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => value !== null && !SECRET_FIELDS.has(field)),
  );
}

/** Equal as JSON is, whatever the order of keys. */
export function isSameValue(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
