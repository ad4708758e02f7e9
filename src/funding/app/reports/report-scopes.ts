import { Inject, Injectable } from '@nestjs/common';
import { Registry, type VillageSummary } from '../../../registry/index.js';
import type { ReportScope } from '../../domain/reports/fund-report.js';
import { notFound } from '../refusals.js';
import { Villages } from '../villages.js';

/** What a report is asked of: a village, a programme, or the town where both are null. */
export interface ReportAsked {
  readonly villageId: string | null;
  readonly programmeId: string | null;
  /** Null for all years. */
  readonly year: number | null;
}

export interface Asked {
  readonly scope: ReportScope;
  /** Those that exist for whoever acts. */
  readonly villages: readonly VillageSummary[];
}

/** Names what a report is of; refuses what does not exist for whoever acts. */
@Injectable()
export class ReportScopes {
  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Villages) private readonly villages: Villages,
  ) {}

  async of({ villageId, programmeId }: ReportAsked): Promise<Asked> {
    if (villageId !== null) await this.villages.expect(villageId);
    const villages = await this.villages.mine(villageId);
    if (programmeId !== null) return { scope: await this.programme(programmeId), villages };
    const [only] = villages;
    const scope: ReportScope =
      villageId === null || only === undefined
        ? { kind: 'town' }
        : { kind: 'village', id: only.id, name: only.name };
    return { scope, villages };
  }

  private async programme(programmeId: string): Promise<ReportScope> {
    const found = (await this.registry.programmes()).find(({ id }) => id === programmeId);
    if (found === undefined) throw notFound('programme', programmeId);
    return { kind: 'programme', id: found.id, name: found.name };
  }
}
