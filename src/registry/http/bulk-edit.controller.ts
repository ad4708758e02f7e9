import { Body, Controller, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Roles } from '../../access/index.js';
import { BulkEditService } from '../app/bulk-edit.service.js';
import { bulkEditQuerySchema, bulkEditSchema } from './bulk-edit.schema.js';

@ApiTags('cameras')
@ApiBearerAuth()
@Controller('cameras')
export class BulkEditController {
  constructor(@Inject(BulkEditService) private readonly bulk: BulkEditService) {}

  /** One change of many cameras: a preview field by field, then all of them or none. */
  @Post('bulk-edit')
  @Roles('admin', 'technician', 'village')
  @HttpCode(200)
  async edit(
    @Query({ schema: bulkEditQuerySchema }) { dryRun, limit }: z.output<typeof bulkEditQuerySchema>,
    @Body({ schema: bulkEditSchema }) { filter, patch }: z.output<typeof bulkEditSchema>,
  ) {
    const { matched, edits } = await (dryRun
      ? this.bulk.preview(filter, patch)
      : this.bulk.apply(filter, patch));
    const rejected = edits.filter(({ problem }) => problem !== null).length;
    const summary = {
      matched,
      changed: edits.length - rejected,
      unchanged: matched - edits.length,
      rejected,
    };
    return { dryRun, summary, items: edits.slice(0, limit), isComplete: edits.length <= limit };
  }
}
