/** How parts become a text, and how large that may be. */
export interface Frame {
  /** Puts a text together of the first parts and the number of those that were left out. */
  assemble(parts: readonly string[], leftOut: number): string;
  /** What the receiver counts, in bytes: at least one for each UTF-16 unit. */
  sizeOf(text: string): number;
  readonly maxBytes: number;
}

const utf8 = new TextEncoder();

/** In UTF-8. */
export function bytesOf(text: string): number {
  return utf8.encode(text).length;
}

/**
 * The text with as many of `total` parts as fit, the first ones first, and at least one: a first part that is too long
 * alone is cut, between characters as people see them. Parts that cannot fit are not even asked for.
 */
export function fitParts(total: number, partAt: (index: number) => string, frame: Frame): string {
  const parts = firstParts(total, partAt, frame.maxBytes);
  const withFirst = (count: number): string => frame.assemble(parts.slice(0, count), total - count);
  const count = largest(parts.length, (some) => frame.sizeOf(withFirst(some)) <= frame.maxBytes);
  return count > 0 || total === 0 ? withFirst(count) : withCutPart(parts[0]!, total - 1, frame);
}

function firstParts(total: number, partAt: (index: number) => string, maxBytes: number): readonly string[] {
  const parts: string[] = [];
  for (let length = 0; parts.length < total && length <= maxBytes; length += parts.at(-1)!.length)
    parts.push(partAt(parts.length));
  return parts;
}

function withCutPart(part: string, leftOut: number, { assemble, sizeOf, maxBytes }: Frame): string {
  const segments = new Intl.Segmenter().segment(part.slice(0, maxBytes));
  const characters = Array.from(segments, ({ segment }) => segment);
  const withFirst = (count: number): string => assemble([`${characters.slice(0, count).join('')}…`], leftOut);
  return withFirst(largest(characters.length, (count) => sizeOf(withFirst(count)) <= maxBytes));
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
