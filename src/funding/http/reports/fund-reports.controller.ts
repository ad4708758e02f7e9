import { Controller, Get, Inject, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Roles } from '../../../access/index.js';
import { ReportDesk } from '../../app/reports/report-desk.js';
import { ReportEvidence } from '../../app/reports/report-evidence.js';
import { type FundReportQuery, fundReportQuerySchema } from './fund-report.schema.js';
import { reportFile } from './render/report-file.js';
import { type ExplainedAnswer, explainedAnswer, type ReportAnswer, reportAnswer } from './report-answer.js';

/** What came in, what was bought of it, what is left, and what became of what was bought. */
@ApiTags('fund-reports')
@ApiBearerAuth()
@Controller('fund-reports')
export class FundReportsController {
  constructor(
    @Inject(ReportDesk) private readonly desk: ReportDesk,
    @Inject(ReportEvidence) private readonly evidence: ReportEvidence,
  ) {}

  /** Of a village, of the cameras of a programme, or of the town: for a village user, of its own villages. */
  @Get()
  @Roles('admin', 'planner', 'village', 'auditor')
  async one(
    @Query({ schema: fundReportQuerySchema }) query: FundReportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
    // Named, for of what is inferred the compiler leaves out an answer that only adds to another one.
  ): Promise<ReportAnswer | ExplainedAnswer | StreamableFile | string> {
    const { villageId = null, programmeId = null, year = null, explain, posted, format } = query;
    const asked = { villageId, programmeId, year };
    if (explain)
      return explainedAnswer(await (posted ? this.evidence.toPost(asked) : this.evidence.of(asked)));
    const report = await (posted ? this.desk.toPost(asked) : this.desk.of(asked));
    if (format !== 'json')
      return reportFile(reply, format, { report, imprint: null, name: `fund-report-${year ?? 'all'}` });
    return reportAnswer(report);
  }
}
