import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { type PlaceSummary, Registry } from '../../registry/index.js';
import { LocalCalendar } from '../../uptime/index.js';
import { gapMinutes, type PlaceTurn, timeByStanding } from '../domain/history/time-by-standing.js';
import { PlaceHistoryStore } from '../store/place-history.store.js';

interface Month {
  readonly month: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** For how much of a month places were gaps, as far as somebody looked. */
@Injectable()
export class PlaceHistory {
  private readonly calendar: LocalCalendar;

  constructor(
    @Inject(PlaceHistoryStore) private readonly store: PlaceHistoryStore,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) config: Pick<Config, 'timeZone'>,
  ) {
    this.calendar = new LocalCalendar(config.timeZone);
  }

  /** One place, with its turns within the month. */
  async place(placeId: string, asked: string | null) {
    const month = this.month(asked);
    const turns = (await this.store.turns([placeId], [month.from, month.to])).get(placeId) ?? [];
    const within = turns.filter(({ at }) => at >= month.from);
    return { ...month, minutes: minutesOf(turns, month), turns: within };
  }

  /** Every place of a village, or of all; those that were gaps for the longest come first. */
  async places(villageId: string | null, asked: string | null) {
    const month = this.month(asked);
    const places = await this.wanted(villageId);
    const turnsOf = await this.store.turns(
      places.map(({ id }) => id),
      [month.from, month.to],
    );
    const items = places.map((place) => {
      const { id, name, kind, detail, weight } = place;
      const minutes = minutesOf(turnsOf.get(id) ?? [], month);
      return { place: { id, name, villageId: place.villageId, kind, detail, weight }, minutes };
    });
    return {
      ...month,
      items: items.toSorted(
        (a, b) => b.minutes.total - a.minutes.total || (a.place.id < b.place.id ? -1 : 1),
      ),
    };
  }

  private async wanted(villageId: string | null): Promise<readonly PlaceSummary[]> {
    this.scope.expect(villageId, await this.registry.villages());
    const only = this.scope.narrow(villageId);
    return (await this.registry.places()).filter((place) => only?.includes(place.villageId) ?? true);
  }

  private month(asked: string | null): Month {
    const now = this.clock.now();
    const month = asked ?? this.calendar.monthOf(now);
    const [from, end] = this.calendar.boundsOf(month);
    if (from < now) return { month, from, to: Math.min(end, now) };
    const message = 'has not begun yet';
    throw new DomainError('invalid', 'invalid-request', `month: ${message}`, [{ path: 'month', message }]);
  }
}

function minutesOf(turns: readonly PlaceTurn[], { from, to }: Month) {
  return gapMinutes(timeByStanding(turns, from, to));
}
