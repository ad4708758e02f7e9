import type { EntitySchemaColumnOptions } from 'typeorm';
import type { Publication } from '../domain/publications/publication.js';
import { id, large, table, text, whole } from './rows.js';

/** The document as it was hashed, of which not a byte may change; read only where it is asked for. */
const document = { type: 'text', select: false } satisfies EntitySchemaColumnOptions;

export type PublicationRow = Omit<Publication, 'correctedBy'>;
export const publications = table<PublicationRow & { readonly document: string }>('publications', {
  id,
  number: text('number'),
  publishedOn: text('published_on'),
  at: large('at'),
  by: text('by_name'),
  villageId: text('village_id', true),
  programmeId: text('programme_id', true),
  year: whole('year', true),
  publicFrom: text('public_from'),
  publicTo: text('public_to'),
  corrects: text('corrects', true),
  reason: text('reason', true),
  sha256: text('sha256'),
  document,
});

/** The last number that was given in a year. */
export const publicationNumbers = table<{ readonly year: number; readonly last: number }>(
  'publication_numbers',
  { year: { type: 'integer', primary: true }, last: whole('last') },
);
