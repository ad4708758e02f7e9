import type { PlaceAhead, PlaceAlong, PlacePlan, TownPlan } from './town-plan.js';
import type { Corner, Polygon, RegisterEntry, TownBuilding, TownPlace, Village } from './town.js';

type Position = Village['position'];
/** Metres ahead of a camera and to its right, or to the north and to the east. */
type Offset = readonly [aheadM: number, rightM: number];

/** Of one degree in this town; a made-up house may stand some centimetres off. */
const NORTH_M = 110_769;
const EAST_M = 101_178;
/** A river flows just inside of the boundary. */
const RIVER_SHARE = 0.95;
const FIXED = '3';

export function boundaryOf(
  { boundary: { eastM: e, northM: n, cornerM: c } }: TownPlan,
  middle: Position,
): Polygon {
  const corners: Offset[] = [[-n, c - e], [-n, e - c], [c - n, e], [n - c, e], [n, e - c], [n, c - e], [n - c, -e], [c - n, -e]]; // prettier-ignore
  return ring(corners.map((corner) => from(middle, 0, corner)));
}

/** What must be seen in the town and what stands in the way, the same each time. */
export function groundsOf(
  plan: TownPlan,
  villages: readonly Village[],
  cameras: readonly RegisterEntry[],
): { readonly places: readonly TownPlace[]; readonly buildings: readonly TownBuilding[] } {
  const each = villages.map((village) => {
    const fixed = cameras.filter(
      ({ villageKey, mount }) =>
        villageKey === village.key && mount.cameraType === FIXED && mount.headingDeg !== null,
    );
    const buildings = [...houses(plan, fixed), ...screens(plan, fixed)];
    return {
      places: plan.places.map((place) => placeOf(plan, village, fixed, place)),
      buildings: buildings.map((building, index) => ({
        villageKey: village.key,
        name: `房屋${index + 1} (演示)`,
        ...building,
      })),
    };
  });
  return {
    places: each.flatMap(({ places }) => places),
    buildings: each.flatMap(({ buildings }) => buildings),
  };
}

function placeOf(
  plan: TownPlan,
  village: Village,
  fixed: readonly RegisterEntry[],
  place: PlacePlan,
): TownPlace {
  const { name, kind, detail, weight } = place;
  const geometry = 'alongM' in place ? along(plan, village, place) : ahead(cameraOf(fixed, place), place);
  return { villageKey: village.key, name: `${name} (演示)`, kind, detail, weight, geometry };
}

function along({ boundary }: TownPlan, { position }: Village, { alongM }: PlaceAlong): TownPlace['geometry'] {
  const west = -boundary.eastM * RIVER_SHARE;
  const ends = [-alongM / 2, alongM / 2].map((north) => from(position, 0, [north, west]));
  return { type: 'LineString', coordinates: ends };
}

function ahead(camera: RegisterEntry, { aheadM, sideM }: PlaceAhead): TownPlace['geometry'] {
  if (sideM !== undefined) return box(camera, aheadM, [sideM, sideM]);
  return { type: 'Point', coordinates: from(camera.position, camera.mount.headingDeg!, [aheadM, 0]) };
}

/** A village with fewer cameras has places that share one. */
function cameraOf(fixed: readonly RegisterEntry[], { ofCamera }: PlaceAhead): RegisterEntry {
  return fixed[ofCamera % fixed.length]!;
}

type Bare = Pick<TownBuilding, 'heightM' | 'geometry'>;

function houses({ houses: plan }: TownPlan, fixed: readonly RegisterEntry[]): Bare[] {
  return fixed.slice(0, plan.ofCameras).map((camera, index) => ({
    heightM: plan.floorsM[index % plan.floorsM.length]!,
    geometry: box(camera, -plan.behindM, [plan.depthM, plan.lengthM]),
  }));
}

/** Houses between a camera and a place. */
function screens({ places, houses: { depthM } }: TownPlan, fixed: readonly RegisterEntry[]): Bare[] {
  return places.flatMap((place) => {
    if (!('hiddenBy' in place) || place.hiddenBy === undefined) return [];
    const { aheadM, heightM } = place.hiddenBy;
    return [{ heightM, geometry: box(cameraOf(fixed, place), aheadM, [depthM / 2, depthM]) }];
  });
}

/** Its middle `aheadM` ahead of the camera, so deep along the line of sight and so long across it. */
function box(
  { position, mount }: RegisterEntry,
  aheadM: number,
  [deep, long]: readonly [number, number],
): Polygon {
  const [near, far, side] = [aheadM - deep / 2, aheadM + deep / 2, long / 2];
  const corners: Offset[] = [[near, -side], [near, side], [far, side], [far, -side]]; // prettier-ignore
  return ring(corners.map((corner) => from(position, mount.headingDeg!, corner)));
}

/** Counterclockwise corners, as GeoJSON wants them. */
function ring(corners: readonly Corner[]): Polygon {
  return { type: 'Polygon', coordinates: [[...corners, corners[0]!]] };
}

function from({ latitudeDeg, longitudeDeg }: Position, headingDeg: number, [aheadM, rightM]: Offset): Corner {
  const turn = (headingDeg * Math.PI) / 180;
  const northM = aheadM * Math.cos(turn) - rightM * Math.sin(turn);
  const eastM = aheadM * Math.sin(turn) + rightM * Math.cos(turn);
  return [round(longitudeDeg + eastM / EAST_M), round(latitudeDeg + northM / NORTH_M)];
}

function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
