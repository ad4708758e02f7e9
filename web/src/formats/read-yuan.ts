/** More than any amount that the service takes. */
const MOST_FEN = 100_000_000_000;

/**
 * Yuan as people type them, in whole fen: `142,697.5` and `￥142697.50元` are 14269750. Null for what is no amount above
 * zero, and for a third decimal: nothing is rounded.
 */
export function readYuan(typed: string): number | null {
  const plain = typed
    .normalize('NFKC')
    .replaceAll(/[\s,，]/g, '')
    .replace(/^[¥￥]/, '')
    .replace(/元$/, '');
  const [, whole, part = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  if (whole === undefined) return null;
  const fen = Number(`${whole}${part.padEnd(2, '0')}`);
  return fen > 0 && fen <= MOST_FEN ? fen : null;
}

/** The same of what may cost nothing: `0` is 0. */
export function readPrice(typed: string): number | null {
  return /^\s*0+(?:\.0{1,2})?\s*元?$/.test(typed) ? 0 : readYuan(typed);
}

/** As a field shows it: 14269750 is `142697.50`, 14269700 is `142697`. */
export function plainYuan(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.00$/, '');
}
