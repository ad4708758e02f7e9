import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Registry } from '../../registry/index.js';
import type { Basis, Status } from '../domain/map/status.js';
import type { Level } from '../domain/sight/sight.js';
import { assumptionsOf } from './assumptions.js';
import { FollowTown } from './follow-town.js';
import { LiveMap } from './live-map.js';
import type { Layer, Numbers, PlaceNow, Scope, SeenPlace } from './map-talk.js';
import { Town } from './town.js';

export interface Asked {
  readonly villageId: string | null;
  readonly programmeId: string | null;
  readonly basis: Basis;
}

/** Coverage in numbers and on the map; who is limited to villages sees these alone. */
@Injectable()
export class CoverageReport {
  constructor(
    @Inject(LiveMap) private readonly map: LiveMap,
    @Inject(Town) private readonly town: Town,
    @Inject(FollowTown) private readonly following: FollowTown,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async numbers(asked: Asked, level: Level) {
    const scope = await this.scopeOf(asked);
    const { cellM, villages } = await this.map.ask<Numbers>({ kind: 'numbers', level, ...scope });
    const named = new Map(this.town.villages.map(({ id, name }) => [id, name]));
    const cameras = [...this.town.cameras.values()].filter(
      ({ facts }) =>
        (scope.villageIds?.includes(facts.villageId) ?? true) &&
        (scope.programmeId === null || facts.programmeId === scope.programmeId),
    );
    return {
      at: this.clock.now(),
      cellM,
      villages: villages.map(({ villageId, ...numbers }) => ({
        village: { id: villageId, name: named.get(villageId) ?? villageId },
        ...numbers,
      })),
      ...assumptionsOf(cameras),
    };
  }

  async drawing(asked: Asked, level: Level, layers: readonly Layer[]): Promise<string> {
    return this.map.ask<string>({ kind: 'drawing', level, layers, ...(await this.scopeOf(asked)) });
  }

  /** By id, page by page; `status` leaves out the others. */
  async places(
    asked: Asked & { readonly status: Status | null },
    { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
  ) {
    const scope = await this.scopeOf(asked);
    const all = await this.map.ask<readonly PlaceNow[]>({ kind: 'statuses', ...scope });
    const wanted = all
      .filter(({ placeId, status }) => {
        const isAfter = cursor === null || placeId > cursor;
        return isAfter && (asked.status === null || status === asked.status);
      })
      .map(({ placeId }) => placeId)
      .toSorted();
    const placeIds = wanted.slice(0, limit);
    const items = await this.seen(placeIds, scope);
    return { items, nextCursor: wanted.length > limit ? placeIds.at(-1)! : null };
  }

  /** A {@link DomainError} where there is none, or none for this actor. */
  async place(placeId: string, asked: Omit<Asked, 'villageId'>) {
    await this.following.caughtUp();
    const place = this.town.places.find(({ id }) => id === placeId);
    if (place === undefined || !this.scope.allows(place.villageId)) throw noSuchPlace(placeId);
    const [seen] = await this.seen([placeId], { ...asked, villageIds: [place.villageId] });
    if (seen === undefined) throw noSuchPlace(placeId);
    return seen;
  }

  private async seen(placeIds: readonly string[], scope: Scope) {
    const seen = await this.map.ask<readonly SeenPlace[]>({ kind: 'places', placeIds, ...scope });
    const places = new Map(this.town.places.map((place) => [place.id, place]));
    return seen.flatMap(({ placeId, seers, ...standing }) => {
      const place = places.get(placeId);
      if (place === undefined) return [];
      const { id, name, villageId, kind, detail, weight } = place;
      const cameras = seers.flatMap(({ cameraId, ...how }) => {
        const facts = this.town.cameras.get(cameraId)?.facts;
        // A camera of another village is not there for who sees only some.
        const isThere = facts !== undefined && this.scope.allows(facts.villageId);
        return isThere ? [{ cameraId, name: facts.name, villageId: facts.villageId, ...how }] : [];
      });
      return [{ place: { id, name, villageId, kind, detail, weight }, ...standing, cameras }];
    });
  }

  private async scopeOf({ villageId, programmeId, basis }: Asked): Promise<Scope> {
    await this.following.caughtUp();
    this.scope.expect(villageId, this.town.villages);
    const programmes = programmeId === null ? [] : await this.registry.programmes();
    if (programmeId !== null && !programmes.some(({ id }) => id === programmeId))
      throw new DomainError(
        'not-found',
        'no-such-programme',
        `There is no programme with the id ${programmeId}.`,
      );
    return { villageIds: this.scope.narrow(villageId), programmeId, basis };
  }
}

function noSuchPlace(id: string): DomainError {
  return new DomainError('not-found', 'no-such-place', `There is no place with the id ${id}.`);
}
