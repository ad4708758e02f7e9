/** West, south, east, north; degrees, WGS 84. */
export type Bounds = readonly [number, number, number, number];

/** Around 安海镇, where nothing else says where the town is. */
export const SOMEWHERE: Bounds = [118.42, 24.68, 118.52, 24.76];

/** The smallest that holds all of them, with a margin; null where there are none. */
export function boundsOf(
  positions: readonly (readonly [number, number])[],
  marginDeg = 0.002,
): Bounds | null {
  if (positions.length === 0) return null;
  const lons = positions.map(([lon]) => lon);
  const lats = positions.map(([, lat]) => lat);
  return [least(lons) - marginDeg, least(lats) - marginDeg, most(lons) + marginDeg, most(lats) + marginDeg];
}

function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other));
}

function most(values: readonly number[]): number {
  return values.reduce((one, other) => Math.max(one, other));
}
