import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { CurrentActor } from '../../access/index.js';
import type { CameraFilter } from '../domain/camera-filter.js';
import { isComplete, type Template } from '../domain/quality/mandatory.js';
import { type CameraIndexRow, cameraIndex } from './camera-index.row.js';
import type { VillageCompleteness } from '../registry.facade.js';
import { toCamera } from './camera-mapper.js';
import { folded, initialsOf, wordsOf } from './camera-words.js';
import { type CameraRow, cameras, villages } from './rows.js';
import type { PageRequest } from './shelf.js';

type Query = SelectQueryBuilder<CameraIndexRow>;

/** Grows when rows are made otherwise, so that the next start makes older ones anew. */
const EDITION = 2;
const ROWS_PER_STEP = 200;
const COLUMNS = ['programmeId', 'zoneId', 'credentialId', 'lifecycle', 'vendorCode', 'hasPosition'] as const;

/** `among`: only these; `offset`: how many of those that fit are passed over. */
interface IdsAsked extends PageRequest {
  readonly offset?: number;
  readonly among?: readonly string[];
}

/** Finds cameras by what the list can be narrowed to. For whoever sees a few villages, no other cameras are there. */
@Injectable()
export class CameraIndex implements OnModuleInit {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
  ) {}

  /** Rows that came before the index did, or whose words are of an older edition. */
  async onModuleInit(): Promise<void> {
    let last: string | null = '';
    while (last !== null) {
      const after: string = last;
      last = await this.source.transaction((manager) => indexNextStep(manager, after));
    }
  }

  /** In the order of ids; one more than the limit where there are more. */
  async ids(filter: CameraFilter, { limit, cursor, offset = 0, among }: IdsAsked): Promise<string[]> {
    const query = await this.query(filter);
    if (among !== undefined) query.andWhere('i.cameraId IN (:...among)', { among: orNone(among) });
    query.andWhere('i.cameraId > :cursor', { cursor: cursor ?? '' });
    query
      .select('i.cameraId', 'id')
      .orderBy('i.cameraId')
      .offset(offset)
      .limit(limit + 1);
    return (await query.getRawMany<{ id: string }>()).map(({ id }) => id);
  }

  async count(filter: CameraFilter): Promise<number> {
    return (await this.query(filter)).getCount();
  }

  /** Of every village that has cameras (dismantled ones aside): how many, and of how many the entry is complete. */
  async completeness(template: Template): Promise<VillageCompleteness[]> {
    const column = template === 'classic' ? 'isCompleteClassic' : 'isCompleteStrict';
    const rows = await this.source
      .getRepository(cameraIndex)
      .createQueryBuilder('i')
      .select('i.villageId', 'villageId')
      .addSelect('COUNT(*)', 'cameras')
      .addSelect(`SUM(CASE WHEN i.${column} THEN 1 ELSE 0 END)`, 'complete')
      .where("i.lifecycle <> 'removed'")
      .groupBy('i.villageId')
      .getRawMany<Record<keyof VillageCompleteness, string>>();
    return rows.map(({ villageId, cameras: count, complete }) => ({
      villageId,
      cameras: Number(count),
      complete: Number(complete),
    }));
  }

  private async query(filter: CameraFilter): Promise<Query> {
    const query = this.source.getRepository(cameraIndex).createQueryBuilder('i').where('1 = 1');
    const { villageIds } = this.actors.get();
    if (villageIds !== null) query.andWhere('i.villageId IN (:...seen)', { seen: orNone(villageIds) });
    if (filter.villageId !== null) query.andWhere('i.villageId = :villageId', filter);
    for (const column of COLUMNS) {
      if (filter[column] !== null) query.andWhere(`i.${column} = :${column}`, { [column]: filter[column] });
    }
    const words = folded(filter.words ?? '')
      .split(/\s+/)
      .filter(Boolean);
    if (words.length > 0) await this.narrowTo(query, words);
    return query;
  }

  private async narrowTo(query: Query, words: readonly string[]): Promise<void> {
    const all = await this.source.getRepository(villages).find({ select: { id: true, name: true } });
    for (const [index, word] of words.entries()) {
      const named = all.filter(({ name }) => isIn(word, name)).map(({ id }) => id);
      const isInWords = `i.words LIKE :word${index} ESCAPE '!'`;
      const isNamed = named.length === 0 ? '' : ` OR i.villageId IN (:...named${index})`;
      query.andWhere(`(${isInWords}${isNamed})`, {
        [`word${index}`]: `%${word.replaceAll(/[!%_]/g, '!$&')}%`,
        [`named${index}`]: named,
      });
    }
  }
}

/** Makes the index rows of cameras anew; in the transaction that wrote them. */
export async function indexCameras(manager: EntityManager, rows: readonly CameraRow[]): Promise<void> {
  const table = manager.getRepository(cameraIndex);
  for (let index = 0; index < rows.length; index += ROWS_PER_STEP) {
    const part = rows.slice(index, index + ROWS_PER_STEP).map((row) => indexRowOf(row));
    await table.upsert(part, { conflictPaths: ['cameraId'] });
  }
}

function indexRowOf(row: CameraRow): CameraIndexRow {
  const { villageId, programmeId, zoneId, credentialId, lifecycle, vendorCode } = row;
  const hasPosition = row.latitudeDeg !== null && row.longitudeDeg !== null;
  const columns = { villageId, programmeId, zoneId, credentialId, lifecycle, vendorCode, hasPosition };
  const camera = toCamera(row);
  const isCompleteClassic = isComplete(camera, 'classic');
  const isCompleteStrict = isComplete(camera, 'strict');
  return {
    cameraId: row.id,
    ...columns,
    isCompleteClassic,
    isCompleteStrict,
    words: wordsOf(row),
    edition: EDITION,
  };
}

/** The id to go on after; null at the end. */
async function indexNextStep(manager: EntityManager, after: string): Promise<string | null> {
  const rows = await manager
    .getRepository(cameras)
    .createQueryBuilder('c')
    .leftJoin(cameraIndex.options.name, 'i', 'i.cameraId = c.id')
    .where('c.id > :after AND (i.cameraId IS NULL OR i.edition < :edition)', { after, edition: EDITION })
    .orderBy('c.id')
    .limit(ROWS_PER_STEP)
    .getMany();
  await indexCameras(manager, rows);
  return rows.length < ROWS_PER_STEP ? null : rows.at(-1)!.id;
}

/** `IN ()` is no SQL: of nothing, nothing is found. */
function orNone(ids: readonly string[]): readonly string[] {
  return ids.length > 0 ? ids : [''];
}

function isIn(word: string, name: string): boolean {
  return [name, ...initialsOf(name)].some((text) => folded(text).includes(word));
}
