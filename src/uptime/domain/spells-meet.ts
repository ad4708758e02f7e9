import type { Spell } from './maintenance.js';

/** Whether two rows of spells, each in order and apart, have an instant in common. */
export function spellsMeet(some: readonly Spell[], others: readonly Spell[]): boolean {
  let [one, other] = [0, 0];
  while (one < some.length && other < others.length) {
    const [[from, to], [otherFrom, otherTo]] = [some[one]!, others[other]!];
    if (from < otherTo && otherFrom < to) return true;
    if (to <= otherTo) one += 1;
    else other += 1;
  }
  return false;
}
