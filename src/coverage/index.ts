/** What cameras see, and where the gaps are. */
export { Coverage, type VillageCoverage } from './coverage.facade.js';
export { CoverageModule } from './coverage.module.js';
