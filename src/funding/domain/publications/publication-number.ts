/** Longer than anybody writes a number. */
const MOST_CHARACTERS = 60;

/** `GS-2026-0007`: 公示, the year of the day that it was made on, and how manieth it is in that year. */
export function publicationNumber(year: number, sequence: number): string {
  return `GS-${year}-${String(sequence).padStart(4, '0')}`;
}

/**
 * The number that somebody read off a notice board and typed: in small letters, in full-width ones, with blanks, other
 * dashes, without zeros or the letters before them. Null for what is no number.
 */
export function readPublicationNumber(typed: string): string | null {
  if (typed.length > MOST_CHARACTERS) return null;
  const plain = typed
    .normalize('NFKC')
    .replaceAll(/\s+/g, '')
    .replaceAll(/[\p{Pd}−_]+/gu, '-');
  const [, year, sequence] = /^(?:GS)?-?(\d{4})-?(\d{1,8})$/i.exec(plain) ?? [];
  if (year === undefined || Number(sequence) === 0) return null;
  return publicationNumber(Number(year), Number(sequence));
}
