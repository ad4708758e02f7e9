declare const unit: unique symbol;

/** 分: whole hundredths of a yuan, negative for what is taken back. {@link fen} alone makes one, never a fraction. */
export type Fen = number & { readonly [unit]: 'fen' };

/** Just below a million million yuan: sums stay far within what a double counts exactly, and words end at 亿. */
export const MAX_FEN = 99_999_999_999_999;

/** Throws a RangeError for a fraction, and for more than {@link MAX_FEN} either way. */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount) || Math.abs(amount) > MAX_FEN)
    throw new RangeError(`${amount} is no whole number of fen up to ${MAX_FEN}`);
  // Never -0: it prints as 0 and equals nothing in a test.
  return (amount + 0) as Fen;
}

export const NO_MONEY = fen(0);

export function plus(one: Fen, other: Fen): Fen {
  return fen(one + other);
}

export function minus(one: Fen, other: Fen): Fen {
  return fen(one - other);
}

export function negated(amount: Fen): Fen {
  return minus(NO_MONEY, amount);
}

export function total(amounts: readonly Fen[]): Fen {
  return amounts.reduce(plus, NO_MONEY);
}

/** `count` is a whole number. The product is exact or a RangeError. */
export function times(price: Fen, count: number): Fen {
  return fen(Number(BigInt(price) * BigInt(count)));
}

/**
 * Divides an amount by weights so that the shares add up to the fen, by largest remainder (Hamilton): each share is
 * rounded towards zero, and the fen that are left go one each to those that lost most, the first among equals. Worked
 * value: 100 by 1 : 1 : 1 is 34, 33, 33. Weights are whole and not negative, and one of them is more than zero; else it
 * is a RangeError.
 */
export function split(amount: Fen, weights: readonly number[]): readonly Fen[] {
  const parts = weights.map((weight) => BigInt(weight));
  const sum = parts.reduce((sofar, part) => sofar + part, 0n);
  if (sum <= 0n || parts.some((part) => part < 0n))
    throw new RangeError('weights are whole, not negative, and not all zero');
  const whole = BigInt(Math.abs(amount));
  const floors = parts.map((part) => (whole * part) / sum);
  const left = Number(whole - floors.reduce((sofar, floor) => sofar + floor, 0n));
  const lost = parts.map((part, index) => ({ index, rest: (whole * part) % sum }));
  const luckiest = lost.toSorted((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1,
  );
  const lucky = new Set(luckiest.slice(0, left).map(({ index }) => index));
  const shares = floors.map((floor, index) => fen(Number(floor) + (lucky.has(index) ? 1 : 0)));
  return amount < 0 ? shares.map(negated) : shares;
}

/** Yuan and fen as the digits of two texts; the amount's sign is left out. */
export function digitsOf(amount: Fen): readonly [yuan: string, fen: string] {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return [digits.slice(0, -2), digits.slice(-2)];
}

/** `12,345.67` */
export function formatYuan(amount: Fen): string {
  const [yuan, cents] = digitsOf(amount);
  return `${amount < 0 ? '-' : ''}${yuan.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')}.${cents}`;
}

const YUAN = /^[¥￥]?(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?元?$/;

/** Reads `12,345.67`, `12345.6`, `¥12,345` and `12345元`; null for anything else, a third decimal, and too much. */
export function parseYuan(text: string): Fen | null {
  const [, sign, yuan, cents = ''] = YUAN.exec(text.trim()) ?? [];
  if (yuan === undefined) return null;
  const amount = Number(`${yuan.replaceAll(',', '')}${cents.padEnd(2, '0')}`);
  return amount > MAX_FEN ? null : fen(sign === '-' ? -amount : amount);
}
