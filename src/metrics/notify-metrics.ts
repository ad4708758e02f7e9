import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter, Gauge, type Registry as Register } from 'prom-client';
import { CHANNEL_KINDS, DeliveryAttempted, type NotifyNumbers } from '../notify/index.js';
import { EventBus } from '../platform/events/event-bus.js';
import { METRICS_REGISTER } from './register.js';

const OUTCOMES: readonly DeliveryAttempted['outcome'][] = ['sent', 'failed', 'throttled', 'refused'];

/** Whether people are told: when these grow, a channel is to be looked at. */
@Injectable()
export class NotifyMetrics implements OnModuleInit {
  private readonly waiting: Gauge;
  private readonly dead: Gauge;
  private readonly attempts: Counter<'kind' | 'outcome'>;

  constructor(
    @Inject(METRICS_REGISTER) register: Register,
    @Inject(EventBus) private readonly events: EventBus,
  ) {
    const registers = [register];
    this.waiting = new Gauge({
      name: 'shouwang_notices_waiting',
      help: 'Notices that wait for their digest, counted once a channel.',
      registers,
    });
    this.dead = new Gauge({
      name: 'shouwang_deliveries_dead',
      help: 'Deliveries that were given up and wait to be looked at.',
      registers,
    });
    this.attempts = new Counter({
      name: 'shouwang_delivery_attempts_total',
      help: 'Attempts to deliver a digest, by kind of channel and how they ended.',
      labelNames: ['kind', 'outcome'],
      registers,
    });
    // A counter that is born at 1 has no increase for Prometheus.
    for (const kind of CHANNEL_KINDS) for (const outcome of OUTCOMES) this.attempts.inc({ kind, outcome }, 0);
  }

  onModuleInit(): void {
    this.events.on(DeliveryAttempted, ({ kind, outcome }) => this.attempts.inc({ kind, outcome }));
  }

  refresh({ waiting, dead }: NotifyNumbers): void {
    this.waiting.set(waiting);
    this.dead.set(dead);
  }
}
