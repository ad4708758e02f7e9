import { Inject, Injectable } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../access/index.js';
import { DAY_MS, type Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { Config } from '../../platform/config/config.js';
import type { Doer, Occasion } from '../domain/act.js';
import { type Day, dayOf } from '../domain/day.js';
import type { Mark } from '../domain/entry.js';
import type { StepMark } from '../domain/step.js';

/** Who writes, when, and by which rules of the town. */
@Injectable()
export class Hand {
  constructor(
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Config) private readonly config: Pick<Config, 'funding' | 'timeZone'>,
  ) {}

  doer(): Doer {
    return doerOf(this.actors.get());
  }

  occasion(): Occasion {
    const now = this.clock.now();
    const { dueDays, publicDays } = this.config.funding;
    return { now, today: dayOf(now, this.config.timeZone), dueMs: dueDays * DAY_MS, publicDays };
  }

  /** The day of the town that an instant is in. */
  dayOf(instant: Instant): Day {
    return dayOf(instant, this.config.timeZone);
  }

  nextId(): string {
    return this.ids.next();
  }

  /** For rows of the ledger. */
  mark(reason: string | null): Mark {
    return { at: this.clock.now(), by: this.actors.get().name, reason, nextId: () => this.ids.next() };
  }

  stepMark(): StepMark {
    const { kind, id, userId, name } = this.actors.get();
    return { id: this.ids.next(), at: this.clock.now(), actor: { kind, id, userId, name } };
  }
}

/** Whose role is null was refused at the door. */
function doerOf({ kind, id, userId, name, role }: Actor): Doer {
  return { kind, id, userId, name, role: kind === 'system' ? 'system' : (role ?? 'auditor') };
}
