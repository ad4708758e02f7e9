import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { CurrentActor } from './current-actor.js';

/**
 * The villages whose rows exist for whoever acts now. Rows of other villages are answered as if they were not there:
 * 404 with the text for an unknown id, left out of lists, sums and counts.
 */
@Injectable()
export class VillageScope {
  constructor(@Inject(CurrentActor) private readonly actors: CurrentActor) {}

  allows(villageId: string): boolean {
    const only = this.only();
    return only === null || only.includes(villageId);
  }

  /** What a filter by one village, or by none (null), may find; null for everything. */
  narrow(villageId: string | null): readonly string[] | null {
    if (villageId === null) return this.only();
    return this.allows(villageId) ? [villageId] : [];
  }

  /** Refuses, as one that is not there, a village that is not among `known` or not for whoever acts; null is any. */
  expect(villageId: string | null, known: readonly { readonly id: string }[]): void {
    if (villageId === null) return;
    if (known.some(({ id }) => id === villageId) && this.allows(villageId)) return;
    throw new DomainError('not-found', 'no-such-village', `There is no village with the id ${villageId}.`);
  }

  /** Null for all of them. */
  only(): readonly string[] | null {
    return this.actors.get().villageIds;
  }
}
