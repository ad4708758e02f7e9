import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import { deleteSome } from '../../platform/database/delete-in-steps.js';
import type { PlaceStanding, PlaceTurn } from '../domain/history/time-by-standing.js';
import { coveragePulse, placeTurns } from './place-history-rows.js';

export interface NewTurn extends PlaceTurn {
  readonly id: string;
  readonly placeId: string;
}

/** SQLite takes 32,766 values in a statement, and a short statement lets other requests in between. */
const AT_ONCE = 200;
const PULSE_ID = 1;

const LAST =
  'NOT EXISTS (SELECT 1 FROM coverage_place_turns n WHERE n.place_id = t.place_id AND ' +
  '(n.at > t.at OR (n.at = t.at AND n.id > t.id))';

/** How places stood, and up to when anybody followed. */
@Injectable()
export class PlaceHistoryStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** Turns and pulse as one. Those of places that are gone are left out. */
  async write(turns: readonly NewTurn[], aliveAt: Instant): Promise<void> {
    await this.source.transaction(async (manager) => {
      const known = await knownPlaces(
        manager,
        turns.map(({ placeId }) => placeId),
      );
      const rows = turns
        .filter(({ placeId }) => known.has(placeId))
        .map(({ id, placeId, at, to }) => ({ id, placeId, at, standing: to }));
      for (const part of partsOf(rows)) await manager.getRepository(placeTurns).insert(part);
      await manager.upsert(coveragePulse, { id: PULSE_ID, aliveAt }, ['id']);
    });
  }

  /** Null before the first pulse. */
  async lastAlive(): Promise<Instant | null> {
    const row = await this.source.getRepository(coveragePulse).findOneBy({ id: PULSE_ID });
    return row?.aliveAt ?? null;
  }

  /** How each place stood last. */
  async standings(): Promise<ReadonlyMap<string, PlaceStanding>> {
    const rows = await this.source
      .getRepository(placeTurns)
      .createQueryBuilder('t')
      .where(`${LAST})`)
      .getMany();
    return new Map(rows.map(({ placeId, standing }) => [placeId, standing]));
  }

  /** Of each place asked for, what held at `from` and all that came before `to`, oldest first. */
  async turns(
    placeIds: readonly string[],
    [from, to]: readonly [Instant, Instant],
  ): Promise<ReadonlyMap<string, readonly PlaceTurn[]>> {
    const turnsOf = new Map<string, PlaceTurn[]>(placeIds.map((id) => [id, []]));
    for (const part of partsOf(placeIds)) {
      const rows = await this.source
        .getRepository(placeTurns)
        .createQueryBuilder('t')
        .where({ placeId: In(part) })
        .andWhere('t.at < :to', { to })
        .andWhere(`(t.at >= :from OR ${LAST} AND n.at < :from))`, { from })
        .orderBy('t.at', 'ASC')
        .addOrderBy('t.id', 'ASC')
        .getMany();
      for (const { placeId, at, standing } of rows) turnsOf.get(placeId)!.push({ at, to: standing });
    }
    return turnsOf;
  }

  /**
   * Removes up to `limit` turns from before `horizon`, and answers whether there may be more; what held then stays, for it
   * says what held since.
   */
  sweep(horizon: Instant, limit: number): Promise<boolean> {
    const later =
      'SELECT 1 FROM coverage_place_turns n WHERE n.place_id = doomed.place_id AND n.at > doomed.at AND n.at < :horizon';
    const where = `doomed.at < :horizon AND EXISTS (${later})`;
    return deleteSome(this.source, { table: 'coverage_place_turns', where, parameters: { horizon } }, limit);
  }
}

async function knownPlaces(manager: EntityManager, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const part of partsOf([...new Set(ids)])) {
    const rows = await manager
      .createQueryBuilder()
      .select('p.id', 'id')
      .from('places', 'p')
      .where('p.id IN (:...ids)', { ids: part })
      .getRawMany<{ id: string }>();
    for (const { id } of rows) known.add(id);
  }
  return known;
}

function* partsOf<T>(all: readonly T[]): Generator<T[]> {
  for (let index = 0; index < all.length; index += AT_ONCE) yield all.slice(index, index + AT_ONCE);
}
