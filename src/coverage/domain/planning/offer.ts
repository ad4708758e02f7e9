import { DomainError } from '../../../kernel/domain-error.js';
import { Candidates } from '../candidates/candidates.js';
import type { DemandMap } from '../candidates/demands-of.js';
import type { Mounting } from '../changes/change.js';
import { boughtCamera } from '../changes/changed-camera.js';
import { within } from '../changes/within.js';
import type { TownMap } from '../map/town-map.js';
import type { Sight } from '../sight/sight.js';
import { USUAL_SIGHTS } from '../sight/sight-facts.js';
import type { Restrictions } from './market.js';
import type { Options } from './options.js';
import { type Sites, type SitesAsked, sitesOf } from './sites.js';

/** A camera with its lens, as it is for sale. */
export interface PricedType {
  readonly name: string;
  readonly unitPriceFen: number;
  /** Its heading does not matter: all that are asked for are tried. */
  readonly mounting: Mounting;
}

/** What could be bought, and where it could hang. */
export interface OfferAsked {
  readonly types: readonly PricedType[];
  readonly sites: SitesAsked;
  readonly headingsDeg: readonly number[];
  /** Whether a site takes one camera; else one for each heading. */
  readonly isOnePerSite: boolean;
  readonly minDistanceM: number;
  /** The most ways of hanging a camera, sites × types × headings, that are looked at. */
  readonly maxOptions: number;
}

export interface Offer {
  readonly options: Options;
  readonly restrictions: Restrictions;
  readonly sites: Sites;
  readonly at: (option: number) => { readonly type: PricedType; readonly sight: Sight };
}

export function offerOf(
  map: TownMap,
  wanted: DemandMap,
  asked: OfferAsked,
  villageIds: readonly string[] | null,
): Offer {
  const sites = sitesOf(asked.sites, map.grounds, villageIds);
  const { plane } = map.grounds;
  const types = asked.types.map(({ unitPriceFen, mounting }, at) => {
    // Any heading: a camera that turns is hung to look one way, and not to patrol.
    const camera = {
      name: '',
      villageId: '',
      position: plane.origin,
      mounting: { ...mounting, headingDeg: 0 },
    };
    const { sight } = within(`types.${at}`, () => boughtCamera(String(at), camera, plane, USUAL_SIGHTS));
    return { costFen: unitPriceFen, sight };
  });
  const candidates = new Candidates(map, wanted, {
    spots: sites.spots,
    types,
    headingsDeg: asked.headingsDeg,
  });
  const { count, costFen, distanceM, sees, mostSeen } = candidates;
  refuseTooMany(asked, sites.spots.length, count);
  return {
    sites,
    options: {
      count,
      costFen,
      distanceM,
      sees,
      mostSeen,
      site: asked.isOnePerSite ? candidates.site : () => -1,
    },
    restrictions: {
      isForbidden: (option) => sites.isForbidden[candidates.site(option)] === 1,
      minDistanceM: asked.minDistanceM,
    },
    at: (option) => {
      const { type, sight } = candidates.at(option);
      return { type: asked.types[type]!, sight };
    },
  };
}

function refuseTooMany({ types, headingsDeg, maxOptions }: OfferAsked, sites: number, count: number): void {
  if (count <= maxOptions) return;
  const product = `${sites} sites × ${types.length} types × ${headingsDeg.length} headings are ${count} options`;
  const message = `${product}, more than the ${maxOptions} that are looked at; ask for fewer villages, a wider grid, fewer types or headings`;
  throw new DomainError('invalid', 'too-many-options', `sites: ${message}.`, [{ path: 'sites', message }]);
}
