import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { CameraState } from '../../kernel/camera-state.js';
import type { Instant } from '../../kernel/instant.js';
import { pulse, standings, type StandingRow, transitions, type TransitionRow } from './rows.js';

/** Rows a statement: SQLite takes 32,766 parameters, PostgreSQL 65,535. */
const CHUNK = 1_000;

@Injectable()
export class UptimeStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  standings(): Promise<StandingRow[]> {
    return this.source.getRepository(standings).find();
  }

  /** Every transition since `from`, and each camera's last one before it, oldest first. */
  async transitionsSince(from: Instant): Promise<{ cameraId: string; at: Instant; state: CameraState }[]> {
    const postgres = this.source.options.type === 'postgres';
    const parameter = postgres ? '$1' : '?';
    const rows = (await this.source.query(
      `SELECT camera_id, at, to_state FROM uptime_transitions WHERE at > ${parameter}
       UNION ALL
       SELECT t.camera_id, t.at, t.to_state FROM uptime_transitions t
       JOIN (SELECT camera_id, MAX(at) AS at FROM uptime_transitions WHERE at <= ${postgres ? '$2' : '?'} GROUP BY camera_id) last
         ON last.camera_id = t.camera_id AND last.at = t.at
       ORDER BY 2`,
      [from, from],
    )) as { camera_id: string; at: string | number; to_state: CameraState }[];
    return rows.map((row) => ({ cameraId: row.camera_id, at: Number(row.at), state: row.to_state }));
  }

  /** Standings and transitions in one transaction. Cameras that were removed meanwhile are left out. */
  async write(standingRows: readonly StandingRow[], transitionRows: readonly TransitionRow[]): Promise<void> {
    await this.source.transaction(async (manager) => {
      const known = await this.knownAmong(manager, standingRows);
      const ours = <T extends { cameraId: string }>(rows: readonly T[]): T[] =>
        rows.filter((row) => known.has(row.cameraId));
      for (const part of chunks(ours(standingRows)))
        await manager.getRepository(standings).upsert(part, ['cameraId']);
      for (const part of chunks(ours(transitionRows))) await manager.getRepository(transitions).insert(part);
    });
  }

  timeline(cameraId: string, from: Instant, to: Instant, limit: number): Promise<TransitionRow[]> {
    return this.source
      .getRepository(transitions)
      .createQueryBuilder('t')
      .where('t.camera_id = :cameraId AND t.at >= :from AND t.at <= :to', { cameraId, from, to })
      .orderBy('t.at', 'ASC')
      .addOrderBy('t.id', 'ASC')
      .take(limit)
      .getMany();
  }

  async lastAlive(): Promise<Instant | null> {
    const row = await this.source.getRepository(pulse).findOneBy({ id: 1 });
    return row?.aliveAt ?? null;
  }

  async beat(aliveAt: Instant): Promise<void> {
    await this.source.getRepository(pulse).upsert({ id: 1, aliveAt }, ['id']);
  }

  private async knownAmong(manager: EntityManager, rows: readonly StandingRow[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (const part of chunks(rows)) {
      const found = await manager
        .createQueryBuilder()
        .select('c.id', 'id')
        .from('cameras', 'c')
        .where('c.id IN (:...ids)', { ids: part.map((row) => row.cameraId) })
        .getRawMany<{ id: string }>();
      for (const { id } of found) known.add(id);
    }
    return known;
  }
}

function chunks<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
