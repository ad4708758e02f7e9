import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import type { Plan } from '../domain/plans/plan.js';
import { type PlanRow, plans, planVillages } from './plan-rows.js';

export interface PlansAsked {
  /** The villages of whoever asks; null for all. A plan that is about any other does not exist for them. */
  readonly seenVillageIds: readonly string[] | null;
  /** Plans about this village; null for any. */
  readonly villageId: string | null;
}

/** What of a plan may change after it was made. */
export type PlanChange = Partial<Omit<Plan, 'id' | 'createdAt' | 'createdBy' | 'revision'>>;

/** Plans with the villages that each is about. */
@Injectable()
export class PlanStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  async insert({ villageIds, ...row }: Plan): Promise<void> {
    await this.source.transaction(async (manager) => {
      await manager.getRepository(plans).insert(row as never);
      await writeVillages(manager, row.id, villageIds);
    });
  }

  /** Whether it was written: `revision` must be the one that was read, so that no change is written over another. */
  async update(id: string, revision: number, change: PlanChange): Promise<boolean> {
    return this.source.transaction((manager) => this.updateWithin(manager, { id, revision }, change));
  }

  /** The same in a transaction that somebody else has begun. */
  async updateWithin(
    manager: EntityManager,
    read: Pick<Plan, 'id' | 'revision'>,
    { villageIds, ...change }: PlanChange,
  ): Promise<boolean> {
    const columns = { ...change, revision: read.revision + 1 };
    const where = { id: read.id, revision: read.revision };
    const { affected } = await manager.getRepository(plans).update(where, columns as never);
    if (affected !== 1) return false;
    if (villageIds !== undefined) await writeVillages(manager, read.id, villageIds);
    return true;
  }

  /** Whether it was there as it was read. */
  async remove(id: string, revision: number): Promise<boolean> {
    const { affected } = await this.source.transaction((manager) =>
      manager.getRepository(plans).delete({ id, revision }),
    );
    return affected === 1;
  }

  async find(id: string, asked: PlansAsked): Promise<Plan | null> {
    const rows = await this.about(asked).andWhere('plan.id = :id', { id }).getMany();
    return (await this.whole(rows))[0] ?? null;
  }

  /** In the order of ids, after `cursor`. */
  async some(asked: PlansAsked, page: { limit: number; cursor: string | null }): Promise<readonly Plan[]> {
    const query = this.about(asked).orderBy('plan.id').take(page.limit);
    if (page.cursor !== null) query.andWhere('plan.id > :cursor', page);
    return this.whole(await query.getMany());
  }

  private about({ seenVillageIds, villageId }: PlansAsked): SelectQueryBuilder<PlanRow> {
    const query = this.source.getRepository(plans).createQueryBuilder('plan').where('1 = 1');
    if (villageId !== null) {
      query.andWhere('plan.id IN (SELECT plan_id FROM plan_villages WHERE village_id = :villageId)', {
        villageId,
      });
    }
    if (seenVillageIds === null) return query;
    if (seenVillageIds.length === 0) return query.andWhere('1 = 0');
    return query
      .andWhere('plan.id IN (SELECT plan_id FROM plan_villages)')
      .andWhere(
        'plan.id NOT IN (SELECT plan_id FROM plan_villages WHERE village_id NOT IN (:...seenVillageIds))',
        { seenVillageIds },
      );
  }

  private async whole(rows: readonly PlanRow[]): Promise<Plan[]> {
    const ids = rows.map(({ id }) => id);
    const links = await this.source
      .getRepository(planVillages)
      .find({ where: { planId: In(ids) }, order: { villageId: 'ASC' } });
    return rows.map((row) => ({
      ...row,
      villageIds: links.filter(({ planId }) => planId === row.id).map(({ villageId }) => villageId),
    }));
  }
}

async function writeVillages(
  manager: EntityManager,
  planId: string,
  villageIds: readonly string[],
): Promise<void> {
  const links = manager.getRepository(planVillages);
  await links.delete({ planId });
  await links.insert(villageIds.map((villageId) => ({ planId, villageId })));
}
