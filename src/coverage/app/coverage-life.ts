import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { CoverageBook } from './coverage-book.js';
import { PlaceKeeper } from './place-keeper.js';
import { FollowTown } from './follow-town.js';

/** So long a start waits for the first map, so that the first scrape already counts; a slow one comes later. */
const PATIENCE_MS = 15_000;

/** From start to stop, when the rooms below have come up. */
@Injectable()
export class CoverageLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(FollowTown) private readonly town: FollowTown,
    @Inject(PlaceKeeper) private readonly places: PlaceKeeper,
    @Inject(CoverageBook) private readonly book: CoverageBook,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const first = new Promise<void>((resolve) => this.book.onSummary(() => resolve()));
    await this.places.start();
    await this.town.start();
    await Promise.race([
      first,
      new Promise<void>((resolve) => this.clock.after(PATIENCE_MS, () => resolve())),
    ]);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.town.stop();
    await this.places.stop();
  }
}
