import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { type Award, type AwardTerms, refusalToEnter } from '../domain/award.js';
import {
  entryOfAward,
  type LedgerEntry,
  refuseOverdraft,
  reversalsOf,
  type Source,
} from '../domain/entry.js';
import { AwardFinder, type AwardQuestion, type Page, type PageBounds } from '../store/award-finder.js';
import { type AwardBefore, type AwardChange, AwardStore } from '../store/award.store.js';
import { Hand } from './hand.js';
import { type Expected, notFound, refusal, refuseStale } from './refusals.js';
import { type Call, Tickets } from './tickets.js';
import { Villages } from './villages.js';

export interface AwardFilter extends Omit<AwardQuestion, 'villageIds'> {
  readonly villageId: string | null;
}

/** What an award says instead; null where nothing came in after all. */
export interface AwardCorrection {
  readonly reason: string;
  readonly terms: AwardTerms | null;
}

/** Awards as they exist for whoever acts, entered and corrected. */
@Injectable()
export class AwardDesk {
  constructor(
    @Inject(AwardStore) private readonly store: AwardStore,
    @Inject(AwardFinder) private readonly finder: AwardFinder,
    @Inject(Villages) private readonly villages: Villages,
    @Inject(Tickets) private readonly tickets: Tickets,
    @Inject(Hand) private readonly hand: Hand,
  ) {}

  list({ villageId, ...asked }: AwardFilter, bounds: PageBounds): Promise<Page<Source>> {
    return this.finder.page({ ...asked, villageIds: this.villages.narrow(villageId) }, bounds);
  }

  async one(id: string): Promise<Source> {
    const found = await this.store.find(id);
    if (found === null || !this.villages.allows(found.award.villageId)) throw notFound('award', id);
    return found;
  }

  /** Every row that what is left of it is the sum of, oldest first. */
  async rows(id: string): Promise<readonly LedgerEntry[]> {
    await this.one(id);
    return this.store.entries(id);
  }

  async versions(id: string) {
    await this.one(id);
    return this.store.versions(id);
  }

  async enter(call: Call, villageId: string, terms: AwardTerms): Promise<Source> {
    await this.villages.expectNamed(villageId);
    this.refuse(terms);
    const head = { id: this.hand.nextId(), villageId, version: 1, isVoid: false, revision: 1 };
    const mark = this.hand.mark(null);
    const award: Award = { ...terms, ...head, createdAt: mark.at };
    const entries = [entryOfAward(award, mark)];
    return this.store.insert(this.tickets.for(call), { award, mark: versionMark(mark), entries });
  }

  /** The row that stands is reversed, and another entered where the terms say so. */
  async correct(call: Call, id: string, expected: Expected, correction: AwardCorrection): Promise<Source> {
    await this.one(id);
    if (correction.terms !== null) this.refuse(correction.terms);
    const written = await this.store.change(this.tickets.for(call), id, (before) => {
      // The lock has counted one already.
      refuseStale(expected, before.award.revision - 1, 'The award');
      return this.corrected(before, correction);
    });
    if (written === null) throw notFound('award', id);
    return written;
  }

  private corrected(
    { award, leftFen, entries }: AwardBefore,
    { reason, terms }: AwardCorrection,
  ): AwardChange {
    const refused = refusalToEnter(award.kind, this.hand.doer().role);
    if (refused !== null) throw refused;
    if (award.isVoid)
      throw new DomainError('conflict', 'award-is-void', 'The award was taken back; enter a new one.');
    const mark = this.hand.mark(reason);
    const version = award.version + 1;
    const next: Award = { ...award, ...terms, version, isVoid: terms === null };
    const undoing = reversalsOf(entries, mark).map((entry) => ({ ...entry, version }));
    const made = [...undoing, ...(terms === null ? [] : [entryOfAward(next, mark)])];
    refuseOverdraft(new Map([[award.id, { award, leftFen }]]), made);
    return { award: next, mark: versionMark(mark), entries: made };
  }

  private refuse({ kind, starLevel, receivedOn }: AwardTerms): void {
    const refused = refusalToEnter(kind, this.hand.doer().role);
    if (refused !== null) throw refused;
    if ((kind === 'star') !== (starLevel !== null))
      throw refusal('starLevel', 'star-level', 'must be 1…5 for the kind star, and null for the others');
    if (receivedOn > this.hand.occasion().today)
      throw refusal('receivedOn', 'in-the-future', 'must not be in the future');
  }
}

function versionMark({ at, by, reason }: { at: number; by: string; reason: string | null }) {
  return { at, by, reason };
}
