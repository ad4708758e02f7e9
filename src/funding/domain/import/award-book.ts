import type { Award, AwardTerms } from '../award.js';
import { plainWords } from './read-words.js';

/** What a row says of an award. A cell that is blank says nothing, and differs from nothing. */
export interface SaidAward {
  readonly villageId: string;
  readonly kind: Award['kind'];
  readonly year: number;
  readonly starLevel: number | null;
  readonly amountFen: number;
  readonly documentNumber: string | undefined;
  readonly receivedOn: string | undefined;
}

export interface KnownAward extends AwardTerms {
  readonly id: string;
  readonly villageId: string;
  /** Of the file; null for one that was there before. */
  readonly row: number | null;
}

/** Awards that stand, and those that earlier rows would enter. */
export class AwardBook {
  private readonly shelves = new Map<string, KnownAward[]>();

  constructor(standing: readonly Award[]) {
    for (const award of standing) this.add({ ...award, row: null });
  }

  add(award: KnownAward): void {
    this.shelves.set(shelfOf(award), [...this.shelf(award), award]);
  }

  /** One that says the same, the most alike first. */
  same(said: SaidAward): KnownAward | null {
    const fits = this.shelf(said).filter((award) => isSame(award, said));
    return (
      fits.find(({ documentNumber }) => documentNumber === (said.documentNumber ?? null)) ?? fits[0] ?? null
    );
  }

  /** One that it must be, by its document number or as the star of that year, which says something else. */
  contrary(said: SaidAward): KnownAward | null {
    return this.shelf(said).find((award) => isMeant(award, said)) ?? null;
  }

  private shelf(of: Pick<SaidAward, 'villageId' | 'kind' | 'year'>): readonly KnownAward[] {
    return this.shelves.get(shelfOf(of)) ?? [];
  }
}

function shelfOf({ villageId, kind, year }: Pick<SaidAward, 'villageId' | 'kind' | 'year'>): string {
  return `${villageId} ${kind} ${year}`;
}

function isSame(award: KnownAward, said: SaidAward): boolean {
  return (
    award.starLevel === said.starLevel &&
    award.amountFen === said.amountFen &&
    (said.documentNumber === undefined || isSameNumber(award.documentNumber, said.documentNumber)) &&
    (said.receivedOn === undefined || award.receivedOn === said.receivedOn)
  );
}

/** A village gets one star a year, unless each has its own document. */
function isMeant(award: KnownAward, said: SaidAward): boolean {
  if (said.documentNumber !== undefined && isSameNumber(award.documentNumber, said.documentNumber))
    return true;
  const isNumbered = award.documentNumber !== null && said.documentNumber !== undefined;
  return said.kind === 'star' && !isNumbered;
}

/** However its brackets are written. */
export function isSameNumber(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && plainWords(one) === plainWords(other);
}
