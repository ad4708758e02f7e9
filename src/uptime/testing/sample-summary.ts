import type { CameraSummary } from '../../registry/index.js';

/** A camera in service that shares its zone with all others, and nothing else. */
export function sampleSummary(id: string, change: Partial<CameraSummary> = {}): CameraSummary {
  return {
    id,
    name: id,
    villageId: 'v',
    programmeId: null,
    isInService: true,
    siteKind: null,
    position: null,
    ties: { zoneId: 'zone', uplink: null, nvr: null, poleNumber: null, powerFeed: null },
    ...change,
  };
}
