import type { Config } from '../../platform/config/config.js';
import type { PricedType } from '../domain/planning/offer.js';

const PLAIN = {
  resolution: null,
  mountHeightM: null,
  headingDeg: null,
  tiltDeg: null,
  horizontalFieldOfViewDeg: null,
  verticalFieldOfViewDeg: null,
  viewDistanceM: null,
};

/** What is for sale where nobody says otherwise: the usual camera of each type at the configured price. */
export function usualTypes({ coverage: { planning } }: Pick<Config, 'coverage'>): readonly PricedType[] {
  return [
    { name: '固定枪机', unitPriceFen: planning.fixedFen, mounting: { ...PLAIN, cameraType: '3' } },
    { name: '半球', unitPriceFen: planning.domeFen, mounting: { ...PLAIN, cameraType: '2' } },
    { name: '球机', unitPriceFen: planning.ptzFen, mounting: { ...PLAIN, cameraType: '1' } },
  ];
}

/** Eight winds. */
export const USUAL_HEADINGS_DEG: readonly number[] = [0, 45, 90, 135, 180, 225, 270, 315];
