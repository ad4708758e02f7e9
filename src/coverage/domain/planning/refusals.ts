import { DomainError } from '../../../kernel/domain-error.js';
import type { SuggestionLimit } from './greedy.js';
import type { TownMap } from '../map/town-map.js';
import type { Market } from './market.js';

/** What cannot be answered at all, and what to do instead. */
export function refuseImpossible(market: Market, limit: SuggestionLimit): void {
  const { allowed, costFen } = market;
  if (allowed.length === 0)
    throw refused(
      'no-candidates',
      'sites',
      'there is no site to choose from; give points, lines or a grid, or search at the poles of the register',
    );
  if (limit.kind === 'count') {
    const most = mostAtOnce(market);
    if (limit.count <= most) return;
    const message = `asks for ${limit.count} cameras, but there are ${most} candidates; give more, or ask for fewer`;
    throw refused('more-cameras-than-candidates', 'count', message);
  }
  const cheapestFen = allowed.reduce((least, option) => Math.min(least, costFen[option]!), Infinity);
  if (limit.budgetFen >= cheapestFen) return;
  const message = `buys no camera: the cheapest costs ${cheapestFen} fen (${yuan(cheapestFen)} yuan), the budget is ${limit.budgetFen} fen`;
  throw refused('budget-below-cheapest', 'budgetFen', message);
}

/** As many as could hang at once: one of each site, and all that have none. */
function mostAtOnce({ allowed, options }: Market): number {
  const sites = new Set<number>();
  let free = 0;
  for (const option of allowed) {
    const site = options.site(option);
    if (site === -1) free += 1;
    else sites.add(site);
  }
  return free + sites.size;
}

function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}

function refused(code: string, path: string, message: string): DomainError {
  return new DomainError('unprocessable', code, `${path}: ${message}.`, [{ path, message }]);
}

/** A place that is not there, or not for whoever asks. */
export function refuseUnknownPlaces(
  { grounds }: TownMap,
  placeIds: readonly string[],
  villageIds: readonly string[] | null,
): void {
  const known = new Set(
    grounds.places.filter(({ villageId }) => villageIds?.includes(villageId) ?? true).map(({ id }) => id),
  );
  const unknown = placeIds.find((id) => !known.has(id));
  if (unknown === undefined) return;
  throw refused(
    'unknown-place',
    'requiredPlaceIds',
    `there is no place with the id ${unknown} in these villages`,
  );
}
