import type { Config } from '../../platform/config/config.js';
import type { Uptime } from '../../uptime/index.js';
import type { Level } from '../domain/told.js';

/** Of one camera: urgent where the configuration says so of the kind of its site. */
export function levelOf(cameraId: string, uptime: Uptime, config: Pick<Config, 'dispatch'>): Level {
  const siteKind = uptime.standingOf(cameraId)?.siteKind ?? null;
  return siteKind !== null && config.dispatch.urgentSiteKinds.includes(siteKind) ? 'urgent' : 'routine';
}
