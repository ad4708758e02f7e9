import type { TownMap } from './town-map.js';

/** Cameras that are asked about together, and whose places they are asked about. */
export interface CameraGroup {
  readonly cameraIds: readonly string[];
  readonly villageIds: readonly string[];
}

/**
 * For each group, in their order, the places that registered cameras see enough of, and would not without the cameras of
 * the group, in the order of the map. Each camera costs what it sees of places, however many groups there are; ids that
 * are not on the map see nothing.
 */
export function closedGaps(map: TownMap, groups: readonly CameraGroup[]): readonly (readonly string[])[] {
  const seers = new Uint16Array(map.ground.points.count);
  return groups.map((group) => closedBy(map, group, seers));
}

/** `seers` is all zero before and after. */
function closedBy(map: TownMap, { cameraIds, villageIds }: CameraGroup, seers: Uint16Array): string[] {
  const { first } = map.ground.points;
  const { places } = map.grounds;
  const seen = countSeers(map, new Set(cameraIds), seers);
  const closed = seen.filter(
    (place) => villageIds.includes(places[place]!.villageId) && isClosed(map, place, seers),
  );
  for (const place of seen) seers.fill(0, first[place], first[place + 1]);
  return closed.map((place) => places[place]!.id);
}

/** Counts, at each point, how many of the cameras see it in the detail of its place; answers the places with such points. */
function countSeers(map: TownMap, cameraIds: ReadonlySet<string>, seers: Uint16Array): readonly number[] {
  const { placeOf, detail } = map.ground.points;
  const places = new Set<number>();
  for (const cameraId of cameraIds) {
    const entry = map.entry(cameraId);
    if (entry === undefined || !entry.counts) continue;
    for (const mark of entry.seen.points) {
      const [point, level] = [mark >> 2, mark & 3];
      const place = placeOf[point]!;
      if (level < detail[place]!) continue;
      seers[point]! += 1;
      places.add(place);
    }
  }
  return [...places].toSorted((one, other) => one - other);
}

function isClosed(map: TownMap, place: number, seers: Uint16Array): boolean {
  const { first } = map.ground.points;
  const { registered } = map.placeCounts;
  const enough = map.ground.enoughOf(place);
  let [seen, left] = [0, 0];
  for (let point = first[place]!; point < first[place + 1]!; point += 1) {
    seen += Number(registered[point]! > 0);
    left += Number(registered[point]! > seers[point]!);
  }
  return seen >= enough && left < enough;
}
