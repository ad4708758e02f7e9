import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import type { Publication, PublishedDocument } from '../../domain/publications/publication.js';
import type { FundReport } from '../../domain/reports/fund-report.js';
import { PublicationStore } from '../../store/publication.store.js';
import { digestOf } from '../file-shelf.js';

/** A publication with what was posted. */
export interface OpenedPublication {
  readonly publication: Publication;
  /** The document, of which `sha256sum` says the hash of the publication. */
  readonly bytes: Buffer;
  readonly report: FundReport;
}

/** Opens what was frozen. */
@Injectable()
export class PublicationShelf {
  constructor(@Inject(PublicationStore) private readonly store: PublicationStore) {}

  /** Throws `publication-damaged` where its document is not what was hashed: somebody was at the database. */
  async open(publication: Publication): Promise<OpenedPublication> {
    const bytes = Buffer.from((await this.store.document(publication.number)) ?? '');
    if (digestOf(bytes) !== publication.sha256) throw damaged(publication.number);
    const { report } = JSON.parse(bytes.toString()) as PublishedDocument;
    return { publication, bytes, report };
  }
}

function damaged(number: string): DomainError {
  return new DomainError(
    'unavailable',
    'publication-damaged',
    `The document of ${number} in the database is not what was published; restore the database from a backup.`,
  );
}
