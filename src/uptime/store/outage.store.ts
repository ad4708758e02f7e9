import { Inject, Injectable } from '@nestjs/common';
import {
  DataSource,
  In,
  IsNull,
  MoreThanOrEqual,
  type ObjectLiteral,
  type SelectQueryBuilder,
} from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import type { Incident } from '../domain/incident.js';
import type { Spell } from '../domain/maintenance.js';
import type { RepairSum } from '../domain/repairs.js';
import type { Outage } from '../domain/outage.js';
import { chunks } from './chunks.js';
import { toIncident, toOutage } from './outage-mappers.js';
import { type IncidentRow, incidents, incidentVillages, outages } from './outage-rows.js';

export interface OutageFilter {
  /** Null for all; of the villages that the cameras belong to now. */
  readonly villageIds: readonly string[] | null;
  readonly cameraId: string | null;
  readonly incidentId: string | null;
  readonly isOpen: boolean | null;
  /** Opened before this; null for no bound. */
  readonly until: Instant | null;
  /** Still open at this, or closed later. */
  readonly since: Instant | null;
}

export interface PageBounds {
  readonly limit: number;
  /** The id of the last entry of the page before; null for the first page. */
  readonly cursor: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Reads outages and incidents; what writes them is UptimeStore, with the transitions. */
@Injectable()
export class OutageStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  async openOutages(): Promise<readonly Outage[]> {
    const rows = await this.source.getRepository(outages).findBy({ closedAt: IsNull() });
    return rows.map((row) => toOutage(row));
  }

  async outage(id: string): Promise<Outage | null> {
    const row = await this.source.getRepository(outages).findOneBy({ id });
    return row === null ? null : toOutage(row);
  }

  /** Those that changed at or after `since`, in the order of their opening. */
  async outagesSince(since: Instant): Promise<readonly Outage[]> {
    const rows = await this.source
      .getRepository(outages)
      .find({ where: { changedAt: MoreThanOrEqual(since) }, order: { id: 'ASC' } });
    return rows.map((row) => toOutage(row));
  }

  /** Newest first. */
  async outagePage(filter: OutageFilter, { limit, cursor }: PageBounds): Promise<Page<Outage>> {
    const { villageIds, cameraId, incidentId, isOpen, until, since } = filter;
    if (villageIds?.length === 0) return { items: [], nextCursor: null };
    const query = this.source.getRepository(outages).createQueryBuilder('o');
    if (villageIds !== null)
      query.innerJoin('cameras', 'c', 'c.id = o.camera_id AND c.village_id IN (:...villageIds)', {
        villageIds,
      });
    if (cameraId !== null) query.andWhere('o.cameraId = :cameraId', { cameraId });
    if (incidentId !== null) query.andWhere('o.incidentId = :incidentId', { incidentId });
    if (isOpen !== null) query.andWhere(isOpen ? 'o.closedAt IS NULL' : 'o.closedAt IS NOT NULL');
    if (until !== null) query.andWhere('o.openedAt < :until', { until });
    if (since !== null) query.andWhere('(o.closedAt IS NULL OR o.closedAt >= :since)', { since });
    const page = await newestFirst(query, 'o', { limit, cursor });
    return { ...page, items: page.items.map((row) => toOutage(row)) };
  }

  /** By camera, the sums of the outages that opened within these bounds: millions, in a county and a month. */
  async repairs([from, to]: Spell): Promise<ReadonlyMap<string, RepairSum>> {
    const rows = await this.source
      .getRepository(outages)
      .createQueryBuilder('o')
      .select('o.camera_id', 'cameraId')
      .addSelect('COUNT(*)', 'faults')
      .addSelect('COUNT(o.recovered_at)', 'repaired')
      .addSelect('COALESCE(SUM(o.recovered_at - o.opened_at), 0)', 'repairMs')
      .where('o.opened_at >= :from AND o.opened_at < :to', { from, to })
      .groupBy('o.camera_id')
      .getRawMany<{ cameraId: string } & Record<keyof RepairSum, string | number>>();
    return new Map(
      rows.map(({ cameraId, faults, repaired, repairMs }) => [
        cameraId,
        { faults: Number(faults), repaired: Number(repaired), repairMs: Number(repairMs) },
      ]),
    );
  }

  async openIncidents(): Promise<readonly Incident[]> {
    return this.withVillages(await this.source.getRepository(incidents).findBy({ closedAt: IsNull() }));
  }

  async incident(id: string): Promise<Incident | null> {
    const row = await this.source.getRepository(incidents).findOneBy({ id });
    return row === null ? null : (await this.withVillages([row]))[0]!;
  }

  /** Newest first. An incident is shown where any of its villages is. */
  async incidentPage(
    villageIds: readonly string[] | null,
    isOpen: boolean | null,
    bounds: PageBounds,
  ): Promise<Page<Incident>> {
    if (villageIds?.length === 0) return { items: [], nextCursor: null };
    const query = this.source.getRepository(incidents).createQueryBuilder('i').where('1 = 1');
    if (villageIds !== null)
      query.andWhere(
        'EXISTS (SELECT 1 FROM uptime_incident_villages v WHERE v.incident_id = i.id AND v.village_id IN (:...villageIds))',
        { villageIds },
      );
    if (isOpen !== null) query.andWhere(isOpen ? 'i.closedAt IS NULL' : 'i.closedAt IS NOT NULL');
    const page = await newestFirst(query, 'i', bounds);
    return { ...page, items: await this.withVillages(page.items) };
  }

  /** Which cameras ever fell with these incidents. */
  async camerasOf(incidentIds: readonly string[]): Promise<readonly (readonly [string, string])[]> {
    const found: (readonly [string, string])[] = [];
    for (const part of chunks(incidentIds)) {
      const rows = await this.source
        .getRepository(outages)
        .find({ select: { incidentId: true, cameraId: true }, where: { incidentId: In(part) } });
      for (const { incidentId, cameraId } of rows) found.push([incidentId!, cameraId]);
    }
    return found;
  }

  private async withVillages(rows: readonly IncidentRow[]): Promise<readonly Incident[]> {
    const villagesOf = new Map<string, string[]>();
    for (const part of chunks(rows.map(({ id }) => id))) {
      const found = await this.source.getRepository(incidentVillages).findBy({ incidentId: In(part) });
      for (const { incidentId, villageId } of found)
        villagesOf.set(incidentId, [...(villagesOf.get(incidentId) ?? []), villageId]);
    }
    return rows.map((row) => toIncident(row, villagesOf.get(row.id) ?? []));
  }
}

async function newestFirst<T extends ObjectLiteral & { id: string }>(
  query: SelectQueryBuilder<T>,
  alias: string,
  { limit, cursor }: PageBounds,
): Promise<Page<T>> {
  if (cursor !== null) query.andWhere(`${alias}.id < :cursor`, { cursor });
  const rows = await query
    .orderBy(`${alias}.id`, 'DESC')
    .limit(limit + 1)
    .getMany();
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
}
