import type { EntityManager } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import type { Incident } from '../domain/incident.js';
import type { Outage } from '../domain/outage.js';
import { chunks } from './chunks.js';
import { toIncidentRow, toOutageRow } from './outage-mappers.js';
import { incidents, incidentVillages, outages } from './outage-rows.js';

/** Outages and incidents as they are now, written with the transitions that made them so. */
export interface Records {
  readonly outages: readonly Outage[];
  readonly incidents: readonly Incident[];
  /** When they were changed, by the clock of the machine. */
  readonly changedAt: Instant;
}

export const NO_RECORDS: Records = { outages: [], incidents: [], changedAt: 0 };

/** Incidents first: outages name them. Outages of cameras that are not `known` any more are left out. */
export async function writeRecords(
  manager: EntityManager,
  { outages: changed, incidents: changedIncidents, changedAt }: Records,
  known: ReadonlySet<string>,
): Promise<void> {
  const incidentRows = changedIncidents.map((incident) => toIncidentRow(incident, changedAt));
  const villageRows = changedIncidents.flatMap(({ id, villageIds }) =>
    villageIds.map((villageId) => ({ incidentId: id, villageId })),
  );
  const outageRows = changed
    .filter(({ cameraId }) => known.has(cameraId))
    .map((outage) => toOutageRow(outage, changedAt));
  for (const part of chunks(incidentRows)) await manager.getRepository(incidents).upsert(part, ['id']);
  for (const part of chunks(villageRows))
    await manager.getRepository(incidentVillages).upsert(part, ['incidentId', 'villageId']);
  for (const part of chunks(outageRows)) await manager.getRepository(outages).upsert(part, ['id']);
}
