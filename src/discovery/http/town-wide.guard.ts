import { type CanActivate, Inject, Injectable } from '@nestjs/common';
import { CurrentActor } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';

/** A network belongs to no village: who sees some villages alone would see the devices of all the others. */
@Injectable()
export class TownWideGuard implements CanActivate {
  constructor(@Inject(CurrentActor) private readonly actors: CurrentActor) {}

  canActivate(): boolean {
    if (this.actors.get().villageIds === null) return true;
    const message = 'Searches look at whole networks, beyond single villages; ask an administrator for one.';
    throw new DomainError('forbidden', 'town-wide-only', message);
  }
}
