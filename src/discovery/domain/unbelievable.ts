import type { Sighting } from './sighting.js';

/**
 * Sightings that no greeting confirmed and that are no broken device either. Whoever speaks for itself and does not
 * answer there may be broken, but one at most for each host, and none that bears the name of a device that answers.
 */
export function unbelievable(
  sightings: readonly Sighting[],
  isConfirmed: (sighting: Sighting) => boolean,
): readonly Sighting[] {
  const confirmed = sightings.filter(isConfirmed);
  const hosts = new Set(confirmed.map(({ address }) => address.host));
  const endpoints = new Set(confirmed.flatMap(({ endpoint }) => endpoint ?? []));
  return sightings.filter((sighting) => {
    if (isConfirmed(sighting)) return false;
    const { endpoint, address, isDirect } = sighting;
    const isImpostor = endpoint !== null && endpoints.has(endpoint);
    if (!isDirect || isImpostor || hosts.has(address.host)) return true;
    hosts.add(address.host);
    return false;
  });
}
