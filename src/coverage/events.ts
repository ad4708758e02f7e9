import type { Instant } from '../kernel/instant.js';
import type { PlaceStanding } from './domain/history/time-by-standing.js';

/** A place is covered otherwise than before, and that is committed. */
export class PlaceCoverageChanged {
  constructor(
    readonly placeId: string,
    readonly at: Instant,
    readonly to: PlaceStanding,
  ) {}
}
