import { Inject, Injectable } from '@nestjs/common';
import { total } from '../../kernel/money.js';
import { Registry } from '../../registry/index.js';
import { NO_TALLY, together } from '../domain/tally.js';
import { Funding, type VillageFunds } from '../funding.facade.js';
import { BalanceStore } from '../store/balance.store.js';
import { Tallies } from './tallies.js';

/** What other rooms see: of the whole town, whoever asks. */
@Injectable()
export class FundingDoor extends Funding {
  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(BalanceStore) private readonly balances: BalanceStore,
    @Inject(Tallies) private readonly tallies: Tallies,
  ) {
    super();
  }

  async villages(): Promise<readonly VillageFunds[]> {
    const villageIds = (await this.registry.villages()).map(({ id }) => id);
    const sums = await this.balances.sums(villageIds);
    const tallied = await this.tallies.of(null);
    return villageIds.map((villageId) => {
      const mine = sums.filter((sum) => sum.villageId === villageId);
      const bought = tallied.filter(({ purchase }) => purchase.villageId === villageId);
      return {
        villageId,
        receivedFen: total(mine.map(({ receivedFen }) => receivedFen)),
        spentFen: total(mine.map(({ spentFen }) => spentFen)),
        cameras: bought.map(({ tally }) => tally).reduce(together, NO_TALLY),
      };
    });
  }
}
