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
  /** By what they pay and for what. */
  private readonly byAmount = new Map<string, KnownAward[]>();
  private readonly byNumber = new Map<string, KnownAward>();
  private readonly stars = new Map<string, KnownAward[]>();

  constructor(standing: readonly Award[]) {
    for (const award of standing) this.add({ ...award, row: null });
  }

  add(award: KnownAward): void {
    put(this.byAmount, amountKey(award), award);
    if (award.kind === 'star') put(this.stars, shelfOf(award), award);
    const number = award.documentNumber === null ? null : numberKey(award, award.documentNumber);
    if (number !== null && !this.byNumber.has(number)) this.byNumber.set(number, award);
  }

  /** One that says the same, the most alike first. */
  same(said: SaidAward): KnownAward | null {
    const fits = (this.byAmount.get(amountKey(said)) ?? []).filter((award) => isSame(award, said));
    return (
      fits.find(({ documentNumber }) => documentNumber === (said.documentNumber ?? null)) ?? fits[0] ?? null
    );
  }

  /**
   * One that it must be, and that says something else: by its document number, or as the star of that year, of which a
   * village has one, unless each has its own document.
   */
  contrary(said: SaidAward): KnownAward | null {
    const { documentNumber } = said;
    const numbered =
      documentNumber === undefined ? undefined : this.byNumber.get(numberKey(said, documentNumber));
    if (numbered !== undefined) return numbered;
    const stars = said.kind === 'star' ? (this.stars.get(shelfOf(said)) ?? []) : [];
    return stars.find((star) => star.documentNumber === null || documentNumber === undefined) ?? null;
  }
}

type Shelf = Pick<SaidAward, 'villageId' | 'kind' | 'year'>;

function shelfOf({ villageId, kind, year }: Shelf): string {
  return `${villageId} ${kind} ${year}`;
}

function amountKey(of: Shelf & Pick<SaidAward, 'starLevel' | 'amountFen'>): string {
  return `${shelfOf(of)} ${of.starLevel} ${of.amountFen}`;
}

function numberKey(of: Shelf, documentNumber: string): string {
  return `${shelfOf(of)} ${plainWords(documentNumber)}`;
}

function put(shelves: Map<string, KnownAward[]>, key: string, award: KnownAward): void {
  const shelf = shelves.get(key);
  if (shelf === undefined) shelves.set(key, [award]);
  else shelf.push(award);
}

/** Of two of the same amount. */
function isSame(award: KnownAward, said: SaidAward): boolean {
  return (
    (said.documentNumber === undefined || isSameNumber(award.documentNumber, said.documentNumber)) &&
    (said.receivedOn === undefined || award.receivedOn === said.receivedOn)
  );
}

/** However its brackets are written. */
export function isSameNumber(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && plainWords(one) === plainWords(other);
}
