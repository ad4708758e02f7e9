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
    const first = this.firstSummary();
    await this.places.start();
    await this.town.start();
    await first;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.town.stop();
    await this.places.stop();
  }

  private firstSummary(): Promise<void> {
    return new Promise((resolve) => {
      const giveUp = this.clock.after(PATIENCE_MS, resolve);
      this.book.onSummary(() => {
        giveUp();
        resolve();
      });
    });
  }
}
