/** What an award or a purchase may say at most, whichever way it comes in. Fen, pieces, months, and how many. */
export const MOST_FEN = 100_000_000_000;
export const MOST_PRICE_FEN = 1_000_000_000;
export const MOST_PIECES = 10_000;
export const MOST_WARRANTY_MONTHS = 240;
export const MOST_LINES = 200;
export const MOST_SHARES = 20;
export const YEARS = { first: 2000, last: 2100 } as const;
