import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS } from '../../../kernel/instant.js';
import { Config } from '../../../platform/config/config.js';
import type { Day } from '../../domain/day.js';
import { type Claim, claimsOf } from '../../domain/warranties/claim.js';
import {
  compareWarranties,
  isRunning,
  keyOf,
  type Warranty,
  type WarrantyNow,
  warrantiesOf,
  WATCHED_DAYS,
} from '../../domain/warranties/warranty.js';
import { Hand } from '../hand.js';
import { Outcomes } from '../outcomes.js';
import { Sightings } from '../sightings.js';
import { Villages } from '../villages.js';

export const WARRANTY_STATES = ['running', 'ended', 'failed'] as const;
export type WarrantyState = (typeof WARRANTY_STATES)[number];

export interface WarrantyFilter {
  readonly villageId: string | null;
  /** Only those that end before this day. */
  readonly before: Day | null;
  /** `failed`: cameras that have failed while their warranty runs. */
  readonly state: WarrantyState | null;
}

/** A warranty with the name of its camera; null where that went to a village of others. */
export interface NamedWarranty extends Warranty {
  readonly name: string | null;
}

export interface WarrantyPage {
  readonly items: readonly NamedWarranty[];
  readonly nextCursor: string | null;
  /** What can be claimed, whatever the page and the filter by day and state. */
  readonly failing: readonly Claim[];
}

/** Tells until when suppliers answer for what they sold, and what to claim from them, as far as it exists for whoever acts. */
@Injectable()
export class WarrantyDesk {
  constructor(
    @Inject(Outcomes) private readonly outcomes: Outcomes,
    @Inject(Sightings) private readonly sightings: Sightings,
    @Inject(Villages) private readonly villages: Villages,
    @Inject(Hand) private readonly hand: Hand,
    @Inject(Config) private readonly config: Pick<Config, 'funding'>,
  ) {}

  /** Those first that end first. */
  async page(
    filter: WarrantyFilter,
    { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
  ): Promise<WarrantyPage> {
    const all = await this.all(filter.villageId);
    const asked = all.filter((row) => isAsked(row, filter) && (cursor === null || keyOf(row) > cursor));
    const page = asked.slice(0, limit);
    return {
      items: page.map((row) => ({ ...row, name: this.nameOf(row) })),
      nextCursor: asked.length > limit ? keyOf(page.at(-1)!) : null,
      failing: claimsOf(all),
    };
  }

  private async all(villageId: string | null): Promise<readonly Warranty[]> {
    const villageIds = this.villages.narrow(villageId);
    const outcomes = await this.outcomes.ofVillages(villageIds, 'confirming-days');
    const now = this.now();
    return outcomes
      .flatMap(({ purchase, account }) => warrantiesOf(purchase, account, now))
      .toSorted(compareWarranties);
  }

  private now(): WarrantyNow {
    const { now, today } = this.hand.occasion();
    return {
      today,
      isOffline: (cameraId) => this.sightings.isOffline(cameraId),
      offlineMsOf: this.sightings.offlineOver(now - WATCHED_DAYS * DAY_MS, now),
      failedOfflineDays: this.config.funding.failedOfflineDays,
    };
  }

  private nameOf({ cameraId }: Warranty): string | null {
    return cameraId === null ? null : this.sightings.now(cameraId).name;
  }
}

function isAsked(row: Warranty, { before, state }: WarrantyFilter): boolean {
  if (before !== null && row.endsOn >= before) return false;
  if (state === null) return true;
  if (state === 'failed') return isRunning(row) && row.hasFailed;
  return isRunning(row) === (state === 'running');
}
