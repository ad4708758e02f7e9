import { setMaxListeners } from 'node:events';
import type { Search, SearchProgress, SearchStatus } from '../domain/search.js';

export type Stop = Extract<SearchStatus, 'cancelled' | 'interrupted'>;
type Listener = (search: Search) => void;

/** Why a search stops before its end. */
export class SearchStopped extends Error {
  constructor(readonly as: Stop) {
    super(`the search was ${as}`);
  }
}

/** A search under way: how far it is, who watches it, and how it is stopped. */
export class RunningSearch {
  private readonly controller = new AbortController();
  private readonly listeners = new Set<Listener>();
  /** Resolves when it is over and written down. */
  over: Promise<void> = Promise.resolve();

  constructor(private current: Search) {
    // One signal stops all that a search has under way; that is no leak.
    setMaxListeners(Infinity, this.controller.signal);
  }

  get search(): Search {
    return this.current;
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  stop(as: Stop): void {
    this.controller.abort(new SearchStopped(as));
  }

  tell(progress: SearchProgress): void {
    this.become({ ...this.current, progress });
  }

  become(search: Search): void {
    this.current = search;
    for (const listener of this.listeners) listener(search);
  }

  watch(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
