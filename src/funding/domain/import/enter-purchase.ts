import type { Instant } from '../../../kernel/instant.js';
import type { Occasion } from '../act.js';
import { dueOfImport } from '../due.js';
import type { Person } from '../person.js';
import type { Purchase, PurchaseStanding } from '../purchase.js';
import type { NewPurchase } from './plan-purchases.js';

/** Who imports, and when. */
export interface Importing {
  readonly at: Instant;
  readonly person: Person;
  readonly occasion: Pick<Occasion, 'now' | 'dueMs'>;
}

/** A purchase of past years as it is entered: public since long where the file says so, and submitted by who imports it. */
export function importedPurchase(
  { id, villageId, terms, publication }: NewPurchase,
  { at, person, occasion }: Importing,
): Purchase {
  const isPublic = publication !== null;
  const standing: Pick<PurchaseStanding, 'state' | 'publicFrom' | 'publicTo' | 'reviewedOn'> = isPublic
    ? { state: 'publicised', ...publication }
    : { state: 'draft', publicFrom: null, publicTo: null, reviewedOn: null };
  return {
    ...terms,
    ...standing,
    id,
    villageId,
    version: 1,
    submittedBy: isPublic ? person : null,
    isImported: isPublic,
    objections: 0,
    dueAt: dueOfImport(standing, occasion),
    reminders: 0,
    revision: 1,
    createdAt: at,
    createdBy: person.name,
  };
}
