import type { DataSource } from 'typeorm';
import type { CameraGroup } from '../../src/coverage/index.js';
import { ReportDesk } from '../../src/funding/app/reports/report-desk.js';
import { ReportEvidence } from '../../src/funding/app/reports/report-evidence.js';
import { ReportReader } from '../../src/funding/app/reports/report-reader.js';
import { ReportScopes } from '../../src/funding/app/reports/report-scopes.js';
import { WarrantyDesk } from '../../src/funding/app/warranties/warranty-desk.js';
import { AwardFinder } from '../../src/funding/store/award-finder.js';
import { BalanceStore } from '../../src/funding/store/balance.store.js';
import { PurchaseFinder } from '../../src/funding/store/purchase-finder.js';
import type { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { FundingRun } from './funding-run.js';
import { TiesRun } from './funding-ties-run.js';

/** Reports of purchases and the cameras they became; what coverage answers is the test's. */
export class ReportsRun extends TiesRun {
  readonly reports: ReportDesk;
  readonly evidence: ReportEvidence;
  readonly warranties: WarrantyDesk;
  /** Called between two questions of one reading. */
  meanwhile: () => Promise<unknown> = async () => {};
  closedGaps: ((group: CameraGroup) => readonly string[]) | null = null;

  constructor(source: DataSource, clock: ManualClock) {
    super(source, clock);
    const ledger = new BalanceStore(source);
    const finder = new AwardFinder(source);
    const awards = Object.assign(new AwardFinder(source), {
      standing: async (villageIds: readonly string[]) => {
        await this.meanwhile();
        return finder.standing(villageIds);
      },
    });
    const reader = new ReportReader(new PurchaseFinder(source), awards, ledger, this.outcomes);
    const scopes = new ReportScopes(this.registry, this.villages);
    const coverage = {
      closedGaps: async (groups: readonly CameraGroup[]) =>
        this.closedGaps === null ? null : groups.map(this.closedGaps),
    };
    this.reports = new ReportDesk(scopes, reader, this.sightings, coverage, this.hand);
    this.evidence = new ReportEvidence(this.reports, ledger);
    const config = loadConfig({ SHOUWANG_LOG_LEVEL: 'silent' });
    this.warranties = new WarrantyDesk(this.outcomes, this.sightings, this.villages, this.hand, config);
  }

  static override async start(source: DataSource, clock: ManualClock): Promise<ReportsRun> {
    await FundingRun.start(source, clock);
    return new ReportsRun(source, clock);
  }
}
