/** A dot to draw, with the place of its look among the looks of the layer. */
export interface Dot {
  /** Longitude and latitude, degrees, WGS 84. */
  readonly position: readonly [number, number];
  readonly look: number;
}

/** As the graphics card takes them. */
export interface DotValues {
  /** Where the dots are counted from, as a share of the map of the world: single precision alone would be metres off. */
  readonly origin: readonly [number, number];
  /** Of each dot its distance from the origin, east and south, and its look: those of look 0 last, so that they lie on top. */
  readonly values: Float32Array;
}

/** Numbers a dot takes in {@link DotValues.values}. */
export const DOT_SIZE = 3;

export function dotValues(dots: readonly Dot[]): DotValues {
  const origin = dots[0] === undefined ? ([0, 0] as const) : onWorld(dots[0].position);
  const ordered = dots.toSorted((a, b) => b.look - a.look);
  const values = new Float32Array(ordered.length * DOT_SIZE);
  ordered.forEach(({ position, look }, at) => {
    const [x, y] = onWorld(position);
    values.set([x - origin[0], y - origin[1], look], at * DOT_SIZE);
  });
  return { origin, values };
}

/** Web Mercator, 0…1 from the north-west corner. */
function onWorld([longitude, latitude]: readonly [number, number]): readonly [number, number] {
  const northing = Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
  return [(180 + longitude) / 360, (1 - northing / Math.PI) / 2];
}
