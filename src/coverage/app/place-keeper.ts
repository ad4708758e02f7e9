import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, type Instant, SECOND_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import type { PlaceStanding } from '../domain/history/time-by-standing.js';
import { PlaceCoverageChanged } from '../events.js';
import { type NewTurn, PlaceHistoryStore } from '../store/place-history.store.js';
import { CoverageBook } from './coverage-book.js';
import type { CoverageSummary } from './map-talk.js';

const BEAT_MS = 10 * SECOND_MS;
/** A beat that is so late means that the machine slept, and nobody looked. */
const STOOD_STILL_MS = 60 * SECOND_MS;
/** A month of the calendar is no longer. */
const MONTH_MS = 31 * DAY_MS;
/** A little at each beat: the database is everybody's. */
const SWEEP_AT_ONCE = 2_000;

/**
 * Writes down how places stand, turn by turn. Up to when that is known a pulse says: from there to the next start nobody
 * looked, and no place was a gap.
 */
@Injectable()
export class PlaceKeeper {
  private readonly known = new Map<string, PlaceStanding>();
  private unwritten: NewTurn[] = [];
  private lastBeat: Instant = 0;
  private lastSweep: Instant = 0;
  private cancel: Cancel | null = null;
  private work: Promise<void> = Promise.resolve();

  constructor(
    @Inject(PlaceHistoryStore) private readonly store: PlaceHistoryStore,
    @Inject(CoverageBook) private readonly book: CoverageBook,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Config) private readonly config: Pick<Config, 'uptime'>,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** A start that cannot write down the time that nobody looked fails: the next pulse would count it as watched. */
  async start(): Promise<void> {
    const now = this.clock.now();
    // A clock that was set back meanwhile must not date the gap into the future.
    const lastAlive = Math.min((await this.store.lastAlive()) ?? now, now);
    for (const [placeId, standing] of await this.store.standings()) {
      this.known.set(placeId, standing);
      this.turn(placeId, 'unwatched', lastAlive);
    }
    await this.store.write(this.unwritten, now);
    this.unwritten = [];
    this.lastBeat = now;
    this.book.onSummary((summary) => this.follow(summary));
    this.beatLater();
  }

  async stop(): Promise<void> {
    this.cancel?.();
    this.flush();
    await this.work;
  }

  private follow({ places }: CoverageSummary): void {
    const now = this.clock.now();
    this.wakeUp(now);
    const standing = new Set<string>();
    for (const { placeId, status, isWatched } of places) {
      standing.add(placeId);
      this.turn(placeId, isWatched ? status : 'unwatched', now);
    }
    for (const placeId of this.known.keys()) if (!standing.has(placeId)) this.known.delete(placeId);
    if (this.unwritten.length > 0) this.flush();
  }

  private turn(placeId: string, to: PlaceStanding, at: Instant): void {
    if (this.known.get(placeId) === to) return;
    this.known.set(placeId, to);
    this.unwritten.push({ id: this.ids.next(), placeId, at, to });
  }

  private beatLater(): void {
    this.cancel = this.clock.after(BEAT_MS, () => {
      this.wakeUp(this.clock.now());
      this.flush();
      this.beatLater();
    });
  }

  /** After a sleep nobody knows how places stood meanwhile; they stand as before until the map says otherwise. */
  private wakeUp(now: Instant): void {
    const { lastBeat } = this;
    this.lastBeat = now;
    if (now - lastBeat < STOOD_STILL_MS) return;
    for (const [placeId, standing] of this.known) {
      this.turn(placeId, 'unwatched', lastBeat);
      this.turn(placeId, standing, now);
    }
  }

  private async sweep(now: Instant): Promise<void> {
    if (now - this.lastSweep < DAY_MS) return;
    const horizon = now - this.config.uptime.keepMonths * MONTH_MS;
    try {
      if (!(await this.store.sweep(horizon, SWEEP_AT_ONCE))) this.lastSweep = now;
    } catch (cause) {
      this.log.warn({ err: cause }, 'how places stood long ago cannot be removed, and is tried again');
    }
  }

  private flush(): void {
    this.work = this.work.then(() => this.write());
  }

  private async write(): Promise<void> {
    const turns = this.unwritten;
    const now = this.clock.now();
    this.unwritten = [];
    try {
      await this.store.write(turns, now);
    } catch (cause) {
      // Without a pulse the time since then counts as not looked at, should we end now.
      this.unwritten = [...turns, ...this.unwritten];
      this.log.warn({ err: cause }, 'how places stand cannot be written down, and is tried again');
      return;
    }
    for (const { placeId, at, to } of turns) this.events.publish(new PlaceCoverageChanged(placeId, at, to));
    await this.sweep(now);
  }
}
