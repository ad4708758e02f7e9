import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { NotClimbed } from '../app/climber.js';
import { ZoneLeftAlone } from '../events.js';
import { PendingClimbs } from './pending-climbs.js';
import { ZoneProbers } from './zone-probers.js';

const LOOK_EVERY_MS = 5 * SECOND_MS;

/** Says that nobody looks after a zone when its probers fall silent, and waits for none of their climbs any longer. */
@Injectable()
export class AbsenceWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private told: ReadonlySet<string> = new Set();
  private cancel: Cancel = () => {};

  constructor(
    @Inject(ZoneProbers) private readonly probers: ZoneProbers,
    @Inject(PendingClimbs) private readonly pending: PendingClimbs,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.cancel = this.clock.after(LOOK_EVERY_MS, () => {
      this.look();
      this.onApplicationBootstrap();
    });
  }

  onModuleDestroy(): void {
    this.cancel();
  }

  private look(): void {
    const absent = this.probers.absent();
    for (const zoneId of absent) {
      if (!this.told.has(zoneId)) this.events.publish(new ZoneLeftAlone(zoneId));
      this.pending.failZone(zoneId, new NotClimbed('The probers of its zone fell silent.'));
    }
    this.told = new Set(absent);
  }
}
