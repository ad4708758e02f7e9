import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';
import type { Candidate } from '../domain/candidate.js';
import type { Search, SearchProgress } from '../domain/search.js';
import { SearchStore } from '../store/search.store.js';
import { CandidateBook } from './candidate-book.js';
import { InterviewRound } from './interview-round.js';
import type { InterviewReport } from './interviewer.js';
import { type RunningSearch, SearchStopped } from './running-search.js';
import type { Means } from './search-means.js';
import { SearchWire } from './search-wire.js';

const WRITE_EVERY_MS = 1_000;

/** A search from its first datagram to its last row. */
@Injectable()
export class SearchRunner {
  constructor(
    @Inject(SearchStore) private readonly store: SearchStore,
    @Inject(CandidateBook) private readonly book: CandidateBook,
    @Inject(InterviewRound) private readonly interviews: InterviewRound,
    @Inject(SearchWire) private readonly wire: SearchWire,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Never rejects: how it ended stands in the search. */
  async run(running: RunningSearch, means: Means): Promise<void> {
    const { id, request } = running.search;
    this.log.info({ event: 'search started', search: id, zone: request.zoneId }, 'a search began');
    const end = await this.climb(running, means).then(
      () => ({ status: 'done', failure: null }) as const,
      (cause: unknown) => this.endOf(cause, id),
    );
    const progress: SearchProgress = { ...running.search.progress, phase: 'finished' };
    const over: Search = { ...running.search, ...end, progress, finishedAt: this.clock.now() };
    await this.store.finish(over).catch((cause: unknown) => {
      this.log.error({ err: cause, search: id }, 'the end of a search could not be written');
    });
    running.become(over);
    const { found, frames } = progress;
    this.log.info({ event: 'search over', search: id, status: end.status, found, frames }, 'a search ended');
  }

  private async climb(running: RunningSearch, means: Means): Promise<void> {
    const { search, signal } = running;
    const tell = this.teller(running);
    const wire = this.wire.open(search.request, means.allowance, { onProgress: tell, signal });
    try {
      await wire.lookAround();
    } catch (cause) {
      // What was found before somebody stopped it is found.
      if (signal.aborted) await this.book.record(search, wire.found());
      throw cause;
    }
    const candidates = await this.book.record(search, wire.found());
    await this.interview(running, candidates, means);
    await this.book.link(search.id);
  }

  private async interview(
    running: RunningSearch,
    candidates: readonly Candidate[],
    { credentials }: Means,
  ): Promise<void> {
    const waiting = this.interviews.waiting(candidates, credentials);
    const total = waiting.length;
    const tell = this.teller(running);
    const onReport = ({ candidate, wasRejected }: InterviewReport): void => {
      const { interviewed, frames, rejectedLogins, ...rest } = running.search.progress;
      tell({
        ...rest,
        interviewed: { done: interviewed.done + 1, total },
        frames: frames + (candidate.interviewed?.frame ? 1 : 0),
        rejectedLogins: rejectedLogins + (wasRejected ? 1 : 0),
      });
    };
    const { progress } = running.search;
    tell({ ...progress, phase: 'interviewing', interviewed: { done: 0, total } });
    await this.interviews.hold(waiting, { credentials, signal: running.signal, onReport });
  }

  /** Watchers hear of everything; the row follows every second. */
  private teller(running: RunningSearch): (progress: SearchProgress) => void {
    let writtenAtMs = this.clock.monotonicMs();
    return (progress) => {
      running.tell(progress);
      const nowMs = this.clock.monotonicMs();
      if (nowMs - writtenAtMs < WRITE_EVERY_MS) return;
      writtenAtMs = nowMs;
      this.store.note(running.search.id, progress).catch((cause: unknown) => {
        this.log.warn({ err: cause, search: running.search.id }, 'the progress of a search was not written');
      });
    };
  }

  private endOf(cause: unknown, id: string): Pick<Search, 'status' | 'failure'> {
    if (cause instanceof SearchStopped) return { status: cause.as, failure: null };
    this.log.error({ err: cause, search: id }, 'a search failed');
    return { status: 'failed', failure: 'Something broke on our side; the log says what. Search again.' };
  }
}
