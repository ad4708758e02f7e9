import { Inject, Injectable } from '@nestjs/common';
import { Gauge, type Registry as Register } from 'prom-client';
import { Seat } from '../platform/duty/seat.js';
import { METRICS_REGISTER } from './register.js';

/** Which replica is on duty; nothing where there can be one alone. */
@Injectable()
export class ReplicaMetrics {
  constructor(@Inject(METRICS_REGISTER) register: Register, @Inject(Seat) seat: Seat) {
    if (seat.term === null) return;
    const gauge = new Gauge({
      name: 'shouwang_replica_term',
      help: 'How often a replica took duty up, counted over all of them, with the address of the one on duty.',
      labelNames: ['replica'],
      registers: [register],
      collect: () => {
        gauge.reset();
        gauge.set({ replica: seat.url ?? '' }, seat.term!);
      },
    });
  }
}
