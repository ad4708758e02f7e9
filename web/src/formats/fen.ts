/** The most that a field of money takes: a thousand million yuan. */
const MOST_FEN = 100_000_000_000;

/** Yuan as people type them, in fen: `3,500.5` is 350050. Null where it is no sum, or too large a one. */
export function fenOf(typed: string): number | null {
  const [, whole, cents = ''] = /^(\d{1,12})(?:\.(\d{0,2}))?$/.exec(typed.replaceAll(/[,，\s元]/g, '')) ?? [];
  if (whole === undefined) return null;
  const fen = Number(whole + cents.padEnd(2, '0'));
  return fen <= MOST_FEN ? fen : null;
}

/** As a field shows it: no separators, and no decimals where there are none. */
export function typedYuan(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.00$/, '');
}
