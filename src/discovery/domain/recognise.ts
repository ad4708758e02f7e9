import { type Candidate, candidateKey, UNKNOWN_IDENTITY } from './candidate.js';
import { macOf, scopeOf, type Sighting } from './sighting.js';

export interface Recognised {
  /** The candidate that was seen again; null for one that nobody has seen before. */
  readonly known: Candidate | null;
  /** A candidate that turns out to be the same device, once known by its address alone. */
  readonly absorbed: Candidate | null;
}

/** Which of the zone's candidates a device of this search is: by its endpoint, else by its place. */
export function recognise(sighting: Sighting, candidates: readonly Candidate[]): Recognised {
  const { endpoint, isEndpointShared, address } = sighting;
  const isHere = (one: Candidate): boolean =>
    one.address.host === address.host && one.address.port === address.port;
  const here = candidates.find(
    (one) => isHere(one) && (one.endpoint === null || endpoint === null || one.endpoint === endpoint),
  );
  const byEndpoint =
    endpoint === null || isEndpointShared
      ? undefined
      : candidates.find((one) => one.endpoint === endpoint && !one.isEndpointShared);
  const known = byEndpoint ?? here ?? null;
  const isOther = here !== undefined && known !== here && here.endpoint === null;
  const isSameMac = here?.identity.mac == null || here.identity.mac === known?.identity.mac;
  return { known, absorbed: isOther && isSameMac ? here : null };
}

interface Now {
  readonly searchId: string;
  readonly zoneId: string;
  readonly at: number;
  readonly id: string;
}

/** The candidate as this search leaves it; what logins told of it before stays. */
export function sighted(sighting: Sighting, { known, absorbed }: Recognised, now: Now): Candidate {
  const before = known ?? absorbed;
  const { address, foundBy, said } = sighting;
  const endpoint = sighting.endpoint ?? before?.endpoint ?? null;
  const isEndpointShared = sighting.isEndpointShared || (before?.isEndpointShared ?? false);
  const isSilent = sighting.endpoint === null;
  const identity = before?.identity ?? UNKNOWN_IDENTITY;
  const mac = identity.mac ?? macOf(said.scopes);
  const model = identity.model ?? scopeOf(said.scopes, 'hardware');
  return {
    id: before?.id ?? now.id,
    zoneId: now.zoneId,
    key: candidateKey({ endpoint, isEndpointShared, mac, address }),
    endpoint,
    isEndpointShared,
    address: isSilent && before !== null ? { ...address, path: before.address.path } : address,
    otherHosts: sighting.otherHosts,
    foundBy,
    said: isSilent && before !== null ? before.said : said,
    identity: { ...identity, mac, model },
    greeted: null,
    interviewed: before?.interviewed ?? null,
    trials: [...(before?.trials ?? []), ...(absorbed === before ? [] : (absorbed?.trials ?? []))],
    cameraId: before?.cameraId ?? absorbed?.cameraId ?? null,
    firstSeenAt: Math.min(before?.firstSeenAt ?? now.at, absorbed?.firstSeenAt ?? now.at),
    lastSeenAt: now.at,
    searchId: now.searchId,
  };
}
