import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import { type Instant, MINUTE_MS } from '../../../kernel/instant.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { readPublicationNumber } from '../../domain/publications/publication-number.js';
import { PublicationStore } from '../../store/publication.store.js';
import { type OpenedPublication, PublicationShelf } from './publication-shelf.js';

/** Shows to anybody what was posted, by its number. Nobody is asked who they are, and nobody is written down. */
@Injectable()
export class CheckDesk {
  private minuteFrom: Instant = 0;
  private shownBytes = 0;

  constructor(
    @Inject(PublicationStore) private readonly store: PublicationStore,
    @Inject(PublicationShelf) private readonly shelf: PublicationShelf,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'funding'>,
  ) {}

  /** Where the town wants no check page there is none. */
  expectOpen(): void {
    if (this.config.funding.publicCheck) return;
    throw new DomainError('not-found', 'no-such-route', 'There is no check page here.');
  }

  /** Null for a number that nothing was posted under; what is no number at all costs no question. */
  async open(typed: string): Promise<OpenedPublication | null> {
    const number = readPublicationNumber(typed);
    if (number === null) return null;
    this.startLook();
    const found = await this.store.find(number);
    if (found === null) return null;
    const opened = await this.shelf.open(found);
    this.shownBytes += Math.max(0, opened.bytes.length - LOOK_BYTES);
    return opened;
  }

  /** Of all people together: behind a proxy they come from one address. */
  private startLook(): void {
    const now = this.clock.now();
    const elapsed = now - this.minuteFrom;
    if (elapsed >= MINUTE_MS || elapsed < 0) [this.minuteFrom, this.shownBytes] = [now, 0];
    if (this.shownBytes >= this.config.funding.publicLooksPerMinute * LOOK_BYTES)
      throw new DomainError('throttled', 'too-many-looks', BUSY, [], { retryAfterS: MINUTE_S });
    this.shownBytes += LOOK_BYTES;
  }
}

/** What one look may show. The work of a page or workbook grows with its document: a larger one counts as several. */
const LOOK_BYTES = 100_000;
const MINUTE_S = 60;
const BUSY = '查询的人太多，请一分钟后再试。 Too many people look things up just now; try again in a minute.';
