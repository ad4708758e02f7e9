import { Inject, Injectable } from '@nestjs/common';
import { CurrentActor } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { OutageAcknowledged } from '../events.js';
import type { OutageOfCamera } from '../uptime.facade.js';
import { OutageBook } from './outage-book.js';
import { OutageDesk } from './outage-desk.js';
import { TransitionWriter } from './transition-writer.js';

/** Somebody says that they have seen it; who was first stays. */
@Injectable()
export class AcknowledgeOutage {
  constructor(
    @Inject(OutageDesk) private readonly desk: OutageDesk,
    @Inject(OutageBook) private readonly book: OutageBook,
    @Inject(TransitionWriter) private readonly writer: TransitionWriter,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async acknowledge(id: string, note: string | null): Promise<OutageOfCamera> {
    const { cameraId } = await this.desk.outage(id);
    const open = this.book.openOf(cameraId);
    if (open?.id !== id) throw conflict('outage-is-over', 'The outage is over; there is nothing to be done.');
    if (open.acknowledgement !== null)
      throw conflict(
        'acknowledged-already',
        `${open.acknowledgement.by} has acknowledged this outage already.`,
      );
    const acknowledgement = { at: this.clock.now(), by: this.actors.get().name, note };
    this.book.put({ ...open, acknowledgement });
    this.writer.addOutage({ ...open, acknowledgement });
    this.writer.tell(cameraId, new OutageAcknowledged(id, acknowledgement.at, acknowledgement.by));
    if (await this.writer.flush()) return this.desk.outage(id);
    throw new DomainError(
      'unavailable',
      'not-written-yet',
      'The database takes no writes; the acknowledgement is kept and written when it does.',
    );
  }
}

function conflict(code: string, message: string): DomainError {
  return new DomainError('conflict', code, message);
}
