import { DomainError } from '../../kernel/domain-error.js';
import type { SearchRequest } from '../domain/search.js';
import { checkedAllowance, sweepSize } from './search-plan.js';

const ZONE = { id: 'z', name: 'east', allowedNetworks: ['10.20.0.0/16', '2001:db8::/32'] };
const BOUNDS = { interfaces: ['lo', 'eth0'], maxAddresses: 1_000 };
const request = (more: Partial<SearchRequest>): SearchRequest => ({
  zoneId: 'z',
  interfaces: [],
  withIpv6: false,
  hosts: [],
  ranges: [],
  ports: [80],
  perSecond: 100,
  credentialIds: [],
  ...more,
});

function refusalOf(more: Partial<SearchRequest>, allowedNetworks = ZONE.allowedNetworks): string {
  try {
    checkedAllowance(request(more), { ...ZONE, allowedNetworks }, BOUNDS);
    return 'fine';
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    return `${cause.code} ${cause.message}`;
  }
}

const HOW = 'PATCH /api/v1/zones/z with the network in allowedNetworks lets searches look there';
const OWN = '; loopback and link-local addresses need a network of their own in that list';

describe('what a search asks for', () => {
  it.each<[Partial<SearchRequest>, string]>([
    [{ interfaces: ['eth0'] }, 'fine'],
    [{ hosts: ['10.20.1.1', '2001:db8::1'] }, 'fine'],
    [{ ranges: ['10.20.1.0/24', '10.20.2.0/25'], ports: [80, 8_899] }, 'fine'],
    [{}, 'nothing-to-search interfaces: name network cards, hosts or ranges to look at'],
    [
      { hosts: ['10.20.1.1', '10.21.1.1'] },
      `network-not-allowed hosts.1: 10.21.1.1 is outside what the zone "east" allows (10.20.0.0/16, 2001:db8::/32); ${HOW}`,
    ],
    [
      { ranges: ['10.0.0.0/8'] },
      `network-not-allowed ranges.0: 10.0.0.0/8 is outside what the zone "east" allows (10.20.0.0/16, 2001:db8::/32); ${HOW}`,
    ],
    [
      { hosts: ['127.0.0.1'] },
      `network-not-allowed hosts.0: 127.0.0.1 is outside what the zone "east" allows (10.20.0.0/16, 2001:db8::/32); ${HOW}${OWN}`,
    ],
    [
      { interfaces: ['eth9'] },
      'unknown-interface interfaces.0: this machine has no card eth9; it has lo, eth0',
    ],
    [
      { ranges: ['10.20.0.0/16'] },
      'range-too-large ranges: 65534 addresses and ports are too many for one search; search part by part, or raise discovery.maxAddresses (1000)',
    ],
  ])('%j: %s', (more, refusal) => {
    expect(refusalOf(more)).toBe(refusal);
  });

  it('is refused in a zone that allows nothing', () => {
    expect(refusalOf({ interfaces: ['lo'] }, [])).toBe(
      `network-not-allowed zoneId: the zone "east" allows no network at all; ${HOW}`,
    );
  });

  it('has a size', () => {
    expect(sweepSize(request({ ranges: ['10.20.1.0/24', '10.20.2.0/30'], ports: [80, 81] }))).toBe(512);
  });
});
