import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import type { Tied } from '../domain/cause.js';
import { type Fallen, groupFalls, type Grouping } from '../domain/group-falls.js';
import { type Cause, type Incident, isAboutCameras } from '../domain/incident.js';
import { isOutOfSight } from '../domain/standing.js';
import { IncidentChanged, IncidentClosed, IncidentOpened } from '../events.js';
import type { CameraStanding } from '../uptime.facade.js';
import { CauseNames } from './cause-names.js';
import { OutageBook } from './outage-book.js';
import { groupingOf } from './policies.js';
import { TransitionWriter } from './transition-writer.js';
import { UptimeBook } from './uptime-book.js';

/** Finds what fell together, and closes incidents whose outages are over. */
@Injectable()
export class IncidentKeeper {
  constructor(
    @Inject(OutageBook) private readonly book: OutageBook,
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(TransitionWriter) private readonly writer: TransitionWriter,
    @Inject(CauseNames) private readonly names: CauseNames,
    @Inject(Config) private readonly config: Pick<Config, 'uptime'>,
  ) {}

  /** Asks the register for names first; what follows is one step, so that nothing changes under it. */
  async group(now: Instant): Promise<void> {
    const named = await this.names.read();
    const policy = groupingOf(this.config);
    const fallen = this.book.openOutages().flatMap((outage) => {
      const camera = this.cameras.standingOf(outage.cameraId);
      if (camera === null) return [];
      const { id: outageId, openedAt, incidentId } = outage;
      return [{ ...tiedOf(camera), outageId, openedAt, incidentId } satisfies Fallen];
    });
    const isOld = new Set(
      fallen.filter(({ openedAt }) => openedAt <= now - policy.togetherMs).map(({ cameraId }) => cameraId),
    );
    // What we do not see yet after a restart did not fall: else the few that did were all of their zone.
    const eligible = this.cameras
      .standings()
      .filter(({ cameraId, isInService, standing }) => {
        const wasLookedAt = standing.state !== 'unknown' || isOutOfSight(standing);
        return isInService && wasLookedAt && !isOld.has(cameraId);
      })
      .map((camera) => tiedOf(camera));
    const incidents = this.book.openIncidents().filter((incident) => isAboutCameras(incident));
    for (const grouping of groupFalls(fallen, now, { incidents, eligible, policy }))
      this.take(grouping, now, named);
  }

  /** What has no open outage left is over. */
  closeFinished(now: Instant): void {
    const open = new Set(this.book.openOutages().map(({ incidentId }) => incidentId));
    for (const incident of this.book.openIncidents()) {
      if (isAboutCameras(incident) && !open.has(incident.id)) this.close(incident, now, null);
    }
  }

  open(cause: Cause, openedAt: Instant): Incident {
    const groups = { cameras: 0, villageIds: [], programmeIds: [] };
    const incident = {
      id: this.writer.nextId(),
      openedAt,
      closedAt: null,
      cause,
      mergedInto: null,
      ...groups,
    };
    this.keep(incident);
    this.writer.tell(null, new IncidentOpened(incident.id, openedAt));
    return incident;
  }

  close(incident: Incident, now: Instant, mergedInto: string | null): void {
    const closedAt = Math.max(now, incident.openedAt);
    this.keep({ ...incident, closedAt, mergedInto });
    this.writer.tell(null, new IncidentClosed(incident.id, closedAt));
  }

  /** The incident with these cameras among those that it ever took. */
  withCameras(incident: Incident, cameraIds: readonly string[]): Incident {
    const members = this.book.join(incident.id, cameraIds);
    const added = cameraIds.flatMap((id) => this.cameras.standingOf(id) ?? []);
    const villageIds = new Set([...incident.villageIds, ...added.map(({ villageId }) => villageId)]);
    const programmeIds = new Set([
      ...incident.programmeIds,
      ...added.flatMap(({ programmeId }) => programmeId ?? []),
    ]);
    return {
      ...incident,
      // After a restart the members of an incident of ours are not known any more.
      cameras: Math.max(incident.cameras, members.size),
      villageIds: [...villageIds],
      programmeIds: [...programmeIds],
    };
  }

  keep(incident: Incident): void {
    this.book.putIncident(incident);
    this.writer.addIncident(incident);
  }

  private take(grouping: Grouping, now: Instant, named: (cause: Omit<Cause, 'name'>) => Cause): void {
    const ids = new Set(grouping.outageIds);
    const outages = this.book.openOutages().filter(({ id }) => ids.has(id));
    const before = grouping.incidentId === null ? null : this.book.openIncident(grouping.incidentId);
    const cause = grouping.cause === null ? before!.cause : named(grouping.cause);
    const openedAt = Math.min(...outages.map((outage) => outage.openedAt));
    const incident = before ?? this.open(cause, openedAt);
    const joined = outages.map(({ cameraId }) => cameraId);
    this.keep(this.withCameras({ ...incident, cause }, joined));
    for (const outage of outages) {
      const member = { ...outage, incidentId: incident.id };
      this.book.put(member);
      this.writer.addOutage(member);
    }
    for (const id of grouping.takenIn) {
      const other = this.book.openIncident(id);
      if (other !== null) this.close(other, now, incident.id);
    }
    if (before !== null) this.writer.tell(null, new IncidentChanged(incident.id, now));
  }
}

export function tiedOf({ cameraId, villageId, ties }: CameraStanding): Tied {
  return { cameraId, villageId, ...ties };
}
