import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Audited, EveryRole } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import { type CameraLine, MonthReport, type ReportLine } from '../app/month-report.js';
import { PeriodTimesReader } from '../app/period-times.js';
import { intactRatio, uptimeRatio } from '../domain/ratio.js';
import { meanRepairMs } from '../domain/repairs.js';
import { reportWorkbook, type Targets } from './report-workbook.js';
import { reportQuerySchema, WINDOWS_MS, worstQuerySchema } from './uptime.schema.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('uptime')
@ApiBearerAuth()
@EveryRole()
@Controller('uptime')
export class ReportController {
  constructor(
    @Inject(MonthReport) private readonly report: MonthReport,
    @Inject(PeriodTimesReader) private readonly periods: PeriodTimesReader,
    @Inject(Config) private readonly config: Pick<Config, 'uptime'>,
  ) {}

  /** A month of villages, programmes and town: rank, 在线率, 完好率, 故障数, 平均修复时长, and what the state asks for. */
  @Get('report')
  @Audited()
  async month(@Query({ schema: reportQuerySchema }) query: z.output<typeof reportQuerySchema>) {
    const { month, format } = query;
    const times = await this.periods.month(month);
    const cameras = await this.report.cameras(times);
    const villages = await this.report.lines('village', cameras);
    const programmes = await this.report.lines('programme', cameras);
    const town = await this.report.lines('town', cameras);
    const targets = this.targets();
    if (format === 'xlsx') {
      const parts = [
        { title: '村/社区', lines: villages },
        { title: '工程', lines: programmes },
        { title: '全镇', lines: town },
      ];
      return new StreamableFile(Readable.fromWeb(reportWorkbook(month, parts, targets) as ReadableStream), {
        type: XLSX,
        disposition: `attachment; filename="uptime-${month}.xlsx"`,
      });
    }
    const [from, to] = times.bounds;
    return {
      month,
      from: toIso(from),
      to: toIso(to),
      targets,
      villages: shown(villages),
      programmes: shown(programmes),
      town: shown(town)[0],
    };
  }

  /** The cameras with the lowest 在线率, with how often they fell and how long repair took. */
  @Get('worst')
  async worst(@Query({ schema: worstQuerySchema }) query: z.output<typeof worstQuerySchema>) {
    const { month, window, limit } = query;
    const times =
      month === undefined ? this.periods.window(WINDOWS_MS[window]) : await this.periods.month(month);
    const cameras = this.report.worst(await this.report.cameras(times), limit);
    const [from, to] = times.bounds;
    return {
      from: toIso(from),
      to: toIso(to),
      items: cameras.map((line) => ({
        ...cameraAnswer(line),
        isRepeated: this.report.isRepeatedlyFaulty(line),
      })),
    };
  }

  private targets(): Targets {
    const { networkedTarget, intactTargetAreas, intactTargetTrades } = this.config.uptime;
    return {
      networked: networkedTarget,
      intactKeyAreas: intactTargetAreas,
      intactKeyTrades: intactTargetTrades,
    };
  }
}

function shown(lines: readonly ReportLine[]) {
  return lines.map((line) => lineAnswer(line));
}

function lineAnswer({ meanRepairMs: repairMs, ...line }: ReportLine) {
  return { ...line, meanRepairS: repairMs === null ? null : repairMs / 1_000 };
}

function cameraAnswer({ camera, time, repairs }: CameraLine) {
  const { cameraId, name, villageId, programmeId } = camera;
  const repairMs = meanRepairMs(repairs);
  return {
    cameraId,
    name,
    villageId,
    programmeId,
    uptimeRatio: uptimeRatio(time),
    intactRatio: intactRatio(time),
    offlineS: time.offline / 1_000,
    faults: repairs.faults,
    meanRepairS: repairMs === null ? null : repairMs / 1_000,
  };
}
