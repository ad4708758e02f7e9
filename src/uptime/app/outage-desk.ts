import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Incident } from '../domain/incident.js';
import type { Outage } from '../domain/outage.js';
import { type OutageFilter, OutageStore, type Page, type PageBounds } from '../store/outage.store.js';
import { type OutageOfCamera, type TellableIncident, Uptime } from '../uptime.facade.js';

export interface OutageRequest extends PageBounds {
  readonly villageId: string | null;
  readonly cameraId: string | null;
  readonly incidentId: string | null;
  readonly isOpen: boolean | null;
}

export interface IncidentRequest extends PageBounds {
  readonly villageId: string | null;
  readonly isOpen: boolean | null;
}

/** An incident as it exists for whoever asks: other villages and their cameras are left out. */
export interface IncidentFound extends TellableIncident {
  readonly outages: readonly OutageOfCamera[];
}

/** Outages and incidents for people, limited to the villages that exist for them. */
@Injectable()
export class OutageDesk {
  constructor(
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(OutageStore) private readonly store: OutageStore,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  async outages({ villageId, limit, cursor, ...filter }: OutageRequest): Promise<Page<OutageOfCamera>> {
    const villageIds = this.scope.narrow(villageId);
    const asked: OutageFilter = { ...filter, villageIds, until: null, since: null };
    const page = await this.store.outagePage(asked, { limit, cursor });
    return { ...page, items: await this.withCameras(page.items) };
  }

  async outage(id: string): Promise<OutageOfCamera> {
    const outage = await this.uptime.outage(id);
    if (outage !== null && this.scope.allows(outage.villageId)) return outage;
    throw new DomainError('not-found', 'no-such-outage', `There is no outage with the id ${id}.`);
  }

  async incidents({ villageId, isOpen, limit, cursor }: IncidentRequest): Promise<Page<TellableIncident>> {
    const page = await this.store.incidentPage(this.scope.narrow(villageId), isOpen, { limit, cursor });
    const found = await Promise.all(page.items.map(({ id }) => this.uptime.incident(id)));
    return { ...page, items: found.flatMap((incident) => this.seen(incident) ?? []) };
  }

  async incident(id: string): Promise<IncidentFound> {
    const incident = this.seen(await this.uptime.incident(id));
    if (incident === null)
      throw new DomainError('not-found', 'no-such-incident', `There is no incident with the id ${id}.`);
    const outages = (await this.uptime.outagesOf(id)).filter(({ villageId }) => this.scope.allows(villageId));
    return { ...incident, outages };
  }

  /** Null where none of its villages exists for whoever asks. */
  private seen<I extends Incident>(incident: I | null): I | null {
    if (incident === null || this.scope.only() === null) return incident;
    const villageIds = incident.villageIds.filter((id) => this.scope.allows(id));
    return villageIds.length === 0 ? null : { ...incident, villageIds };
  }

  private async withCameras(found: readonly Outage[]): Promise<readonly OutageOfCamera[]> {
    const outages = await Promise.all(found.map(({ id }) => this.uptime.outage(id)));
    return outages.flatMap((outage) => outage ?? []);
  }
}
