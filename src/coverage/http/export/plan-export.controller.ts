import { Controller, Get, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Audited, EveryRole } from '../../../access/index.js';
import { Config } from '../../../platform/config/config.js';
import { PlanReports } from '../../app/plan-report.js';
import { PlansService } from '../../app/plans.service.js';
import { exportQuerySchema, idSchema } from '../plan.schema.js';
import { planFeatures } from './plan-features.js';
import { PAGE_POLICY, planPage } from './plan-page.js';
import { planWorkbook } from './plan-workbook.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A plan as a file: a workbook, a map (GeoJSON), or a page in Chinese to print and to post. */
@ApiTags('planning')
@ApiBearerAuth()
@Controller('plans')
export class PlanExportController {
  constructor(
    @Inject(PlansService) private readonly plans: PlansService,
    @Inject(PlanReports) private readonly reports: PlanReports,
    @Inject(Config) private readonly config: Pick<Config, 'timeZone'>,
  ) {}

  @ApiOperation({
    description:
      'The plan with what it promised when its changes were last written, and with the names of today.',
  })
  @Get(':id/export')
  @EveryRole()
  @Audited()
  async export(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: exportQuerySchema }) { format }: z.output<typeof exportQuerySchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    const report = this.reports.of(await this.plans.get(id));
    if (format === 'html') {
      void reply.header('content-security-policy', PAGE_POLICY);
      void reply.header('content-type', 'text/html; charset=utf-8');
      return planPage(report, this.config.timeZone);
    }
    const disposition = `attachment; filename="plan-${id}.${format}"`;
    if (format === 'xlsx') return new StreamableFile(await planWorkbook(report), { type: XLSX, disposition });
    void reply.header('content-type', 'application/geo+json');
    void reply.header('content-disposition', disposition);
    return planFeatures(report);
  }
}
