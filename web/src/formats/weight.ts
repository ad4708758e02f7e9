/** A weight or a sum of some, without the dust of 0.1 + 0.2. */
export function weight(sum: number): string {
  return String(Math.round(sum * 1_000) / 1_000).replace('-', '−');
}
