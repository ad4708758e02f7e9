import type { Loss } from './weak-points.js';

/** What of a camera can be lost with others. */
export interface Tied<T extends string> {
  readonly id: string;
  readonly villageId: string;
  readonly ties: Readonly<Record<T, string | null>>;
}

/**
 * Everything that may be lost at once: each camera, and each group of two and more that shares something. `cameras` are
 * those that live, and their numbers are their places in that list. A pole's number says something in its village alone.
 */
export function lossesOf<T extends string>(
  cameras: readonly Tied<T>[],
  ties: readonly T[],
): readonly Loss<T | 'camera'>[] {
  const single = cameras.map(({ id }, camera) => ({ kind: 'camera' as const, name: id, cameras: [camera] }));
  return [...single, ...ties.flatMap((tie) => groupsOf(cameras, tie))];
}

function groupsOf<T extends string>(cameras: readonly Tied<T>[], tie: T): Loss<T>[] {
  const groups = new Map<string, { readonly name: string; readonly cameras: number[] }>();
  for (const [camera, { villageId, ties }] of cameras.entries()) {
    const name = ties[tie];
    if (name === null) continue;
    const key = tie === 'pole' ? `${villageId} ${name}` : name;
    const group = groups.get(key) ?? { name, cameras: [] };
    group.cameras.push(camera);
    groups.set(key, group);
  }
  return [...groups.values()]
    .filter((group) => group.cameras.length > 1)
    .map((group) => ({ kind: tie, name: group.name, cameras: group.cameras }));
}
