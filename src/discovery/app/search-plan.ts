import { DomainError } from '../../kernel/domain-error.js';
import type { ZoneSummary } from '../../registry/index.js';
import { type Allowance, allowanceOf } from '../domain/allowance.js';
import type { SearchRequest } from '../domain/search.js';
import { addressCount } from './range.js';
import { refused } from './refusals.js';

interface Bounds {
  /** Names of the cards of this machine. */
  readonly interfaces: readonly string[];
  /** Addresses times ports of all ranges. */
  readonly maxAddresses: number;
}

/** What a search may look at; a {@link DomainError} that names what is wrong and what to do, where it asks for more. */
export function checkedAllowance(request: SearchRequest, zone: ZoneSummary, bounds: Bounds): Allowance {
  refuseNothing(request);
  const allowance = allowanceOf(zone.allowedNetworks);
  if (zone.allowedNetworks.length === 0) throw notAllowed('zoneId', 'no network at all', zone);
  request.hosts.forEach((host, index) => {
    if (!allowance.has(host)) throw notAllowed(`hosts.${index}`, host, zone);
  });
  request.ranges.forEach((range, index) => {
    if (!allowance.covers(range)) throw notAllowed(`ranges.${index}`, range, zone);
  });
  refuseUnknownCards(request, bounds);
  refuseTooMany(request, bounds);
  return allowance;
}

/** Addresses times ports that the ranges hold. */
export function sweepSize({ ranges, ports }: SearchRequest): number {
  return ranges.reduce((sum, range) => sum + addressCount(range), 0) * ports.length;
}

function refuseNothing({ interfaces, hosts, ranges }: SearchRequest): void {
  if (interfaces.length + hosts.length + ranges.length > 0) return;
  throw refused('nothing-to-search', 'interfaces', 'name network cards, hosts or ranges to look at');
}

function notAllowed(path: string, what: string, zone: ZoneSummary): DomainError {
  const allowed = zone.allowedNetworks.length === 0 ? 'none' : zone.allowedNetworks.join(', ');
  const isOwn = /^(127\.|169\.254\.|::1|fe80:)/.test(what);
  const own = isOwn ? '; loopback and link-local addresses need a network of their own in that list' : '';
  const how = `PATCH /api/v1/zones/${zone.id} with the network in allowedNetworks lets searches look there`;
  const is =
    path === 'zoneId'
      ? `the zone "${zone.name}" allows ${what}`
      : `${what} is outside what the zone "${zone.name}" allows (${allowed})`;
  return refused('network-not-allowed', path, `${is}; ${how}${own}`);
}

function refuseUnknownCards({ interfaces }: SearchRequest, bounds: Bounds): void {
  interfaces.forEach((name, index) => {
    if (bounds.interfaces.includes(name)) return;
    const there = bounds.interfaces.join(', ');
    throw refused(
      'unknown-interface',
      `interfaces.${index}`,
      `this machine has no card ${name}; it has ${there}`,
    );
  });
}

function refuseTooMany(request: SearchRequest, { maxAddresses }: Bounds): void {
  const size = sweepSize(request);
  if (size <= maxAddresses) return;
  const advice = `search part by part, or raise discovery.maxAddresses (${maxAddresses})`;
  throw refused(
    'range-too-large',
    'ranges',
    `${size} addresses and ports are too many for one search; ${advice}`,
  );
}
