import { type Position, positionOf } from '../../../map/position.ts';

/** Positions that somebody typed, or the first line (from 1) that is none. */
export type ReadPositions = { readonly positions: readonly Position[] } | { readonly faultyLine: number };

/**
 * One position a line, latitude first: `24.715, 118.465`. Longitude first is understood where it cannot be a latitude:
 * `118.465 24.715` is the same. Empty lines are nothing.
 */
export function readPositions(text: string): ReadPositions {
  const positions: Position[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const position = readPosition(line);
    if (position === null) return { faultyLine: at + 1 };
    positions.push(position);
  }
  return { positions };
}

function readPosition(line: string): Position | null {
  const words = line.trim().split(/[\s,，;；、]+/);
  const [one, other] = words.map((word) => (word === '' ? NaN : Number(word)));
  if (words.length !== 2 || !Number.isFinite(one) || !Number.isFinite(other)) return null;
  const [latitudeDeg, longitudeDeg] = Math.abs(one!) > 90 ? [other!, one!] : [one!, other!];
  const isOnEarth = Math.abs(latitudeDeg) <= 90 && Math.abs(longitudeDeg) <= 180;
  return isOnEarth ? positionOf([longitudeDeg, latitudeDeg]) : null;
}

/** As it is typed. */
export function positionWords({ latitudeDeg, longitudeDeg }: Position): string {
  return `${latitudeDeg.toFixed(6)}, ${longitudeDeg.toFixed(6)}`;
}
