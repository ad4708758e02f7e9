/** Anything with a name that may not be the only one of its kind. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly code?: string | null;
}

/** Label values for groups: the name where it is unique, else the name and the code, or the id where there is none. */
export function labelsOf(groups: readonly Named[]): ReadonlyMap<string, string> {
  const count = new Map<string, number>();
  for (const { name } of groups) count.set(name, (count.get(name) ?? 0) + 1);
  return new Map(
    groups.map(({ id, name, code }) => [id, count.get(name) === 1 ? name : `${name} (${code ?? id})`]),
  );
}
