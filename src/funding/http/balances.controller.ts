import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Roles } from '../../access/index.js';
import { BalanceDesk } from '../app/balance-desk.js';
import { balanceAnswer, rowAnswer } from './funding-answers.js';
import { type ExplainQuery, explainQuerySchema, idSchema } from './shared.schema.js';

/** What came in, what is spent, what is left. */
@ApiTags('balances')
@ApiBearerAuth()
@Controller()
export class BalancesController {
  constructor(@Inject(BalanceDesk) private readonly desk: BalanceDesk) {}

  /** Of every village. */
  @Get('balances')
  @Roles('admin', 'planner', 'village', 'auditor')
  async all() {
    const balances = await this.desk.all();
    return {
      items: balances.map(({ villageId, village, ...sums }) => ({
        villageId,
        village,
        ...balanceAnswer(sums),
      })),
    };
  }

  /** Of one village and each of its sources. */
  @Get('villages/:id/balance')
  @Roles('admin', 'planner', 'village', 'auditor')
  async one(
    @Param('id', { schema: idSchema }) villageId: string,
    @Query({ schema: explainQuerySchema }) { explain }: ExplainQuery,
  ) {
    const balance = await this.desk.ofVillage(villageId);
    const answer = {
      villageId,
      ...balanceAnswer(balance),
      sources: balance.sources.map((source) => ({ ...source, ...balanceAnswer(source) })),
    };
    return explain
      ? { ...answer, rows: (await this.desk.rows(villageId)).map((row) => rowAnswer(row)) }
      : answer;
  }
}
