import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter, Histogram, type Registry as Register } from 'prom-client';
import { EventBus } from '../platform/events/event-bus.js';
import { CameraJudged } from '../probing/index.js';
import { METRICS_REGISTER } from './register.js';

/** From a loopback answer to the longest wait for a key picture. */
const DURATION_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const LATENESS_BUCKETS_S = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60];

/** Counts what every probe saw, rung by rung. */
@Injectable()
export class ProbeMetrics implements OnModuleInit {
  private readonly duration: Histogram<'rung'>;
  private readonly probes: Counter<'rung' | 'outcome'>;
  private readonly lateness: Histogram;

  constructor(
    @Inject(METRICS_REGISTER) register: Register,
    @Inject(EventBus) private readonly events: EventBus,
  ) {
    const registers = [register];
    this.duration = new Histogram({
      name: 'shouwang_probe_duration_seconds',
      help: 'Time that one rung of a probe took.',
      labelNames: ['rung'],
      buckets: DURATION_BUCKETS_S,
      registers,
    });
    this.probes = new Counter({
      name: 'shouwang_probes_total',
      help: 'Rungs climbed, by how they ended: passed, or the code of the fault.',
      labelNames: ['rung', 'outcome'],
      registers,
    });
    this.lateness = new Histogram({
      name: 'shouwang_probe_lateness_seconds',
      help: 'How much later than planned a probe began.',
      buckets: LATENESS_BUCKETS_S,
      registers,
    });
  }

  onModuleInit(): void {
    this.events.on(CameraJudged, (judged) => this.count(judged));
  }

  private count({ evidence, latenessMs }: CameraJudged): void {
    if (latenessMs !== null) this.lateness.observe(latenessMs / 1_000);
    for (const { rung, outcome, tookMs, fault } of evidence.rungs) {
      if (outcome === 'skipped') continue;
      this.probes.inc({ rung, outcome: fault?.code ?? 'passed' });
      if (tookMs !== null) this.duration.observe({ rung }, tookMs / 1_000);
    }
  }
}
