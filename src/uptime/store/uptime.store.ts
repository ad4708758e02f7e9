import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, MoreThanOrEqual } from 'typeorm';
import type { CameraState } from '../../kernel/camera-state.js';
import type { FaultCode } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';
import { deleteSome } from '../../platform/database/delete-in-steps.js';
import type { LocalDay } from '../domain/local-calendar.js';
import type { Standing, Transition } from '../domain/standing.js';
import { toStanding, toStandingRow, toTransitionRow } from './mappers.js';
import { chunks } from './chunks.js';
import { knownAmong } from './known-cameras.js';
import { rolledDays } from './day.store.js';
import { pulse, standings, transitions } from './rows.js';
import { NO_RECORDS, type Records, writeRecords } from './write-records.js';

/** Rows read at once: a month of ten thousand cameras is not to be in memory twice. */
const PAGE = 20_000;

export interface NewTransition {
  readonly id: string;
  readonly cameraId: string;
  readonly transition: Transition;
}

/** Rows that stand instead of those of the camera from an instant on. */
export interface RowsInstead {
  readonly cameraId: string;
  readonly from: Instant;
  readonly rows: readonly NewTransition[];
}

/** What is written anew, and what calls a day by its name: those that were counted before are counted again. */
export interface WrittenAnew {
  readonly rewrites: readonly RowsInstead[];
  dayOf(at: Instant): LocalDay;
}

const NOTHING_ANEW: WrittenAnew = { rewrites: [], dayOf: () => '' };

/** A camera entered a state. */
export interface StateEntered {
  readonly id: string;
  readonly cameraId: string;
  readonly at: Instant;
  readonly state: CameraState;
  readonly fault: FaultCode | null;
}

/** What uptime keeps: standings, transitions, and when we were last alive. */
@Injectable()
export class UptimeStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  async standings(): Promise<(readonly [cameraId: string, standing: Standing])[]> {
    const rows = await this.source.getRepository(standings).find();
    return rows.map((row) => [row.cameraId, toStanding(row)] as const);
  }

  /** Each camera's last transition up to `from`, and then, page by page, all that came after, oldest first. */
  async *transitionsSince(from: Instant, pageSize = PAGE): AsyncGenerator<readonly StateEntered[]> {
    yield await this.lastUpTo(from);
    let page = await this.page(pageSize, 't.at > :from', { from });
    while (page.length > 0) {
      yield page;
      const { at, id } = page.at(-1)!;
      page = page.length < pageSize ? [] : await this.page(pageSize, '(t.at, t.id) > (:at, :id)', { at, id });
    }
  }

  /**
   * Standings, transitions and the outages they make in one transaction: none without the other. Cameras that were
   * removed meanwhile are left out; the answer holds those that were written.
   */
  async write(
    standingOf: ReadonlyMap<string, Standing>,
    added: readonly NewTransition[],
    records: Records = NO_RECORDS,
    anew: WrittenAnew = NOTHING_ANEW,
  ): Promise<ReadonlySet<string>> {
    return this.source.transaction(async (manager) => {
      const named = new Set([...standingOf.keys(), ...records.outages.map(({ cameraId }) => cameraId)]);
      const known = await knownAmong(manager, [...named]);
      const standingRows = [...standingOf]
        .filter(([cameraId]) => known.has(cameraId))
        .map(([cameraId, standing]) => toStandingRow(cameraId, standing));
      const transitionRows = added
        .filter(({ cameraId }) => known.has(cameraId))
        .map(({ id, cameraId, transition }) => toTransitionRow(id, cameraId, transition));
      await writeAnew(manager, anew, known);
      for (const part of chunks(standingRows))
        await manager.getRepository(standings).upsert(part, ['cameraId']);
      for (const part of chunks(transitionRows)) await manager.getRepository(transitions).insert(part);
      await writeRecords(manager, records, known);
      return known;
    });
  }

  /**
   * Removes up to `limit` transitions from before `horizon`, oldest or not, and answers whether there may be more. Each
   * camera's last one stays: it says what holds since.
   */
  sweep(horizon: Instant, limit: number): Promise<boolean> {
    const later =
      'SELECT 1 FROM uptime_transitions n WHERE n.camera_id = doomed.camera_id AND n.at > doomed.at AND n.at < :horizon';
    const where = `doomed.at < :horizon AND EXISTS (${later})`;
    return deleteSome(this.source, { table: 'uptime_transitions', where, parameters: { horizon } }, limit);
  }

  async lastAlive(): Promise<Instant | null> {
    const row = await this.source.getRepository(pulse).findOneBy({ id: 1 });
    return row?.aliveAt ?? null;
  }

  async beat(aliveAt: Instant): Promise<void> {
    await this.source.transaction((manager) => manager.upsert(pulse, { id: 1, aliveAt }, ['id']));
  }

  /** One step into the index for each camera, however long its history. */
  private lastUpTo(from: Instant): Promise<StateEntered[]> {
    const last =
      'SELECT p.id FROM uptime_transitions p WHERE p.camera_id = s.camera_id AND p.at <= :from ' +
      'ORDER BY p.at DESC, p.id DESC LIMIT 1';
    return this.entered()
      .innerJoin('uptime_standings', 's', `t.id = (${last})`, { from })
      .getRawMany<RawEntered>()
      .then((rows) => rows.map(toEntered));
  }

  private page(
    size: number,
    condition: string,
    parameters: Record<string, unknown>,
  ): Promise<StateEntered[]> {
    return this.entered()
      .where(condition, parameters)
      .orderBy('t.at', 'ASC')
      .addOrderBy('t.id', 'ASC')
      .limit(size)
      .getRawMany<RawEntered>()
      .then((rows) => rows.map(toEntered));
  }

  private entered() {
    return this.source
      .getRepository(transitions)
      .createQueryBuilder('t')
      .select('t.id', 'id')
      .addSelect('t.cameraId', 'cameraId')
      .addSelect('t.at', 'at')
      .addSelect('t.toState', 'state')
      .addSelect('t.faultCode', 'fault');
  }
}

async function writeAnew(
  manager: EntityManager,
  { rewrites, dayOf }: WrittenAnew,
  known: ReadonlySet<string>,
): Promise<void> {
  const kept = rewrites.filter(({ cameraId }) => known.has(cameraId));
  if (kept.length === 0) return;
  const repository = manager.getRepository(transitions);
  for (const { cameraId, from, rows } of kept) {
    await repository.delete({ cameraId, at: MoreThanOrEqual(from) });
    const written = rows.map(({ id, transition }) => toTransitionRow(id, cameraId, transition));
    for (const part of chunks(written)) await repository.insert(part);
  }
  const firstDay = dayOf(Math.min(...kept.map(({ from }) => from)));
  await manager.getRepository(rolledDays).delete({ day: MoreThanOrEqual(firstDay) });
}

type RawEntered = Omit<StateEntered, 'at'> & { readonly at: string | number };

function toEntered(row: RawEntered): StateEntered {
  return { ...row, at: Number(row.at) };
}
