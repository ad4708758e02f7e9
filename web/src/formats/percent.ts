/** A share of 1 in percent, never rounded up to all: 0.9996 is `99.9%`. */
export function percent(share: number | null): string {
  if (share === null) return '–';
  return `${(Math.floor(share * 1_000 + 1e-9) / 10).toFixed(1)}%`;
}

export function count(number: number): string {
  return number.toLocaleString('en-US');
}
