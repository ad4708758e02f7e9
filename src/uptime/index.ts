/** States, transitions and ratios: what verdicts make of cameras over time. */
import type { RoomSchema } from '../platform/database/room-schema.js';
import { Uptime1764000100000 } from './store/migrations/uptime-1764000100000.js';
import { Outages1764500000000 } from './store/migrations/outages-1764500000000.js';
import { incidents, incidentVillages, outages } from './store/outage-rows.js';
import { Maintenance1764500000100 } from './store/migrations/maintenance-1764500000100.js';
import { days, rolledDays } from './store/day.store.js';
import { Days1764500000200 } from './store/migrations/days-1764500000200.js';
import { maintenanceVersions } from './store/maintenance.store.js';
import { PictureDays1765600000000 } from './store/migrations/picture-days-1765600000000.js';
import { pictureDays } from './store/picture-day.store.js';
import { pulse, standings, transitions } from './store/rows.js';

export type { Slices } from './domain/band.js';
export { LocalCalendar } from './domain/local-calendar.js';
export { addTime, intactRatio, NO_TIME, type TimeByState, uptimeRatio } from './domain/ratio.js';
export type { Cause, CauseKind, Incident } from './domain/incident.js';
export type { Acknowledgement, CloseReason, Outage } from './domain/outage.js';
export {
  CameraFollowed,
  CameraStateChanged,
  IncidentChanged,
  IncidentClosed,
  IncidentOpened,
  MaintenanceChanged,
  OutageAcknowledged,
  OutageClosed,
  OutageOpened,
} from './events.js';
export {
  type CameraStanding,
  type GroupCount,
  type GroupTime,
  type LastKnown,
  type OutageOfCamera,
  type TellableIncident,
  Uptime,
} from './uptime.facade.js';
export {
  type TimelineEntry,
  type TimelineRequest,
  Timelines,
  type TimelineSource,
} from './timeline-source.js';
export { CameraDays } from './uptime.days.js';
export { UptimeModule } from './uptime.module.js';

export const uptimeSchema: RoomSchema = {
  entities: [
    standings,
    transitions,
    pulse,
    outages,
    incidents,
    incidentVillages,
    maintenanceVersions,
    days,
    rolledDays,
    pictureDays,
  ],
  migrations: [
    Uptime1764000100000,
    Outages1764500000000,
    Maintenance1764500000100,
    Days1764500000200,
    PictureDays1765600000000,
  ],
};
