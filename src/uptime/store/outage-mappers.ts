import type { Instant } from '../../kernel/instant.js';
import type { Incident } from '../domain/incident.js';
import type { Outage } from '../domain/outage.js';
import { storable } from './mappers.js';
import type { IncidentRow, OutageRow } from './outage-rows.js';

export function toOutageRow(outage: Outage, changedAt: Instant): OutageRow {
  const { id, cameraId, openedAt, recoveredAt, closedAt, closeReason, isFlapping, incidentId } = outage;
  const { fault, acknowledgement } = outage;
  return {
    id,
    cameraId,
    openedAt,
    recoveredAt,
    closedAt,
    closeReason,
    isFlapping,
    incidentId,
    changedAt,
    faultCode: fault.code,
    faultDetail: storable(fault.detail),
    acknowledgedAt: acknowledgement?.at ?? null,
    acknowledgedBy: acknowledgement?.by ?? null,
    acknowledgedNote: acknowledgement?.note ?? null,
  };
}

export function toOutage(row: OutageRow): Outage {
  const { id, cameraId, openedAt, recoveredAt, closedAt, closeReason, isFlapping, incidentId } = row;
  const { acknowledgedAt, acknowledgedBy, acknowledgedNote } = row;
  return {
    id,
    cameraId,
    openedAt,
    recoveredAt,
    closedAt,
    closeReason,
    isFlapping,
    incidentId,
    fault: { code: row.faultCode, detail: row.faultDetail },
    acknowledgement:
      acknowledgedAt === null
        ? null
        : { at: acknowledgedAt, by: acknowledgedBy ?? '', note: acknowledgedNote },
  };
}

export function toIncidentRow(incident: Incident, changedAt: Instant): IncidentRow {
  const { id, openedAt, closedAt, cause, cameras, programmeIds, mergedInto } = incident;
  return {
    id,
    openedAt,
    closedAt,
    changedAt,
    cameras,
    mergedInto,
    causeKind: cause.kind,
    causeKey: cause.key,
    causeName: cause.name,
    programmeIds: [...programmeIds],
  };
}

export function toIncident(row: IncidentRow, villageIds: readonly string[]): Incident {
  const { id, openedAt, closedAt, cameras, programmeIds, mergedInto } = row;
  return {
    id,
    openedAt,
    closedAt,
    cameras,
    programmeIds,
    mergedInto,
    villageIds,
    cause: { kind: row.causeKind, key: row.causeKey, name: row.causeName },
  };
}
