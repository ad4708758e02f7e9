import { Inject, Injectable } from '@nestjs/common';
import { Dispatch, type OrderCount } from '../dispatch/index.js';
import type { VillageFunds } from '../funding/index.js';
import { Notices, type NotifyNumbers } from '../notify/index.js';
import { Log } from '../platform/logging/log.js';
import { Registry, type VillageCompleteness } from '../registry/index.js';
import { FundingMetrics } from './funding-metrics.js';
import { GroupLabels } from './group-labels.js';
import { RegisterMetrics } from './register-metrics.js';

/** What a scrape asks the database for; all else is in memory. */
export interface Read {
  readonly labels: GroupLabels;
  readonly completeness: readonly VillageCompleteness[];
  readonly notify: NotifyNumbers;
  readonly orders: readonly OrderCount[];
  readonly funds: readonly VillageFunds[];
}

@Injectable()
export class Reading {
  private last: Read | null = null;

  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(RegisterMetrics) private readonly registers: RegisterMetrics,
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Dispatch) private readonly dispatch: Dispatch,
    @Inject(FundingMetrics) private readonly funding: FundingMetrics,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** While the database is away the metrics must say so, and could not if they failed with it: then the last answer. */
  async take(): Promise<Read> {
    try {
      this.last = await this.read();
    } catch (cause) {
      if (this.last === null) throw cause;
      this.log.warn({ err: cause }, 'a scrape repeats what the database said last');
    }
    return this.last;
  }

  private async read(): Promise<Read> {
    return {
      labels: new GroupLabels(await this.registry.villages(), await this.registry.programmes()),
      completeness: await this.registers.counts(),
      notify: await this.notices.numbers(),
      orders: await this.dispatch.counts(),
      funds: await this.funding.funds(),
    };
  }
}
