import type { BuildingGeometry } from '../buildings.js';
import type { PlaceGeometry, Point, Rings } from '../place.js';
import { ringFault, turnOf } from './ring-fault.js';

type Areas = { readonly type: 'Polygon'; readonly coordinates: Rings } | MultiAreas;
type MultiAreas = { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] };

export interface GeometryFault {
  /** Within the geometry, as `coordinates.0`. */
  readonly path: string;
  readonly message: string;
}

/** What is said of a ring that {@link turnedRight} turned, after where it is. */
export const WAS_TURNED = 'ran the wrong way round for its place (RFC 7946, 3.1.6) and was turned';

/** Rings that cross themselves or enclose nothing. */
export function geometryFaults(geometry: PlaceGeometry | BuildingGeometry): GeometryFault[] {
  return ringsOf(geometry).flatMap(({ ring, path }) => {
    const message = ringFault(ring);
    return message === null ? [] : [{ path, message }];
  });
}

/**
 * The geometry with outer rings counterclockwise and holes clockwise, as RFC 7946 asks of who writes and not of who reads;
 * `turned` names the rings that ran the other way.
 */
export function turnedRight<G extends PlaceGeometry | BuildingGeometry>(
  geometry: G,
): { readonly geometry: G; readonly turned: readonly string[] } {
  const turned = ringsOf(geometry).filter(({ ring, isOuter }) => turnOf(ring) > 0 !== isOuter);
  if (turned.length === 0) return { geometry, turned: [] };
  const wrong = new Set(turned.map(({ ring }) => ring));
  const right = (rings: Rings): Rings => rings.map((ring) => (wrong.has(ring) ? ring.toReversed() : ring));
  const { type, coordinates } = geometry as Areas;
  const mended = type === 'Polygon' ? right(coordinates) : coordinates.map((rings) => right(rings));
  return {
    geometry: { ...geometry, coordinates: mended } as G,
    turned: turned.map(({ path }) => path),
  };
}

function ringsOf(geometry: PlaceGeometry | BuildingGeometry) {
  if (geometry.type === 'Polygon') return named(geometry.coordinates, 'coordinates');
  if (geometry.type !== 'MultiPolygon') return [];
  return geometry.coordinates.flatMap((rings, index) => named(rings, `coordinates.${index}`));
}

function named(rings: Rings, path: string) {
  return rings.map((ring: readonly Point[], index) => ({
    ring,
    path: `${path}.${index}`,
    isOuter: index === 0,
  }));
}
