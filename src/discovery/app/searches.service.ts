import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CurrentActor } from '../../access/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { NO_PROGRESS, type Search, type SearchRequest } from '../domain/search.js';
import { type SearchFilter, SearchStore } from '../store/search.store.js';
import { conflict, notFound } from './refusals.js';
import { RunningSearch } from './running-search.js';
import { SearchMeans } from './search-means.js';
import { SearchRunner } from './search-runner.js';

/** Starts, shows and stops searches: one at a time in a zone. */
@Injectable()
export class SearchesService implements OnModuleInit, BeforeApplicationShutdown {
  /** By zone. */
  private readonly running = new Map<string, RunningSearch>();

  constructor(
    @Inject(SearchStore) private readonly store: SearchStore,
    @Inject(SearchRunner) private readonly runner: SearchRunner,
    @Inject(SearchMeans) private readonly means: SearchMeans,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  /** What ran when the service stopped does not run now. */
  async onModuleInit(): Promise<void> {
    await this.store.interruptRunning(this.clock.now());
  }

  async beforeApplicationShutdown(): Promise<void> {
    const running = [...this.running.values()];
    for (const one of running) one.stop('interrupted');
    await Promise.all(running.map(({ over }) => over));
  }

  /** Answers as soon as it runs; each refusal names its field. */
  async start(request: SearchRequest): Promise<Search> {
    const { zoneId } = request;
    const means = await this.means.for(request);
    const already = this.running.get(zoneId);
    if (already !== undefined) throw isRunning(already.search.id);
    const running = new RunningSearch(this.newSearch(request));
    this.running.set(zoneId, running);
    const forget = (): void => void this.running.delete(zoneId);
    await this.store.insert(running.search).catch((cause: unknown) => {
      forget();
      throw cause;
    });
    running.over = this.runner.run(running, means).finally(forget);
    return running.search;
  }

  async get(id: string): Promise<Search> {
    return this.runningOne(id)?.search ?? (await this.store.find(id)) ?? notFound('search', id);
  }

  async list(filter: SearchFilter, page: { limit: number; cursor: string | null }): Promise<Search[]> {
    const found = await this.store.some(filter, page);
    return found.map((search) => this.runningOne(search.id)?.search ?? search);
  }

  /** Harmless where it is over already. Answers when it has stopped. */
  async cancel(id: string): Promise<Search> {
    const running = this.runningOne(id);
    running?.stop('cancelled');
    await running?.over;
    return this.get(id);
  }

  /** Tells every change until the search is over, which is told last; null where it is over already. */
  watch(id: string, listener: (search: Search) => void): (() => void) | null {
    return this.runningOne(id)?.watch(listener) ?? null;
  }

  private runningOne(id: string): RunningSearch | undefined {
    return [...this.running.values()].find(({ search }) => search.id === id);
  }

  private newSearch(request: SearchRequest): Search {
    return {
      id: this.ids.next(),
      request,
      status: 'running',
      progress: NO_PROGRESS,
      startedBy: this.actors.get().name,
      startedAt: this.clock.now(),
      finishedAt: null,
      failure: null,
    };
  }
}

function isRunning(id: string): Error {
  const advice = `wait for it, or cancel it: DELETE /api/v1/searches/${id}`;
  return conflict('search-running', `The search ${id} is running in this zone; ${advice}.`);
}
