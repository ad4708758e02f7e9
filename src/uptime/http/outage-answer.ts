import { isoOrNull, toIso } from '../../kernel/instant.js';
import type { OutageOfCamera, TellableIncident } from '../uptime.facade.js';

export function outageAnswer(outage: OutageOfCamera) {
  const { id, cameraId, cameraName, villageId, programmeId, fault, isFlapping, incidentId } = outage;
  const { acknowledgement, advice, closeReason, isNotifiable } = outage;
  return {
    id,
    cameraId,
    cameraName,
    villageId,
    programmeId,
    openedAt: toIso(outage.openedAt),
    recoveredAt: isoOrNull(outage.recoveredAt),
    closedAt: isoOrNull(outage.closedAt),
    closeReason,
    fault,
    advice,
    isFlapping,
    isNotifiable,
    incidentId,
    acknowledgement: acknowledgement && { ...acknowledgement, at: toIso(acknowledgement.at) },
  };
}

export function incidentAnswer(incident: TellableIncident) {
  const { id, cause, cameras, villageIds, programmeIds, mergedInto, isNotifiable } = incident;
  return {
    id,
    openedAt: toIso(incident.openedAt),
    closedAt: isoOrNull(incident.closedAt),
    suspectedCause: cause,
    cameras,
    villageIds,
    programmeIds,
    mergedInto,
    isNotifiable,
  };
}
