import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Roles } from '../../access/index.js';
import { SupplierDesk } from '../app/supplier-desk.js';
import type { Tallied } from '../app/tallies.js';
import { costPerPictureDay } from '../domain/purchase-account.js';
import type { Tally } from '../domain/tally.js';
import { idSchema } from './shared.schema.js';

const suppliersQuerySchema = z.strictObject({
  villageId: idSchema.optional().describe('Only what this village bought.'),
});

/** Suppliers compared by what became of what they sold. */
@ApiTags('suppliers')
@ApiBearerAuth()
@Controller('suppliers')
export class SuppliersController {
  constructor(@Inject(SupplierDesk) private readonly desk: SupplierDesk) {}

  /** Those first of which the greatest share is offline now, each with the purchases behind the numbers. */
  @Get()
  @Roles('admin', 'planner', 'village', 'auditor')
  async list(@Query({ schema: suppliersQuerySchema }) { villageId }: z.output<typeof suppliersQuerySchema>) {
    const accounts = await this.desk.all(villageId ?? null);
    return {
      items: accounts.map(({ supplier, tally, purchases }) => ({
        supplier,
        ...tallyAnswer(tally),
        items: purchases.map((tallied) => purchaseAnswer(tallied)),
      })),
    };
  }
}

function purchaseAnswer({ purchase: { id, villageId, boughtOn, state }, account, tally }: Tallied) {
  const { purchases: _one, ...numbers } = tallyAnswer(tally);
  const ends = account.lines.flatMap(({ warrantyEndsOn }) => warrantyEndsOn ?? []).toSorted();
  return { purchaseId: id, villageId, boughtOn, state, ...numbers, warrantyEndsOn: ends[0] ?? null };
}

function tallyAnswer(tally: Tally) {
  return { ...tally, costPerPictureDayFen: costPerPictureDay(tally.costFen, tally.pictureDays) };
}
