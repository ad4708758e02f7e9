import { Inject, Injectable } from '@nestjs/common';
import {
  DataSource,
  type EntityManager,
  type FindOptionsWhere,
  In,
  IsNull,
  LessThan,
  MoreThan,
} from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import type { Candidate } from '../domain/candidate.js';
import type { Sighting } from '../domain/sighting.js';
import { toCandidate, toCandidateRow } from './candidate-mapper.js';
import { type CandidateRow, candidates, sightings } from './rows.js';

/** Rows a statement and a transaction: small enough to let requests in between. */
const CHUNK = 200;

export interface CandidateFilter {
  /** Null filters nothing. */
  readonly zoneId: string | null;
  readonly searchId: string | null;
}

/** Turns what a search saw into what is kept, given all that may be the same device. */
export type Recognise = (sighting: Sighting, among: readonly Candidate[]) => Kept;

export interface Kept {
  readonly candidate: Candidate;
  /** Rows that turned out to be this one. */
  readonly absorbedIds: readonly string[];
}

@Injectable()
export class CandidateStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** Writes what a search saw, part by part, each part all or nothing; answers with the candidates in the same order. */
  async record(
    zoneId: string,
    seen: readonly Sighting[],
    recognise: Recognise,
  ): Promise<readonly Candidate[]> {
    const recorded: Candidate[] = [];
    for (let from = 0; from < seen.length; from += CHUNK) {
      const part = seen.slice(from, from + CHUNK);
      recorded.push(
        ...(await this.source.transaction((manager) => recordPart(manager, { zoneId, part, recognise }))),
      );
    }
    return recorded;
  }

  /** `absorbedIds` are removed first, so that the key may pass over. */
  async keep({ candidate, absorbedIds }: Kept): Promise<void> {
    await this.source.transaction((manager) => keepOne(manager, { candidate, absorbedIds }));
  }

  async find(id: string): Promise<Candidate | null> {
    const row = await this.source.getRepository(candidates).findOneBy({ id });
    return row === null ? null : toCandidate(row);
  }

  async findByKey(zoneId: string, key: string): Promise<Candidate | null> {
    const row = await this.source.getRepository(candidates).findOneBy({ zoneId, key });
    return row === null ? null : toCandidate(row);
  }

  async link(id: string, cameraId: string | null): Promise<void> {
    await this.source.transaction((manager) =>
      manager.getRepository(candidates).update({ id }, { cameraId }),
    );
  }

  /** Those that no search has seen since `before`, in the order of ids, after `cursor`. */
  async unseenSince(
    before: Instant,
    { limit, cursor }: { limit: number; cursor: string | null },
  ): Promise<Candidate[]> {
    const after = cursor === null ? {} : { id: MoreThan(cursor) };
    const where = { lastSeenAt: LessThan(before), ...after };
    const rows = await this.source
      .getRepository(candidates)
      .find({ where, order: { id: 'ASC' }, take: limit });
    return rows.map((row) => toCandidate(row));
  }

  /** Leaves what was seen, or found to be a camera, in the meantime. */
  async forget(ids: readonly string[], unseenSince: Instant): Promise<void> {
    if (ids.length === 0) return;
    const where = { id: In([...ids]), lastSeenAt: LessThan(unseenSince), cameraId: IsNull() };
    await this.source.transaction((manager) => manager.getRepository(candidates).delete(where));
  }

  /** In the order of ids, after `cursor`. */
  async some(
    filter: CandidateFilter,
    { limit, cursor }: { limit: number; cursor: string | null },
  ): Promise<Candidate[]> {
    const query = this.source.getRepository(candidates).createQueryBuilder('c').orderBy('c.id').take(limit);
    const { zoneId, searchId } = filter;
    if (zoneId !== null) query.andWhere('c.zoneId = :zoneId', { zoneId });
    if (cursor !== null) query.andWhere('c.id > :cursor', { cursor });
    if (searchId !== null) {
      const seen = 'SELECT s.candidate_id FROM candidate_sightings s WHERE s.search_id = :searchId';
      query.andWhere(`c.id IN (${seen})`, { searchId });
    }
    return (await query.getMany()).map((row) => toCandidate(row));
  }

  async all(filter: CandidateFilter): Promise<Candidate[]> {
    const found: Candidate[] = [];
    for (let cursor: string | null = null; ; cursor = found.at(-1)!.id) {
      const page = await this.some(filter, { limit: 1_000, cursor });
      found.push(...page);
      if (page.length < 1_000) return found;
    }
  }
}

interface Part {
  readonly zoneId: string;
  readonly part: readonly Sighting[];
  readonly recognise: Recognise;
}

async function recordPart(manager: EntityManager, { zoneId, part, recognise }: Part): Promise<Candidate[]> {
  const among = await alikes(manager, zoneId, part);
  const recorded: Candidate[] = [];
  for (const sighting of part) {
    const kept = recognise(sighting, [...among.values()]);
    await keepOne(manager, kept);
    for (const id of kept.absorbedIds) among.delete(id);
    among.set(kept.candidate.id, kept.candidate);
    recorded.push(kept.candidate);
  }
  return recorded;
}

/** All candidates of the zone that share an endpoint or a host with what was seen. */
async function alikes(
  manager: EntityManager,
  zoneId: string,
  part: readonly Sighting[],
): Promise<Map<string, Candidate>> {
  const endpoints = part.flatMap(({ endpoint }) => endpoint ?? []);
  const hosts = part.map(({ address }) => address.host);
  const where: FindOptionsWhere<CandidateRow>[] = [
    { zoneId, host: In(hosts) },
    ...(endpoints.length > 0 ? [{ zoneId, endpoint: In(endpoints) }] : []),
  ];
  const rows = await manager.getRepository(candidates).findBy(where);
  return new Map(rows.map((row) => [row.id, toCandidate(row)]));
}

async function keepOne(manager: EntityManager, { candidate, absorbedIds }: Kept): Promise<void> {
  const { id, zoneId, key, searchId } = candidate;
  const table = manager.getRepository(candidates);
  if (absorbedIds.length > 0) await table.delete({ id: In([...absorbedIds]) });
  // Somebody else may hold the key still, at an address that it has left.
  const holder = await table.findOneBy({ zoneId, key });
  if (holder !== null && holder.id !== id) await table.delete({ id: holder.id });
  await table.upsert(toCandidateRow(candidate) as never, ['id']);
  await manager.getRepository(sightings).upsert({ searchId, candidateId: id }, ['searchId', 'candidateId']);
}
