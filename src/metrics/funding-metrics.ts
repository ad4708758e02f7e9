import { Inject, Injectable } from '@nestjs/common';
import { Gauge, type Registry as Register } from 'prom-client';
import { Funding, UNIT_STATUSES, type VillageFunds } from '../funding/index.js';
import { MINUTE_MS } from '../kernel/instant.js';
import type { Fen } from '../kernel/money.js';
import { Clock } from '../platform/clock/clock.js';
import type { GroupLabels } from './group-labels.js';
import { METRICS_REGISTER } from './register.js';

/** Money and days with a picture change slowly, and to count them walks every purchase. */
const MAX_AGE_MS = MINUTE_MS;

/** What villages got, spent, and have to show for it; zero for one without awards. */
@Injectable()
export class FundingMetrics {
  private readonly awards: Gauge<'village'>;
  private readonly spent: Gauge<'village'>;
  private readonly cameras: Gauge<'village' | 'status'>;
  private current: { readonly at: number; readonly funds: readonly VillageFunds[] } | null = null;

  constructor(
    @Inject(METRICS_REGISTER) register: Register,
    @Inject(Funding) private readonly funding: Funding,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    const registers = [register];
    this.awards = new Gauge({
      name: 'shouwang_village_awards_yuan',
      help: 'Awards and other money that came in for the village.',
      labelNames: ['village'],
      registers,
    });
    this.spent = new Gauge({
      name: 'shouwang_village_spent_yuan',
      help: 'Of that, what purchases took.',
      labelNames: ['village'],
      registers,
    });
    this.cameras = new Gauge({
      name: 'shouwang_purchased_cameras',
      help: 'Units bought, installed, confirmed live, explained, open (neither), and installed but offline now.',
      labelNames: ['village', 'status'],
      registers,
    });
  }

  /** What {@link refresh} sets; asked for beforehand, because setting gauges waits for nothing. */
  async funds(): Promise<readonly VillageFunds[]> {
    const now = this.clock.monotonicMs();
    if (this.current !== null && now - this.current.at < MAX_AGE_MS) return this.current.funds;
    const funds = await this.funding.villages();
    this.current = { at: now, funds };
    return funds;
  }

  refresh(labels: GroupLabels, funds: readonly VillageFunds[]): void {
    for (const gauge of [this.awards, this.spent, this.cameras]) gauge.reset();
    const known = new Map(funds.map((one) => [one.villageId, one]));
    for (const [villageId, village] of labels.villages) {
      const one = known.get(villageId);
      this.awards.set({ village }, inYuan(one?.receivedFen));
      this.spent.set({ village }, inYuan(one?.spentFen));
      for (const status of UNIT_STATUSES) this.cameras.set({ village, status }, one?.cameras[status] ?? 0);
    }
  }
}

/** A gauge is a fraction; nothing is computed with it here. */
function inYuan(amount: Fen | undefined): number {
  return (amount ?? 0) / 100;
}
