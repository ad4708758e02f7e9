import type { EntryFields } from './entry-change.js';

/** What nobody writes: it follows from the writing. */
const NOT_WRITTEN: ReadonlySet<string> = new Set(['id', 'observed', 'createdAt', 'updatedAt', 'revision']);
/** Groups of fields that a change merges field by field; every other object is replaced whole. */
const MERGED: ReadonlySet<string> = new Set(['network', 'register']);

/** An entry's fields under the paths of its requests: `{ network: { host } }` is `network.host`. */
export function entryFields(entry: object): EntryFields {
  const parts = Object.entries(entry).filter(([key]) => !NOT_WRITTEN.has(key));
  return Object.fromEntries(
    parts.flatMap(([key, value]) =>
      MERGED.has(key)
        ? Object.entries(value as object).map(([below, part]) => [`${key}.${below}`, part as unknown])
        : [[key, value as unknown]],
    ),
  );
}

/** The change that gives these fields these values: `network.host` is `{ network: { host } }` again. */
export function patchOf(fields: EntryFields): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(fields)) {
    const [group, below] = path.split('.', 2) as [string, string?];
    if (below === undefined) patch[group] = value;
    else patch[group] = { ...(patch[group] as object | undefined), [below]: value };
  }
  return patch;
}
