import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { brokenRule } from '../../platform/database/broken-rule.js';
import type { BoughtCamera, Explanation, Ties } from '../domain/bought-camera.js';
import type { Mark } from '../domain/entry.js';
import type { Claim } from '../domain/match-devices.js';
import type { Purchase } from '../domain/purchase.js';
import { lockPurchase } from './purchase-lock.js';
import { boughtCameras, explanations, purchases } from './rows.js';
import { tiesIn, tiesOf, untieIn } from './ties.js';

const AT_ONCE = 1_000;

/** Which cameras purchases paid for, each at most once: the database itself holds it. */
@Injectable()
export class TieStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  of(purchaseId: string): Promise<Ties> {
    return tiesIn(this.source.manager, purchaseId);
  }

  /** Of many purchases; one without any is not in it. */
  async ofMany(purchaseIds: readonly string[]): Promise<ReadonlyMap<string, Ties>> {
    const all = new Map<string, Ties>();
    for (let first = 0; first < purchaseIds.length; first += AT_ONCE) {
      const purchaseId = In(purchaseIds.slice(first, first + AT_ONCE));
      for (const [id, ties] of await tiesOf(this.source.manager, purchaseId)) all.set(id, ties);
    }
    return all;
  }

  /** Of these cameras, those that some purchase paid for. */
  async claims(cameraIds: readonly string[]): Promise<readonly Claim[]> {
    const claims: Claim[] = [];
    for (let first = 0; first < cameraIds.length; first += AT_ONCE) {
      const part = cameraIds.slice(first, first + AT_ONCE);
      const tied = await this.source.getRepository(boughtCameras).findBy({ cameraId: In(part) });
      claims.push(...(await this.withVillages(tied)));
    }
    return claims;
  }

  /**
   * What `decide` makes of a purchase and its ties while nobody else can change either. `taken` where another purchase
   * has come first, `gone` where a camera is not in the register any more, and null where there is no such purchase:
   * then nothing is written.
   */
  async tie(
    purchaseId: string,
    decide: (purchase: Purchase, ties: Ties) => readonly BoughtCamera[],
  ): Promise<readonly BoughtCamera[] | 'taken' | 'gone' | null> {
    try {
      return await this.source.transaction(async (manager) => {
        const purchase = await lockPurchase(manager, purchaseId);
        if (purchase === null) return null;
        const added = decide(purchase, await tiesIn(manager, purchaseId));
        // One by one in the order of ids, so that two calls never wait for each other.
        for (const camera of added.toSorted((a, b) => (a.cameraId < b.cameraId ? -1 : 1)))
          await manager.getRepository(boughtCameras).insert(camera as never);
        return added;
      });
    } catch (cause) {
      const broken = brokenRule(cause);
      if (broken === null) throw cause;
      return broken === 'duplicate' ? 'taken' : 'gone';
    }
  }

  /** `refuse` throws where it is not the time to. False where the camera was not tied to it. */
  async untie(
    { purchaseId, cameraId }: Pick<BoughtCamera, 'purchaseId' | 'cameraId'>,
    mark: Mark,
    refuse: (purchase: Purchase) => void,
  ): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const purchase = await lockPurchase(manager, purchaseId);
      if (purchase === null) return false;
      refuse(purchase);
      return (await untieIn(manager, { purchaseId, cameraId }, mark)) > 0;
    });
  }

  /** As {@link tie}. */
  async explain(
    purchaseId: string,
    decide: (purchase: Purchase, ties: Ties) => Explanation,
  ): Promise<Explanation | null> {
    return this.source.transaction(async (manager) => {
      const purchase = await lockPurchase(manager, purchaseId);
      if (purchase === null) return null;
      const explanation = decide(purchase, await tiesIn(manager, purchaseId));
      await manager.getRepository(explanations).insert(explanation as never);
      return explanation;
    });
  }

  private async withVillages(tied: readonly BoughtCamera[]): Promise<readonly Claim[]> {
    const ids = [...new Set(tied.map(({ purchaseId }) => purchaseId))];
    const rows = await this.source.getRepository(purchases).findBy({ id: In(ids) });
    const villageOf = new Map(rows.map(({ id, villageId }) => [id, villageId]));
    return tied.map(({ cameraId, purchaseId }) => ({
      cameraId,
      purchaseId,
      villageId: villageOf.get(purchaseId)!,
    }));
  }
}
