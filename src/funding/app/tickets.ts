import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CurrentActor } from '../../access/index.js';
import { DAY_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Ticket } from '../store/once.js';

/** One call that writes money, with the key that its caller gave it. */
export interface Call {
  readonly key: string;
  /** Method and path, as `POST /awards`. */
  readonly route: string;
  /** As it was understood: the order of its fields does not matter. */
  readonly body: unknown;
}

/** Tells calls of whoever acts from each other. */
@Injectable()
export class Tickets {
  constructor(
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'funding'>,
  ) {}

  for({ key, route, body }: Call): Ticket {
    const { kind, id, userId, name } = this.actors.get();
    const at = this.clock.now();
    return {
      person: userId ?? `${kind} ${id ?? name}`,
      key,
      fingerprint: createHash('sha256')
        .update(JSON.stringify([route, body]))
        .digest('hex'),
      at,
      keepFrom: at - this.config.funding.keepKeysDays * DAY_MS,
    };
  }
}
