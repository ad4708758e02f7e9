import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { type DeviceOfCamera, RegistryDevices } from '../../registry/index.js';
import { type Asked, type BoughtCamera, linesFor, refuseTying, type Ties } from '../domain/bought-camera.js';
import { type Claim, twinsOf } from '../domain/match-devices.js';
import type { Purchase } from '../domain/purchase.js';
import { TieStore } from '../store/tie.store.js';
import { Hand } from './hand.js';
import { PurchaseDesk } from './purchase-desk.js';
import { notFound, refusal } from './refusals.js';
import { Villages } from './villages.js';

/** Says which cameras a purchase paid for. */
@Injectable()
export class TieDesk {
  constructor(
    @Inject(TieStore) private readonly store: TieStore,
    @Inject(PurchaseDesk) private readonly purchases: PurchaseDesk,
    @Inject(RegistryDevices) private readonly registry: RegistryDevices,
    @Inject(Villages) private readonly villages: Villages,
    @Inject(Hand) private readonly hand: Hand,
  ) {}

  /** All or none; those that are tied to it already stay as they are. Answers with the new ones. */
  async tie(purchaseId: string, asked: Asked): Promise<readonly BoughtCamera[]> {
    const { villageId } = await this.purchases.one(purchaseId);
    const devices = await this.registry.devices();
    refuseForeign(asked, villageId, devices);
    await this.refuseClaimed(purchaseId, asked, devices);
    const added = await this.store.tie(purchaseId, (purchase, ties) => this.newly(purchase, ties, asked));
    if (added === null) throw notFound('purchase', purchaseId);
    if (added === 'gone') throw refusal('cameraIds', 'unknown-camera', 'a camera was removed just now');
    if (added !== 'taken') return added;
    await this.refuseClaimed(purchaseId, asked, devices);
    throw new DomainError(
      'conflict',
      'claimed-already',
      'Somebody else tied one of them just now; try again.',
    );
  }

  async untie(purchaseId: string, cameraId: string, reason: string): Promise<void> {
    await this.purchases.one(purchaseId);
    const refuse = (purchase: Purchase) => refuseTying(purchase, this.hand.doer().role);
    if (await this.store.untie({ purchaseId, cameraId }, this.hand.mark(reason), refuse)) return;
    throw notFound('bought-camera', cameraId);
  }

  /** How a claim is told to whoever acts: of another village, not which purchase it is. */
  told({ cameraId, purchaseId, villageId }: Claim): { cameraId: string | null; purchaseId: string | null } {
    return this.villages.allows(villageId) ? { cameraId, purchaseId } : { cameraId: null, purchaseId: null };
  }

  private newly(purchase: Purchase, ties: Ties, { lineId, cameraIds }: Asked): readonly BoughtCamera[] {
    refuseTying(purchase, this.hand.doer().role);
    const tied = new Set(ties.cameras.map(({ cameraId }) => cameraId));
    const fresh = [...new Set(cameraIds)].filter((cameraId) => !tied.has(cameraId));
    const lines = linesFor(purchase.lines, ties.cameras, { lineId, cameraIds: fresh });
    const { at, by } = this.hand.mark(null);
    return fresh.map((cameraId, index) => {
      const { what, model } = lines[index]!;
      return { cameraId, purchaseId: purchase.id, what, model, at, by };
    });
  }

  /** Also where another entry of the same device is paid for. */
  private async refuseClaimed(
    purchaseId: string,
    { cameraIds }: Asked,
    devices: readonly DeviceOfCamera[],
  ): Promise<void> {
    const twins = twinsOf(cameraIds, devices);
    const claims = await this.store.claims([...new Set([...twins.values()].flat())]);
    const claimOf = new Map(claims.map((claim) => [claim.cameraId, claim]));
    for (const [index, cameraId] of cameraIds.entries()) {
      const claim = twins
        .get(cameraId)!
        .flatMap((twin) => claimOf.get(twin) ?? [])
        .find((each) => each.cameraId !== cameraId || each.purchaseId !== purchaseId);
      if (claim !== undefined) throw this.claimed(`cameraIds.${index}`, claim);
    }
  }

  private claimed(path: string, claim: Claim): DomainError {
    const { purchaseId, cameraId } = this.told(claim);
    const by =
      purchaseId === null
        ? 'a purchase of another village; the town can tell which'
        : `the purchase ${purchaseId}, as the camera ${cameraId}`;
    const message = `is paid for already by ${by}`;
    return new DomainError('conflict', 'claimed-already', `${path}: ${message}`, [{ path, message }]);
  }
}

/** A camera of another village is as one that is not there. */
function refuseForeign({ cameraIds }: Asked, villageId: string, devices: readonly DeviceOfCamera[]): void {
  const here = new Set(
    devices.filter((device) => device.villageId === villageId).map(({ cameraId }) => cameraId),
  );
  const index = cameraIds.findIndex((cameraId) => !here.has(cameraId));
  if (index < 0) return;
  throw refusal(`cameraIds.${index}`, 'unknown-camera', 'the village has no camera with this id');
}
