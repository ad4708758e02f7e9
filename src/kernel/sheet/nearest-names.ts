const MAX_NAMES = 3;

/** The names most like `word`, best first: few letters to change, or one part of the other. */
export function nearestNames(word: string, names: readonly string[], count = MAX_NAMES): readonly string[] {
  return [...new Set(names)]
    .map((name) => ({ name, distance: distanceOf(word, name) }))
    .filter(({ distance }) => distance <= Math.max(1, word.length / 2))
    .toSorted((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, count)
    .map(({ name }) => name);
}

function distanceOf(left: string, right: string): number {
  return left.includes(right) || right.includes(left) ? 0.5 : editDistance(left, right);
}

/** Levenshtein: letters to add, drop or replace. `editDistance('上坡村', '上波村')` is 1. */
export function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const replace = row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replace, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
