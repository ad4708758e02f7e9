import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge, type Registry as Register } from 'prom-client';
import { type ProbingNumbers, ProbingStats } from '../probing/index.js';
import { METRICS_REGISTER } from './register.js';

/** How busy the prober is, and whether its clock is right: when these grow, it is ours to mend and no camera's fault. Read at each scrape. */
@Injectable()
export class ProberMetrics {
  private readonly dropped: Counter;
  private told = 0;

  constructor(
    @Inject(METRICS_REGISTER) register: Register,
    @Inject(ProbingStats) private readonly stats: ProbingStats,
  ) {
    const registers = [register];
    const gauge = (name: string, help: string, key: keyof ProbingNumbers): Gauge =>
      new Gauge({
        name,
        help,
        registers,
        collect(this: Gauge) {
          this.set(stats.read()[key]);
        },
      });
    gauge('shouwang_prober_probes_in_flight', 'Probes under way.', 'inFlight');
    gauge('shouwang_prober_beats_waiting', 'Beats that are due and wait for a place on the wire.', 'waiting');
    gauge(
      'shouwang_prober_clock_offset_seconds',
      'How far nearly all cameras are ahead of the clock of this machine; 0 where it is right.',
      'ownClockOffsetS',
    );
    this.dropped = new Counter({
      name: 'shouwang_prober_beats_dropped_total',
      help: 'Beats that were not made up for: their camera was still being probed, or we paused.',
      registers,
      collect: () => this.countDropped(),
    });
  }

  private countDropped(): void {
    const { dropped } = this.stats.read();
    this.dropped.inc(dropped - this.told);
    this.told = dropped;
  }
}
