/** WGS 84. */
export interface Position {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** A point of a {@link Plane}: metres east and north of its origin. */
export interface Spot {
  readonly eastM: number;
  readonly northM: number;
}

/** A flat map of a town: what lies within 50 km of its origin is drawn to 0.1 % of its distance. */
export interface Plane {
  readonly origin: Position;
  /** Of one degree, at the origin. */
  readonly metresPerLatitudeDeg: number;
  readonly metresPerLongitudeDeg: number;
}

/** Axis and first eccentricity squared of WGS 84 (NIMA TR8350.2, 3.2). */
const SEMI_MAJOR_M = 6_378_137;
const ECCENTRICITY_SQUARED = 6.694_379_990_14e-3;
const RADIANS = Math.PI / 180;

/**
 * The plane that touches the ellipsoid at `origin`, by its two radii of curvature there. One degree at 24.72° N is
 * 110 769 m of latitude and 101 178 m of longitude.
 */
export function planeAt(origin: Position): Plane {
  const sine = Math.sin(origin.latitudeDeg * RADIANS);
  const flat = 1 - ECCENTRICITY_SQUARED * sine ** 2;
  const meridianM = (SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED)) / flat ** 1.5;
  const normalM = SEMI_MAJOR_M / Math.sqrt(flat);
  return {
    origin,
    metresPerLatitudeDeg: meridianM * RADIANS,
    metresPerLongitudeDeg: normalM * Math.cos(origin.latitudeDeg * RADIANS) * RADIANS,
  };
}

export function spotOf(plane: Plane, { latitudeDeg, longitudeDeg }: Position): Spot {
  return {
    eastM: (longitudeDeg - plane.origin.longitudeDeg) * plane.metresPerLongitudeDeg,
    northM: (latitudeDeg - plane.origin.latitudeDeg) * plane.metresPerLatitudeDeg,
  };
}

/** To the centimetre: seven digits of a degree. */
export function positionOf(plane: Plane, { eastM, northM }: Spot): Position {
  return {
    latitudeDeg: toSevenDigits(plane.origin.latitudeDeg + northM / plane.metresPerLatitudeDeg),
    longitudeDeg: toSevenDigits(plane.origin.longitudeDeg + eastM / plane.metresPerLongitudeDeg),
  };
}

function toSevenDigits(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
