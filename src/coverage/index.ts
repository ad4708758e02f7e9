/** What cameras see, and where the gaps are. */
export { type CameraGroup, Coverage, type VillageCoverage } from './coverage.facade.js';
export { coverageRoomSchema } from './coverage.schema.js';
export { PlaceCoverageChanged } from './events.js';
export { CoverageModule } from './coverage.module.js';
