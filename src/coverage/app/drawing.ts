import { positionOf } from '../../kernel/geography.js';
import { type Corners, type Mask, outlinesOf } from '../domain/drawing/outline.js';
import type { Grid } from '../domain/ground/grid.js';
import type { Path, Polygon, Shape } from '../domain/ground/shape.js';
import { rankOf, STATUSES } from '../domain/map/status.js';
import type { TownMap } from '../domain/map/town-map.js';
import { LEVELS } from '../domain/sight/sight.js';
import type { Question } from './map-talk.js';

type Asked = Extract<Question, { kind: 'drawing' }>;
type Point = readonly [number, number];

/** Below a centimetre. */
const DIGITS = 7;

/**
 * A GeoJSON FeatureCollection, as text, of what the cameras see at a level (buildings cut out), of the ground that none
 * sees, and of the places. Areas follow the squares that they were computed with.
 */
export function drawingOf(map: TownMap, asked: Asked, nameOf: (id: string) => string): string {
  const draw = new Pencil(map);
  const isAsked = (villageId: string): boolean => asked.villageIds?.includes(villageId) ?? true;
  const features: object[] = [];
  if (asked.layers.includes('footprints')) {
    for (const { id, villageId, isLive } of map.cameras) {
      if (!isAsked(villageId)) continue;
      const { timeShare, counts, camera } = map.entry(id)!;
      const properties = { layer: 'footprint', cameraId: id, name: nameOf(id), villageId, level: asked.level };
      const how = { isLive, counts, timeShare, assumed: camera.sight.assumed };
      features.push(feature(draw.footprint(id, asked), { ...properties, ...how }));
    }
  }
  if (asked.layers.includes('gaps')) {
    for (const [at, { id }] of map.grounds.villages.entries()) {
      if (!isAsked(id)) continue;
      for (const status of ['dark', 'uncovered'] as const) {
        const properties = { layer: 'gap', status, villageId: id, name: nameOf(id), level: asked.level };
        const geometry = draw.gap(at, status, asked);
        if (geometry.coordinates.length > 0) features.push(feature(geometry, properties));
      }
    }
  }
  if (asked.layers.includes('places')) {
    for (const { id, villageId, shape, detail, weight } of map.grounds.places) {
      if (!isAsked(villageId)) continue;
      const properties = { layer: 'place', placeId: id, name: nameOf(id), villageId, detail, weight };
      features.push(feature(draw.shape(shape), { ...properties, status: map.status(id)!.status }));
    }
  }
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function feature(geometry: object, properties: object): object {
  return { type: 'Feature', geometry, properties };
}

class Pencil {
  constructor(private readonly map: TownMap) {}

  footprint(cameraId: string, { level }: Asked) {
    const least = LEVELS.indexOf(level);
    const cells = this.map.entry(cameraId)!.seen.cells.filter((mark) => (mark & 3) >= least);
    const { columns } = this.map.grid;
    const squares = cells.map((mark) => mark >> 2);
    const bounds = { west: columns, east: -1, south: Number.POSITIVE_INFINITY, north: -1 };
    for (const square of squares) {
      const [column, row] = [square % columns, Math.floor(square / columns)];
      bounds.west = Math.min(bounds.west, column);
      bounds.east = Math.max(bounds.east, column);
      bounds.south = Math.min(bounds.south, row);
      bounds.north = Math.max(bounds.north, row);
    }
    if (squares.length === 0) return { type: 'MultiPolygon', coordinates: [] };
    const size = { columns: bounds.east - bounds.west + 1, rows: bounds.north - bounds.south + 1 };
    const isIn = new Uint8Array(size.columns * size.rows);
    for (const square of squares) {
      const row = Math.floor(square / columns) - bounds.south;
      isIn[row * size.columns + (square % columns) - bounds.west] = 1;
    }
    return this.areas({ ...size, isIn }, [bounds.west, bounds.south]);
  }

  /** Squares of the village at `at` of the grounds that stand so. */
  gap(at: number, status: 'dark' | 'uncovered', { level, basis }: Asked) {
    const { grid, ground, cellCounts } = this.map;
    const [wanted, offset] = [STATUSES.indexOf(status), LEVELS.indexOf(level)];
    const isIn = new Uint8Array(grid.columns * grid.rows);
    for (let square = 0; square < isIn.length; square += 1) {
      if (ground.region[square] !== at + 1) continue;
      const count = square * LEVELS.length + offset;
      const live = cellCounts[basis === 'registered' ? 'registered' : 'live'][count]!;
      if (rankOf(live, cellCounts.registered[count]!) === wanted) isIn[square] = 1;
    }
    return this.areas({ columns: grid.columns, rows: grid.rows, isIn }, [0, 0]);
  }

  shape(shape: Shape): object {
    switch (shape.kind) {
      case 'point':
        return { type: 'Point', coordinates: this.point(shape.at.eastM, shape.at.northM) };
      case 'line':
        return { type: 'LineString', coordinates: this.path(shape.path) };
      case 'area':
        return {
          type: 'MultiPolygon',
          coordinates: shape.polygons.map((rings: Polygon) => rings.map((ring) => closed(this.path(ring)))),
        };
    }
  }

  private areas(mask: Mask, [column, row]: Point) {
    const { westM, southM, cellM }: Grid = this.map.grid;
    const ring = (corners: Corners): readonly Point[] => {
      const points: Point[] = [];
      for (let at = 0; at < corners.length; at += 2) {
        points.push(
          this.point(westM + (column + corners[at]!) * cellM, southM + (row + corners[at + 1]!) * cellM),
        );
      }
      return closed(points);
    };
    return { type: 'MultiPolygon', coordinates: outlinesOf(mask).map((rings) => rings.map(ring)) };
  }

  private path(path: Path): readonly Point[] {
    const points: Point[] = [];
    for (let at = 0; at < path.length; at += 2) points.push(this.point(path[at]!, path[at + 1]!));
    return points;
  }

  private point(eastM: number, northM: number): Point {
    const { longitudeDeg, latitudeDeg } = positionOf(this.map.grounds.plane, { eastM, northM });
    return [Number(longitudeDeg.toFixed(DIGITS)), Number(latitudeDeg.toFixed(DIGITS))];
  }
}

function closed(points: readonly Point[]): readonly Point[] {
  return points.length === 0 ? points : [...points, points[0]!];
}
