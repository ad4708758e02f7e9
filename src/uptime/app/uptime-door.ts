import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { adviceFor } from '../../probing/index.js';
import { type Incident, isAboutCameras } from '../domain/incident.js';
import type { Outage } from '../domain/outage.js';
import { OutageStore } from '../store/outage.store.js';
import { type CameraStanding, type OutageOfCamera, type TellableIncident, Uptime } from '../uptime.facade.js';
import { MaintenanceBook } from './maintenance-book.js';
import { OutageBook } from './outage-book.js';
import { UptimeBook } from './uptime-book.js';

const NO_FILTER = {
  villageIds: null,
  cameraId: null,
  incidentId: null,
  isOpen: null,
  until: null,
  since: null,
};

interface Shown {
  readonly of: readonly Outage[];
  readonly revision: number;
  /** What maintenance covers changes with time, and by no revision. */
  readonly scopes: string;
  readonly outages: readonly OutageOfCamera[];
}

/** What other rooms see. */
@Injectable()
export class UptimeDoor extends Uptime {
  readonly standings: Uptime['standings'];
  readonly maintained: Uptime['maintained'];
  readonly revision: Uptime['revision'];
  readonly standingOf: Uptime['standingOf'];
  readonly lastKnown: Uptime['lastKnown'];
  readonly shown: Uptime['shown'];
  readonly counts: Uptime['counts'];
  readonly timeByGroup: Uptime['timeByGroup'];
  readonly timeOf: Uptime['timeOf'];
  readonly timesOver: Uptime['timesOver'];
  readonly band: Uptime['band'];

  /** Several rounds a second ask for all that is open: thousands, in a county. */
  private shownLast: Shown = { of: [], revision: -1, scopes: '', outages: [] };

  constructor(
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(OutageBook) private readonly open: OutageBook,
    @Inject(OutageStore) private readonly store: OutageStore,
    @Inject(MaintenanceBook) private readonly maintenance: MaintenanceBook,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super();
    this.standings = () => cameras.standings();
    this.maintained = () => cameras.maintained();
    this.revision = () => cameras.revision();
    this.standingOf = (cameraId) => cameras.standingOf(cameraId);
    this.lastKnown = (cameraId) => cameras.lastKnown(cameraId);
    this.shown = (now) => cameras.shown(now);
    this.counts = (now) => cameras.counts(now);
    this.timeByGroup = (from, to) => cameras.timeByGroup(from, to);
    this.timeOf = (cameraId, from, to) => cameras.timeOf(cameraId, from, to);
    this.timesOver = (from, to) => cameras.timesOver(from, to);
    this.band = (slices, villageIds) => cameras.band(slices, villageIds);
  }

  openOutages(): readonly OutageOfCamera[] {
    const [of, revision] = [this.open.openOutages(), this.cameras.revision()];
    const scopes = this.maintenance.scopesAt(this.clock.now());
    const last = this.shownLast;
    if (last.of === of && last.revision === revision && last.scopes === scopes) return last.outages;
    const isCovered = this.coveredNow();
    const outages = of.flatMap((outage) => this.withCamera(outage, isCovered) ?? []);
    this.shownLast = { of, revision, scopes, outages };
    return outages;
  }

  async outage(id: string): Promise<OutageOfCamera | null> {
    const open = this.open.openOutages().find((outage) => outage.id === id);
    const outage = open ?? (await this.store.outage(id));
    return outage === null ? null : this.withCamera(outage);
  }

  async outagesSince(since: Instant): Promise<readonly OutageOfCamera[]> {
    const outages = await this.store.outagesSince(since);
    const isCovered = this.coveredNow();
    return outages.flatMap((outage) => this.withCamera(outage, isCovered) ?? []);
  }

  async outagesOf(incidentId: string): Promise<readonly OutageOfCamera[]> {
    const bounds = { limit: Number.MAX_SAFE_INTEGER - 1, cursor: null };
    const { items } = await this.store.outagePage({ ...NO_FILTER, incidentId }, bounds);
    return items.toReversed().flatMap((outage) => this.withCamera(outage) ?? []);
  }

  openIncidents(): readonly TellableIncident[] {
    return this.open.openIncidents().map((incident) => tellable(incident));
  }

  async incident(id: string): Promise<TellableIncident | null> {
    const incident = this.open.openIncident(id) ?? (await this.store.incident(id));
    return incident === null ? null : tellable(incident);
  }

  isInMaintenance(cameraId: string): boolean {
    const camera = this.cameras.standingOf(cameraId);
    return camera !== null && this.maintenance.covers(camera, this.clock.now());
  }

  private coveredNow(): (camera: CameraStanding) => boolean {
    return this.maintenance.coveredAt(this.clock.now());
  }

  private withCamera(outage: Outage, isCovered = this.coveredNow()): OutageOfCamera | null {
    const camera = this.cameras.standingOf(outage.cameraId);
    if (camera === null) return null;
    const { name: cameraName, villageId, programmeId } = camera;
    const isNotifiable = !isCovered(camera);
    const advice = adviceFor(outage.fault.code);
    return { ...outage, cameraName, villageId, programmeId, advice, isNotifiable };
  }
}

function tellable(incident: Incident): TellableIncident {
  return { ...incident, isNotifiable: isAboutCameras(incident) && incident.mergedInto === null };
}
