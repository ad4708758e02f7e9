import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Award, AwardKind } from '../domain/award.js';
import type { Source } from '../domain/entry.js';
import { sourcesIn, withTerms } from './books.js';
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

  /** Every one that is not void, oldest first. */
  async standing(villageIds: readonly string[]): Promise<readonly Award[]> {
    const rows = await this.source
      .getRepository(awards)
      .find({ where: { villageId: In([...villageIds]) }, order: { id: 'ASC' } });
    const found: Award[] = [];
    for (let first = 0; first < rows.length; first += AT_ONCE)
      found.push(...(await withTerms(this.source.manager, rows.slice(first, first + AT_ONCE))));
    return found.filter(({ isVoid }) => !isVoid);
  }

  /** Every source of a village, oldest first. */
  async ofVillage(villageId: string): Promise<readonly Source[]> {
    const rows = await this.source.getRepository(awards).find({ where: { villageId }, order: { id: 'ASC' } });
    const ids = rows.map(({ id }) => id);
    const found = await sourcesIn(this.source.manager, ids);
    return ids.map((id) => found.get(id)!);
  }
}

/** Far from how many parameters a statement may have. */
const AT_ONCE = 1_000;

/** In its last version. */
function said(column: 'kind' | 'year'): string {
  return `EXISTS (SELECT 1 FROM award_versions v WHERE v.award_id = t.id AND v.version = t.version AND v.${column} = :${column})`;
}
