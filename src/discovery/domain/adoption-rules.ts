import { networkHolds, prefixOf } from './allowance.js';

/** Who gets the cameras of a network. */
export interface AdoptionRule {
  /** CIDR form. */
  readonly network: string;
  readonly villageId: string;
  readonly programmeId: string | null;
  readonly credentialId: string | null;
}

/** The rule with the narrowest network around the host; of equal ones the first. Null where none fits. */
export function ruleFor<R extends Pick<AdoptionRule, 'network'>>(
  rules: readonly R[],
  host: string,
): R | null {
  const fitting = rules.filter(({ network }) => networkHolds(network, host));
  return fitting.toSorted((a, b) => prefixOf(b.network) - prefixOf(a.network))[0] ?? null;
}
