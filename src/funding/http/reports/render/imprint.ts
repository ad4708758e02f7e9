import type { Day } from '../../../domain/day.js';

/** What a frozen report carries, so that whoever holds a copy can see whether it is what was posted. */
export interface Imprint {
  readonly number: string;
  readonly publishedOn: Day;
  readonly publicFrom: Day;
  readonly publicTo: Day;
  /** Of the kept document, as `sha256sum` prints it. */
  readonly sha256: string;
  /** Of the check page: whole where the service knows how people reach it, else its path; null where there is none. */
  readonly address: string | null;
  /** The publication that this one corrects, and why; both null where it is the first. */
  readonly corrects: string | null;
  readonly reason: string | null;
  /** The one that corrected this one since; null while it stands. */
  readonly correctedBy: string | null;
}

/** Names and values in the order in which people read them. What is not there is left out; `writeDay` writes the days. */
export function imprintLines(
  imprint: Imprint,
  writeDay = (days: string) => days,
): readonly (readonly [name: string, value: string])[] {
  const { number, publishedOn, publicFrom, publicTo, corrects, reason, correctedBy, sha256, address } =
    imprint;
  const lines: readonly (readonly [string, string | null])[] = [
    ['公示编号', number],
    ['生成日期', writeDay(publishedOn)],
    ['公示起止', writeDay(`${publicFrom} 至 ${publicTo}`)],
    ['更正', corrects],
    ['更正原因', reason],
    ['已被更正', correctedBy],
    ['SHA-256', sha256],
    ['核验地址', address],
  ];
  return lines.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}
