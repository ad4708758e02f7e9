import type { Allowance } from '../domain/allowance.js';
import { chooseAddress, type ServiceAddress } from '../domain/choose-address.js';
import { type FoundBy, type Sighting, sightingInRange } from '../domain/sighting.js';
import type { Answer, AnsweredEndpoint } from './ports.js';

/** Devices of one search; beyond, somebody is making them up. */
const MAX_SIGHTINGS = 20_000;
const MAX_OTHER_HOSTS = 16;

/**
 * The devices of one search, each once, however many cards, variants and proxies told of it. At one ONVIF address there
 * is one device: who speaks from there wins over who only speaks of it.
 */
export class SightingBook {
  private readonly byAddress = new Map<string, Sighting>();
  private readonly addressesOf = new Map<string, Set<string>>();
  /** Endpoints told of at addresses that may not be called, or that belong to somebody else. */
  refused = 0;

  constructor(private readonly allowance: Allowance) {}

  get size(): number {
    return this.byAddress.size;
  }

  all(): readonly Sighting[] {
    return [...this.byAddress.values()];
  }

  hasAt({ host, port }: Pick<ServiceAddress, 'host' | 'port'>): boolean {
    return this.byAddress.has(`${host} ${port}`);
  }

  noteInRange(address: ServiceAddress): void {
    if (!this.hasAt(address)) this.put(sightingInRange(address));
  }

  noteAnswer({ from, endpoints }: Answer, foundBy: FoundBy): void {
    for (const endpoint of endpoints)
      this.noteEndpoint(endpoint, { from, foundBy, isProxy: endpoints.length > 1 });
  }

  /** Takes back what nobody could confirm. */
  refuse(sighting: Sighting): void {
    this.refused += 1;
    this.drop(sighting);
  }

  private drop({ address, endpoint }: Sighting): void {
    this.byAddress.delete(keyOf(address));
    if (endpoint === null) return;
    const addresses = this.addressesOf.get(endpoint)!;
    addresses.delete(keyOf(address));
    if (addresses.size === 1) this.share([...addresses], false);
  }

  private share(addresses: readonly string[], isEndpointShared: boolean): void {
    for (const key of addresses) this.byAddress.set(key, { ...this.byAddress.get(key)!, isEndpointShared });
  }

  private noteEndpoint(
    { endpoint, claimed, said }: AnsweredEndpoint,
    {
      from,
      foundBy,
      isProxy,
    }: { readonly from: string; readonly foundBy: FoundBy; readonly isProxy: boolean },
  ): void {
    const chosen = chooseAddress(claimed, from, { allowance: this.allowance, isProxy });
    if (chosen === null) return void (this.refused += 1);
    const { isDirect, ...address } = chosen;
    const otherHosts = hostsOf(claimed, this.allowance, address.host);
    const fresh: Sighting = {
      endpoint,
      address,
      otherHosts,
      foundBy,
      isDirect,
      said,
      isEndpointShared: false,
    };
    const twin = this.twinOf(fresh);
    if (twin !== null) this.merge(twin, fresh);
    else this.settle(fresh);
  }

  /** The same endpoint, seen before. Two that each speak for themselves and not of the other are two devices. */
  private twinOf(fresh: Sighting): Sighting | null {
    const known = [...(this.addressesOf.get(fresh.endpoint!) ?? [])].map((key) => this.byAddress.get(key)!);
    const same = known.find((one) => !one.isDirect || !fresh.isDirect || knowEachOther(one, fresh));
    if (same !== undefined) return same;
    return null;
  }

  private merge(known: Sighting, fresh: Sighting): void {
    const others = new Set([
      ...known.otherHosts,
      ...fresh.otherHosts,
      fresh.address.host,
      known.address.host,
    ]);
    const isBetter = fresh.isDirect && !known.isDirect && !this.isTaken(fresh);
    const address = isBetter ? fresh.address : known.address;
    others.delete(address.host);
    if (isBetter) this.drop(known);
    const isDirect = known.isDirect || isBetter;
    this.put({ ...known, address, isDirect, otherHosts: [...others].slice(0, MAX_OTHER_HOSTS) });
  }

  private settle(fresh: Sighting): void {
    if (this.isTaken(fresh)) return void (this.refused += 1);
    this.put(fresh);
    const addresses = [...(this.addressesOf.get(fresh.endpoint!) ?? [])];
    if (addresses.length > 1) this.share(addresses, true);
  }

  /** A port that only answered a range search, or that was only talked of, belongs to nobody yet. */
  private isTaken(fresh: Sighting): boolean {
    const holder = this.byAddress.get(keyOf(fresh.address));
    if (holder === undefined || holder.endpoint === null || holder.endpoint === fresh.endpoint) return false;
    if (holder.isDirect || !fresh.isDirect) return true;
    this.drop(holder);
    return false;
  }

  private put(sighting: Sighting): void {
    const key = keyOf(sighting.address);
    if (!this.byAddress.has(key) && this.byAddress.size >= MAX_SIGHTINGS) return void (this.refused += 1);
    const before = this.byAddress.get(key);
    this.byAddress.set(key, before?.foundBy === 'range' ? { ...sighting, foundBy: 'range' } : sighting);
    if (sighting.endpoint === null) return;
    const addresses = this.addressesOf.get(sighting.endpoint) ?? new Set();
    this.addressesOf.set(sighting.endpoint, addresses.add(key));
  }
}

function keyOf({ host, port }: ServiceAddress): string {
  return `${host} ${port}`;
}

function knowEachOther(one: Sighting, other: Sighting): boolean {
  const [here, there] = [one.address.host, other.address.host];
  return here === there || one.otherHosts.includes(there) || other.otherHosts.includes(here);
}

function hostsOf(claimed: readonly ServiceAddress[], allowance: Allowance, own: string): string[] {
  const hosts = new Set(claimed.map(({ host }) => host).filter((host) => allowance.has(host)));
  hosts.delete(own);
  return [...hosts].slice(0, MAX_OTHER_HOSTS);
}
