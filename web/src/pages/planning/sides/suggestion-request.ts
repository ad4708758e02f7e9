import type { Polygon } from 'geojson';
import type { Position } from '../../../map/position.ts';
import type { SuggestionsBody } from '../answers.ts';

export interface PriceLine {
  readonly cameraType: '1' | '2' | '3';
  readonly fen: number | null;
}

/** What a planner fills in; sums in fen, distances in metres. */
export interface SuggestionForm {
  readonly by: 'count' | 'budget';
  readonly count: number;
  readonly budgetFen: number | null;
  readonly mayRepair: boolean;
  readonly isTwice: boolean;
  /** Places that are seen before anything else is bought. */
  readonly requiredPlaceIds: readonly string[];
  readonly atPoles: boolean;
  readonly hasGrid: boolean;
  readonly gridM: number;
  /** Whether sites that were drawn are offered. */
  readonly hasDrawn: boolean;
  /** `0, 90, 180`; empty: as the service thinks. */
  readonly headings: string;
  readonly minDistanceM: number;
  readonly hasOwnPrices: boolean;
  readonly prices: readonly PriceLine[];
}

/** What was drawn on the map. */
export interface DrawnGround {
  readonly sites: readonly { readonly position: Position }[];
  /** None hangs there, whatever is offered. */
  readonly areas: readonly { readonly geometry: Polygon }[];
}

/** Null where a heading is none. */
export function headingsOf(typed: string): readonly number[] | null {
  const words = typed.split(/[,，、\s°]+/).filter((word) => word !== '');
  const degrees = words.map(Number);
  return degrees.every((deg) => deg >= 0 && deg <= 360) && degrees.length <= 36 ? degrees : null;
}

/** Whether it can be asked: some site, some limit, prices where they are to be one's own. */
export function isComplete(form: SuggestionForm, { sites }: DrawnGround): boolean {
  const hasLimit = form.by === 'count' ? form.count >= 1 : (form.budgetFen ?? 0) > 0;
  const hasSites = form.atPoles || form.hasGrid || (form.hasDrawn && sites.length > 0);
  const hasPrices = !form.hasOwnPrices || form.prices.some(({ fen }) => (fen ?? 0) > 0);
  return hasLimit && hasSites && hasPrices && headingsOf(form.headings) !== null;
}

export function requestOf(
  asked: { readonly form: SuggestionForm; readonly ground: DrawnGround; readonly village: string | null },
  nameOf: (cameraType: PriceLine['cameraType']) => string,
): SuggestionsBody {
  const { form, ground, village } = asked;
  const headings = headingsOf(form.headings) ?? [];
  const types = form.prices.flatMap(({ cameraType, fen }) =>
    (fen ?? 0) > 0 ? [{ name: nameOf(cameraType), cameraType, unitPriceFen: fen! }] : [],
  );
  return {
    ...(form.by === 'count' ? { count: form.count } : { budgetFen: form.budgetFen ?? 0 }),
    ...(village === null ? {} : { villageIds: [village] }),
    ...(form.hasOwnPrices ? { types } : {}),
    ...(headings.length > 0 ? { headingsDeg: [...headings] } : {}),
    ...(form.mayRepair ? { repairs: {} } : {}),
    sites: {
      atPoles: form.atPoles,
      gridM: form.hasGrid ? form.gridM : null,
      points: form.hasDrawn ? ground.sites.map(({ position }) => ({ position })) : [],
      forbidden: ground.areas.map(({ geometry }) => geometry as never),
    },
    ...(form.requiredPlaceIds.length > 0 ? { requiredPlaceIds: [...form.requiredPlaceIds] } : {}),
    camerasPerPlace: form.isTwice ? 2 : 1,
    minDistanceM: form.minDistanceM,
  };
}
