import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import type { Cause, Incident } from '../domain/incident.js';
import { isOutOfSight } from '../domain/standing.js';
import { IncidentChanged } from '../events.js';
import { IncidentKeeper } from './incident-keeper.js';
import { OutageBook } from './outage-book.js';
import { TransitionWriter } from './transition-writer.js';
import { UptimeBook } from './uptime-book.js';

/** Of the cameras that could not be looked at, so many may stay unseen: some are busy, or dead by now. */
const LEFT_OVER = 0.1;

export const STOOD_STILL: Cause = { kind: 'prober', key: 'stood-still', name: '监测服务停止' };

/** One incident for each blindness of ours; it says nothing of the cameras, and nobody is told of them. */
@Injectable()
export class ProberIncidents {
  constructor(
    @Inject(OutageBook) private readonly book: OutageBook,
    @Inject(IncidentKeeper) private readonly incidents: IncidentKeeper,
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(TransitionWriter) private readonly writer: TransitionWriter,
  ) {}

  /** Opens the incident, or adds to the one that is open. */
  blinded(cause: Cause, cameraIds: readonly string[], at: Instant): void {
    if (cameraIds.length === 0) return;
    const before = this.open();
    const incident = before ?? this.incidents.open(cause, at);
    this.incidents.keep(this.incidents.withCameras({ ...incident, cause }, cameraIds));
    if (before !== null) this.writer.tell(null, new IncidentChanged(incident.id, at));
  }

  /** Closes it when nearly all of its cameras were looked at again. */
  closeSeen(now: Instant): void {
    const incident = this.open();
    if (incident === null) return;
    const unseen = this.cameras
      .standings()
      .filter(({ isInService, standing }) => isInService && isOutOfSight(standing));
    if (unseen.length <= LEFT_OVER * incident.cameras) this.incidents.close(incident, now, null);
  }

  private open(): Incident | null {
    return this.book.openIncidents().find(({ cause }) => cause.kind === 'prober') ?? null;
  }
}
