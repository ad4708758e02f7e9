import { Inject, Injectable } from '@nestjs/common';
import { type DeviceOfCamera, RegistryDevices } from '../../registry/index.js';
import { type DeviceMatch, matchDevices, namedBy, type NamedDevice } from '../domain/match-devices.js';
import { TieStore } from '../store/tie.store.js';
import { Hand } from './hand.js';
import { PurchaseDesk } from './purchase-desk.js';
import { TieDesk } from './tie-desk.js';

export interface DeviceList {
  readonly lineId: string | null;
  readonly rows: readonly NamedDevice[];
}

/** Finds the cameras that a purchase may have paid for. */
@Injectable()
export class TieMatcher {
  constructor(
    @Inject(TieStore) private readonly store: TieStore,
    @Inject(PurchaseDesk) private readonly purchases: PurchaseDesk,
    @Inject(RegistryDevices) private readonly registry: RegistryDevices,
    @Inject(TieDesk) private readonly ties: TieDesk,
    @Inject(Hand) private readonly hand: Hand,
  ) {}

  /** What each row is in the register, in the order of rows; writes nothing. */
  async match(purchaseId: string, rows: readonly NamedDevice[]): Promise<readonly DeviceMatch[]> {
    const { villageId } = await this.purchases.one(purchaseId);
    const devices = await this.registry.devices();
    const claims = await this.store.claims(namedBy(rows, devices).map(({ cameraId }) => cameraId));
    return matchDevices(rows, villageId, { devices, claims });
  }

  /** As {@link match}, and ties those that matched: all of them or none. */
  async tieMatched(purchaseId: string, { lineId, rows }: DeviceList): Promise<readonly DeviceMatch[]> {
    const matches = await this.match(purchaseId, rows);
    const cameraIds = matches.flatMap((match) => (match.status === 'matched' ? match.cameraId : []));
    if (cameraIds.length > 0) await this.ties.tie(purchaseId, { lineId, cameraIds });
    return matches;
  }

  /** Cameras of the village that came since the day of the purchase and that none has paid for, oldest first. */
  async suggestions(purchaseId: string): Promise<readonly DeviceOfCamera[]> {
    const { villageId, boughtOn } = await this.purchases.one(purchaseId);
    const came = (await this.registry.devices()).filter(
      (device) =>
        device.villageId === villageId &&
        device.lifecycle !== 'removed' &&
        (device.installedOn ?? this.hand.dayOf(device.registeredAt)) >= boughtOn,
    );
    const claims = await this.store.claims(came.map(({ cameraId }) => cameraId));
    const claimed = new Set(claims.map(({ cameraId }) => cameraId));
    return came.filter(({ cameraId }) => !claimed.has(cameraId));
  }
}
