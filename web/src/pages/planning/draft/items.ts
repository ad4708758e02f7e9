import type { ChangeBody, ChangeOf, Kind } from '../answers.ts';

/** A change under a key that lasts while it is edited. */
export interface Item {
  readonly key: string;
  readonly change: ChangeBody;
}
export type Items = readonly Item[];

/** A camera is moved, turned and so on once each; bought cameras are counted. */
export function keyOf(change: ChangeBody, items: Items): string {
  if (change.kind !== 'buy') return `${change.kind}:${change.cameraId}`;
  const taken = new Set(items.map(({ key }) => key));
  let at = 1;
  while (taken.has(`buy:${at}`)) at += 1;
  return `buy:${at}`;
}

/** In the place of what stood under its key, else at the end. A camera that goes is not changed besides. */
export function put(items: Items, change: ChangeBody, key = keyOf(change, items)): Items {
  const next = { key, change };
  const others = items.filter((item) => item.key === key || !excludes(change, item.change));
  return others.some((item) => item.key === key)
    ? others.map((item) => (item.key === key ? next : item))
    : [...others, next];
}

export function without(items: Items, key: string): Items {
  return items.filter((item) => item.key !== key);
}

export function priced(items: Items, key: string, costFen: number): Items {
  return items.map((item) => (item.key === key ? { key, change: { ...item.change, costFen } } : item));
}

export function changeFor<K extends Exclude<Kind, 'buy'>>(
  items: Items,
  kind: K,
  cameraId: string,
): ChangeOf<K> | undefined {
  const found = items.find(({ key }) => key === `${kind}:${cameraId}`)?.change;
  return found as ChangeOf<K> | undefined;
}

export function itemsOf(changes: readonly ChangeBody[]): Items {
  return changes.reduce<Items>((items, change) => put(items, change), []);
}

function excludes(change: ChangeBody, other: ChangeBody): boolean {
  if (change.kind === 'buy' || other.kind === 'buy' || change.cameraId !== other.cameraId) return false;
  return (change.kind === 'remove') !== (other.kind === 'remove');
}
