import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DAY_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { CandidateStore } from '../store/candidate.store.js';
import { SearchStore } from '../store/search.store.js';
import { MatchDesk } from './match-desk.js';

const AT_ONCE = 200;

/** Forgets, once a day, the searches and candidates that are too old to tell anybody anything. */
@Injectable()
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Resolves when the latest sweep is over. */
  swept: Promise<void> = Promise.resolve();
  private isClosing = false;
  private cancelNext: Cancel = () => {};

  constructor(
    @Inject(SearchStore) private readonly searches: SearchStore,
    @Inject(CandidateStore) private readonly candidates: CandidateStore,
    @Inject(MatchDesk) private readonly matches: Pick<MatchDesk, 'matchOf'>,
    @Inject(Config) private readonly config: Pick<Config, 'discovery'>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** A service that is restarted every night sweeps, too. */
  onApplicationBootstrap(): void {
    this.sweepAndAgain();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    this.cancelNext();
    await this.swept;
  }

  private sweepAndAgain(): void {
    this.swept = this.sweep().catch((err: unknown) => {
      this.log.error(
        { err },
        'old searches and candidates could not be removed; tomorrow they are tried again',
      );
    });
    this.cancelNext = this.clock.after(DAY_MS, () => this.sweepAndAgain());
  }

  private async sweep(): Promise<void> {
    const before = this.clock.now() - this.config.discovery.keepDays * DAY_MS;
    let cursor: string | null = null;
    while (!this.isClosing) {
      const old = await this.candidates.unseenSince(before, { limit: AT_ONCE, cursor });
      const matched = await Promise.all(old.map((candidate) => this.matches.matchOf(candidate)));
      // What the register knows is not forgotten with the search: by its endpoint it is known again elsewhere.
      const strangers = old.filter((_candidate, index) => matched[index]!.kind === 'new');
      await this.candidates.forget(
        strangers.map(({ id }) => id),
        before,
      );
      if (old.length < AT_ONCE) break;
      cursor = old.at(-1)!.id;
    }
    await this.searches.forget(before, () => this.isClosing);
  }
}
