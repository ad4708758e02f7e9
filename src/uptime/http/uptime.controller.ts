import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { EveryRole } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import { PeriodTimesReader } from '../app/period-times.js';
import { UptimeReport } from '../app/uptime-report.js';
import { summaryQuerySchema, uptimeQuerySchema, WINDOWS_MS } from './uptime.schema.js';

@ApiTags('uptime')
@ApiBearerAuth()
@EveryRole()
@Controller()
export class UptimeController {
  constructor(
    @Inject(UptimeReport) private readonly report: UptimeReport,
    @Inject(PeriodTimesReader) private readonly periods: PeriodTimesReader,
  ) {}

  /** 在线率 and 完好率 over a window that ends now, or over a month. */
  @Get('uptime')
  async ratios(@Query({ schema: uptimeQuerySchema }) query: z.output<typeof uptimeQuerySchema>) {
    const { by, window, month, villageId = null } = query;
    if (month !== undefined) {
      const times = await this.periods.month(month);
      const { from, to, groups } = await this.report.ratiosOver(by, times, villageId);
      return { by, month, from: toIso(from), to: toIso(to), groups };
    }
    const { from, to, groups } = await this.report.ratios(by, WINDOWS_MS[window], villageId);
    return { by, window, from: toIso(from), to: toIso(to), groups };
  }

  /** How many cameras are in each state now. */
  @Get('camera-states/summary')
  async summary(@Query({ schema: summaryQuerySchema }) query: z.output<typeof summaryQuerySchema>) {
    const { by, villageId = null } = query;
    return { by, groups: await this.report.counts(by, villageId) };
  }
}
