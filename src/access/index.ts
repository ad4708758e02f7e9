export { AccessModule } from './access.module.js';
export { accessSchema } from './access.schema.js';
export { type Actor, ROLES, type Role, SYSTEM_ACTOR } from './actor.js';
export { AuditTrail, type Deed } from './app/audit-trail.js';
export { FirstRun } from './app/first-run.js';
export { auditRequests } from './audit-requests.js';
export { acceptCookies } from './cookie.js';
export { CurrentActor } from './current-actor.js';
export { OpenToMetricsNetworks } from './open-to-metrics-networks.decorator.js';
export {
  Audited,
  EveryRole,
  OnlyAsks,
  OpenBeforePasswordChange,
  Roles,
  WholeTown,
} from './roles.decorator.js';
export { openScenes } from './open-scenes.js';
export { resealAuditAnchor } from './reseal-audit-anchor.js';
export { Standing } from './standing.js';
export { VillageScope } from './village-scope.js';
export { verifyAuditTrail } from './verify-audit-trail.js';
