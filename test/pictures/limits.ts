import { loadConfig } from '../../src/platform/config/load-config.js';
import { standardLimits } from '../../src/probing/app/picture-checks.js';
import { type ScoredFault, SCORED_FAULTS } from '../../src/probing/domain/picture-faults.js';

/** The thresholds as they are shipped. */
export function limitsFor(): Readonly<Record<ScoredFault, number>> {
  const limits = standardLimits(loadConfig({}).pictures.thresholds);
  return Object.fromEntries(SCORED_FAULTS.map((fault) => [fault, limits[fault]!])) as Record<
    ScoredFault,
    number
  >;
}
