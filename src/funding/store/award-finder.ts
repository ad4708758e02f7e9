import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AwardKind } from '../domain/award.js';
import type { Source } from '../domain/entry.js';
import { sourcesIn } from './books.js';
import { type Page, type PageBounds, pageOf } from './page.js';
import { awards } from './rows.js';

export type { Page, PageBounds };

export interface AwardQuestion {
  /** Null for all. */
  readonly villageIds: readonly string[] | null;
  readonly kind: AwardKind | null;
  readonly year: number | null;
}

/** Looks for awards, with what is left of them. */
@Injectable()
export class AwardFinder {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** Newest first. */
  async page({ villageIds, kind, year }: AwardQuestion, bounds: PageBounds): Promise<Page<Source>> {
    const query = this.source.getRepository(awards).createQueryBuilder('t').where('1 = 1');
    if (kind !== null) query.andWhere(said('kind'), { kind });
    if (year !== null) query.andWhere(said('year'), { year });
    const page = await pageOf(query, villageIds, bounds);
    const ids = page.items.map(({ id }) => id);
    const found = await sourcesIn(this.source.manager, ids);
    return { ...page, items: ids.map((id) => found.get(id)!) };
  }

  /** Every source of a village, oldest first. */
  async ofVillage(villageId: string): Promise<readonly Source[]> {
    const rows = await this.source.getRepository(awards).find({ where: { villageId }, order: { id: 'ASC' } });
    const ids = rows.map(({ id }) => id);
    const found = await sourcesIn(this.source.manager, ids);
    return ids.map((id) => found.get(id)!);
  }
}

/** In its last version. */
function said(column: 'kind' | 'year'): string {
  return `EXISTS (SELECT 1 FROM award_versions v WHERE v.award_id = t.id AND v.version = t.version AND v.${column} = :${column})`;
}
