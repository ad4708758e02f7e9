import { EntitySchema } from 'typeorm';
import type { FaultCode } from '../../kernel/fault.js';
import { instantTransformer, jsonTransformer } from '../../platform/database/columns.js';
import type { CauseKind } from '../domain/incident.js';
import type { CloseReason } from '../domain/outage.js';

const instant = (name: string, nullable = true) =>
  ({ name, type: 'bigint', nullable, transformer: instantTransformer }) as const;
const text = (name: string, nullable = true) => ({ name, type: 'text', nullable }) as const;

export interface OutageRow {
  id: string;
  cameraId: string;
  openedAt: number;
  recoveredAt: number | null;
  closedAt: number | null;
  changedAt: number;
  closeReason: CloseReason | null;
  faultCode: FaultCode;
  faultDetail: string;
  isFlapping: boolean;
  incidentId: string | null;
  acknowledgedAt: number | null;
  acknowledgedBy: string | null;
  acknowledgedNote: string | null;
}
export const outages = new EntitySchema<OutageRow>({
  name: 'uptime_outages',
  tableName: 'uptime_outages',
  columns: {
    id: { type: 'text', primary: true },
    cameraId: text('camera_id', false),
    openedAt: instant('opened_at', false),
    recoveredAt: instant('recovered_at'),
    closedAt: instant('closed_at'),
    changedAt: instant('changed_at', false),
    closeReason: text('close_reason'),
    faultCode: text('fault_code', false),
    faultDetail: text('fault_detail', false),
    isFlapping: { name: 'is_flapping', type: 'boolean' },
    incidentId: text('incident_id'),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
    acknowledgedNote: text('acknowledged_note'),
  },
});

export interface IncidentRow {
  id: string;
  openedAt: number;
  closedAt: number | null;
  changedAt: number;
  causeKind: CauseKind;
  causeKey: string;
  causeName: string;
  cameras: number;
  programmeIds: string[];
  mergedInto: string | null;
}
export const incidents = new EntitySchema<IncidentRow>({
  name: 'uptime_incidents',
  tableName: 'uptime_incidents',
  columns: {
    id: { type: 'text', primary: true },
    openedAt: instant('opened_at', false),
    closedAt: instant('closed_at'),
    changedAt: instant('changed_at', false),
    causeKind: text('cause_kind', false),
    causeKey: text('cause_key', false),
    causeName: text('cause_name', false),
    cameras: { type: 'integer' },
    programmeIds: { ...text('programme_ids', false), transformer: jsonTransformer },
    mergedInto: text('merged_into'),
  },
});

/** Whose cameras an incident took. A table of its own, because lists are narrowed by it. */
export interface IncidentVillageRow {
  incidentId: string;
  villageId: string;
}
export const incidentVillages = new EntitySchema<IncidentVillageRow>({
  name: 'uptime_incident_villages',
  tableName: 'uptime_incident_villages',
  columns: {
    incidentId: { name: 'incident_id', type: 'text', primary: true },
    villageId: { name: 'village_id', type: 'text', primary: true },
  },
});
