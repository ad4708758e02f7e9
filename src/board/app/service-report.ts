import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MINUTE_MS } from '../../kernel/instant.js';
import { Notices } from '../../notify/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { databaseBytes, databaseKind } from '../../platform/database/database-size.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { WriteHealth } from '../../platform/health/write-health.js';
import { CameraJudged } from '../../probing/index.js';
import { LatenessBook, type LatenessShares } from '../domain/lateness.js';

const WINDOW_MS = 10 * MINUTE_MS;
/** More than a town of ten thousand cameras begins in a minute; of a busier one the window is shorter. */
const MAX_PROBES = 20_000;

/** How late probes begin. */
@Injectable()
export class Lateness implements OnModuleInit {
  private readonly book = new LatenessBook(MAX_PROBES, WINDOW_MS);

  constructor(
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.on(CameraJudged, ({ latenessMs }) => {
      if (latenessMs !== null) this.book.note(this.clock.now(), latenessMs);
    });
  }

  read(): LatenessShares & { readonly windowMinutes: number } {
    return { windowMinutes: WINDOW_MS / MINUTE_MS, ...this.book.shares(this.clock.now()) };
  }
}

/** What is kept, and whether it can be: null where the database does not answer. */
@Injectable()
export class StoreReport {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(WriteHealth) private readonly writes: WriteHealth,
    @Inject(Notices) private readonly notices: Notices,
  ) {}

  async database() {
    const bytes = await databaseBytes(this.source).catch(() => null);
    return {
      kind: databaseKind(this.source),
      bytes,
      isWritable: bytes !== null && this.writes.failure === null,
      failure: this.writes.failure,
    };
  }

  notify() {
    return this.notices.numbers().catch(() => null);
  }
}
