import { Injectable } from '@nestjs/common';
import type { Incident } from '../domain/incident.js';
import type { Outage } from '../domain/outage.js';

/** What is open, in memory. Changes come through OutageKeeper and IncidentKeeper. */
@Injectable()
export class OutageBook {
  private readonly byCamera = new Map<string, Outage>();
  private list: readonly Outage[] | null = null;
  private readonly incidents = new Map<string, Incident>();
  /** Cameras that ever fell with an open incident. */
  private readonly members = new Map<string, Set<string>>();

  /** The very same as long as nothing of it changes. */
  openOutages(): readonly Outage[] {
    this.list ??= [...this.byCamera.values()];
    return this.list;
  }

  openOf(cameraId: string): Outage | null {
    return this.byCamera.get(cameraId) ?? null;
  }

  /** As far as anybody saw last: it fell and did not come back. */
  isDown(cameraId: string): boolean {
    return this.byCamera.get(cameraId)?.recoveredAt === null;
  }

  openIncidents(): readonly Incident[] {
    return [...this.incidents.values()];
  }

  openIncident(id: string): Incident | null {
    return this.incidents.get(id) ?? null;
  }

  /** Replaces what was there; what is closed leaves. */
  put(outage: Outage): void {
    this.list = null;
    if (outage.closedAt === null) this.byCamera.set(outage.cameraId, outage);
    else this.byCamera.delete(outage.cameraId);
  }

  forget(cameraId: string): void {
    this.list = null;
    this.byCamera.delete(cameraId);
    for (const cameras of this.members.values()) cameras.delete(cameraId);
  }

  putIncident(incident: Incident): void {
    if (incident.closedAt === null) {
      this.incidents.set(incident.id, incident);
      return;
    }
    this.incidents.delete(incident.id);
    this.members.delete(incident.id);
  }

  /** Adds members, and answers all that the incident ever had. */
  join(incidentId: string, cameraIds: readonly string[]): ReadonlySet<string> {
    const members = this.members.get(incidentId) ?? new Set();
    for (const id of cameraIds) members.add(id);
    this.members.set(incidentId, members);
    return members;
  }
}
