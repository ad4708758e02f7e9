/** Puts a text together of the first parts and the number of those that were left out. */
export type Assemble = (parts: readonly string[], leftOut: number) => string;

const bytes = new TextEncoder();

/** In UTF-8. */
export function bytesOf(text: string): number {
  return bytes.encode(text).length;
}

/**
 * The text with as many parts as fit, the first ones first, and at least one: a first part that is too long alone is
 * cut, between characters as people see them.
 */
export function fitParts(
  parts: readonly string[],
  assemble: Assemble,
  fits: (text: string) => boolean,
): string {
  const withFirst = (count: number): string => assemble(parts.slice(0, count), parts.length - count);
  const count = largest(parts.length, (some) => fits(withFirst(some)));
  if (count > 0 || parts.length === 0) return withFirst(count);
  return assembleCut(parts, assemble, fits);
}

function assembleCut(parts: readonly string[], assemble: Assemble, fits: (text: string) => boolean): string {
  const characters = Array.from(new Intl.Segmenter().segment(parts[0]!), ({ segment }) => segment);
  const withCut = (length: number): string =>
    assemble([`${characters.slice(0, length).join('')}…`], parts.length - 1);
  return withCut(largest(characters.length, (length) => fits(withCut(length))));
}

/** The largest of 0…`max` for which it holds, if it holds for all below; 0 where it holds for none. */
function largest(max: number, holds: (value: number) => boolean): number {
  let [low, high] = [0, max];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
