/** Fields that stand one by one in a report, under `group.field`. */
const GROUPS = new Set(['network', 'register', 'customFields']);

/** An entry's fields under the paths that requests use: `{ network: { host } }` is `network.host`. */
export function flatFields(entry: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(entry).flatMap(([key, value]) =>
      GROUPS.has(key)
        ? Object.entries(value as object).map(([below, part]) => [`${key}.${below}`, part as unknown])
        : [[key, value as unknown]],
    ),
  );
}

/** The fields in which two entries differ, those of the later first. Null is the same as not being there. */
export function differences(
  before: object,
  after: object,
): { readonly field: string; readonly old: unknown; readonly new: unknown }[] {
  const [left, right] = [flatFields(before), flatFields(after)];
  return [...new Set([...Object.keys(right), ...Object.keys(left)])]
    .map((field) => ({ field, old: left[field] ?? null, new: right[field] ?? null }))
    .filter((change) => JSON.stringify(change.old) !== JSON.stringify(change.new));
}
