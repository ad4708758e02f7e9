/**
 * JSON as RFC 8785 writes it, so that the same content has the same bytes whoever writes it: keys in the order of their
 * UTF-16 units, no blanks, numbers and texts as ECMAScript writes them. Worked value: `{ b: 1, a: ['价'] }` is
 * `{"a":["价"],"b":1}`. Fields that are undefined are left out. Takes what JSON can hold.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${fields.join(',')}}`;
}
