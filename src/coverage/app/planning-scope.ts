import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { FollowTown } from './follow-town.js';
import { Town } from './town.js';

/** Which villages a planner's question is about. Those of others are not there for who is limited to some. */
@Injectable()
export class PlanningScope {
  constructor(
    @Inject(FollowTown) private readonly following: FollowTown,
    @Inject(Town) private readonly town: Town,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  /** Of one village that a query names; null for all that whoever asks may see, and for those of everybody. */
  async village(villageId: string | null): Promise<readonly string[] | null> {
    await this.following.caughtUp();
    this.scope.expect(villageId, this.town.villages);
    return this.scope.narrow(villageId);
  }

  /** Of those that a request names; each that is not there is refused as a mistake in it. */
  async villages(villageIds: readonly string[] | null): Promise<readonly string[] | null> {
    await this.following.caughtUp();
    if (villageIds === null) return this.scope.only();
    this.require(villageIds.map((id, at) => [`villageIds.${at}`, id]));
    return villageIds;
  }

  /** Refuses villages that are not there; each with its path in the request. */
  require(named: readonly (readonly [path: string, villageId: string])[]): void {
    const known = new Set(this.town.villages.map(({ id }) => id));
    const unknown = named.filter(([, id]) => !known.has(id) || !this.scope.allows(id));
    if (unknown.length === 0) return;
    const fields = unknown.map(([path, id]) => ({ path, message: `there is no village with the id ${id}` }));
    throw new DomainError(
      'unprocessable',
      'unknown-village',
      `${fields[0]!.path}: ${fields[0]!.message}`,
      fields,
    );
  }
}
