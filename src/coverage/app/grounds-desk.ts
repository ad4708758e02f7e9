import type { CoverageGrounds } from '../domain/map/grounds.js';

/** What coverage is computed from, as it stands now: for work that takes a copy of it into a thread of its own. */
export abstract class GroundsDesk {
  /** Of all villages. Waits until they were gathered for the first time. */
  abstract grounds(): Promise<CoverageGrounds>;
}
