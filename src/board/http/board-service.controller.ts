import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Roles, WholeTown } from '../../access/index.js';
import { Config } from '../../platform/config/config.js';
import { programVersion } from '../../platform/version.js';
import { ProbingStats } from '../../probing/index.js';
import { BoardStreams } from '../app/board-streams.js';
import { Lateness, StoreReport } from '../app/service-report.js';

@ApiTags('board')
@ApiBearerAuth()
@Controller('board')
export class BoardServiceController {
  private readonly version = programVersion();

  constructor(
    @Inject(ProbingStats) private readonly probing: ProbingStats,
    @Inject(Lateness) private readonly lateness: Lateness,
    @Inject(StoreReport) private readonly stores: StoreReport,
    @Inject(BoardStreams) private readonly streams: BoardStreams,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** How the service itself is. `database.bytes` and `notify` are null while the database does not answer. */
  @Get('service')
  @Roles('admin', 'technician', 'auditor')
  @WholeTown()
  async service() {
    const [database, notify] = await Promise.all([this.stores.database(), this.stores.notify()]);
    const { rss, heapUsed } = process.memoryUsage();
    return {
      version: this.version,
      upS: Math.floor(process.uptime()),
      memory: { bytes: rss, heapBytes: heapUsed },
      database,
      notify,
      probing: {
        ...this.probing.read(),
        decodeWorkers: this.config.probing.decodeWorkers,
        lateness: this.lateness.read(),
      },
      streams: { open: this.streams.count, max: this.config.board.maxStreams },
    };
  }
}
