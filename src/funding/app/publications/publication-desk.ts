import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import { canonicalJson } from '../../domain/publications/canonical-json.js';
import type {
  Publication,
  PublicationTerms,
  PublishedDocument,
} from '../../domain/publications/publication.js';
import { publicationNumber, readPublicationNumber } from '../../domain/publications/publication-number.js';
import {
  refuseBriefly,
  refuseCorrection,
  refuseOthers,
  refusePrivate,
} from '../../domain/publications/publication-rules.js';
import type { Page, PageBounds } from '../../store/page.js';
import {
  type MadePublication,
  type NumberTaken,
  type PublicationQuestion,
  PublicationStore,
} from '../../store/publication.store.js';
import { digestOf } from '../file-shelf.js';
import { Hand } from '../hand.js';
import { ReportDesk } from '../reports/report-desk.js';
import type { ReportAsked } from '../reports/report-scopes.js';
import { type Call, Tickets } from '../tickets.js';
import { Villages } from '../villages.js';

export interface PublicationFilter extends Omit<PublicationQuestion, 'villageIds'> {
  readonly villageId: string | null;
}

/** Freezes reports as they are posted. Those of the town and of programmes exist for whoever sees the whole town. */
@Injectable()
export class PublicationDesk {
  constructor(
    @Inject(PublicationStore) private readonly store: PublicationStore,
    @Inject(ReportDesk) private readonly reports: Pick<ReportDesk, 'toPost'>,
    @Inject(Villages) private readonly villages: Villages,
    @Inject(Tickets) private readonly tickets: Tickets,
    @Inject(Hand) private readonly hand: Hand,
  ) {}

  list({ villageId, ...asked }: PublicationFilter, bounds: PageBounds): Promise<Page<Publication>> {
    return this.store.page({ ...asked, villageIds: this.villages.narrow(villageId) }, bounds);
  }

  /** By its number, however it is typed. */
  async one(typed: string): Promise<Publication> {
    const number = readPublicationNumber(typed);
    const found = number === null ? null : await this.store.find(number);
    if (found === null || !this.exists(found)) throw noSuchPublication();
    return found;
  }

  /** The report of this moment, under the next number. */
  async publish(call: Call, asked: ReportAsked, said: PublicationTerms): Promise<Publication> {
    refuseOthers(asked, this.hand.doer().role);
    if (asked.villageId !== null) await this.villages.expectNamed(asked.villageId);
    const { today, publicDays } = this.hand.occasion();
    refuseBriefly(said, publicDays);
    const corrects = said.corrects === null ? null : (readPublicationNumber(said.corrects) ?? said.corrects);
    const terms = { ...said, corrects };
    const report = await this.reports.toPost(asked);
    const year = Number(today.slice(0, 4));
    return this.store.insert(this.tickets.for(call), { year, corrects }, (taken) => {
      if (corrects !== null) refuseCorrection(this.ifItExists(taken), asked);
      refusePrivate(report, terms);
      const head = { number: publicationNumber(year, taken.sequence), publishedOn: today, ...terms };
      return this.made(asked, { format: 1, ...head, report });
    });
  }

  private made(asked: ReportAsked, content: PublishedDocument): MadePublication {
    const { format: _format, report: _report, ...head } = content;
    const document = canonicalJson(content);
    const { at, by, nextId } = this.hand.mark(null);
    const { villageId, programmeId, year } = asked;
    const sha256 = digestOf(Buffer.from(document));
    const publication = { id: nextId(), at, by, ...head, villageId, programmeId, year, sha256 };
    return { publication, document };
  }

  private ifItExists({ corrected }: NumberTaken): Publication | null {
    return corrected !== null && this.exists(corrected) ? corrected : null;
  }

  private exists({ villageId }: Publication): boolean {
    return villageId === null ? this.villages.narrow(null) === null : this.villages.allows(villageId);
  }
}

function noSuchPublication(): DomainError {
  return new DomainError('not-found', 'no-such-publication', 'There is no publication with this number.');
}
