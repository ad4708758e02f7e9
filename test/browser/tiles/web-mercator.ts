export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Longitude, latitude. */
export type LonLat = readonly [number, number];

/** In tiles from the north-west corner of the world. */
export function tilesAt(z: number, [lon, lat]: LonLat): readonly [x: number, y: number] {
  const radians = (lat * Math.PI) / 180;
  const north = Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI;
  return [((lon + 180) / 360) * 2 ** z, ((1 - north) / 2) * 2 ** z];
}

/** All tiles of a zoom that are no more than `reach` tiles from the one of a point. */
export function tilesAround(z: number, at: LonLat, reach: number): readonly Tile[] {
  const [x, y] = tilesAt(z, at).map((one) => Math.floor(one)) as [number, number];
  const steps = Array.from({ length: 2 * reach + 1 }, (_, step) => step - reach);
  return steps.flatMap((down) => steps.map((right) => ({ z, x: x + right, y: y + down })));
}
