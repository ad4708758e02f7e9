import { type Corners, outlinesOf } from '../domain/drawing/outline.js';
import { geoJsonOf, geoPointsOf, type MultiPolygon } from '../domain/ground/geo-json.js';
import type { Path, Shape } from '../domain/ground/shape.js';
import { squaresOf } from '../domain/map/squares.js';
import { STATUSES } from '../domain/map/status.js';
import type { TownMap } from '../domain/map/town-map.js';
import { type Level, LEVELS } from '../domain/sight/sight.js';
import type { MapQuestion } from './map-talk.js';

type Asked = Extract<MapQuestion, { kind: 'drawing' }>;
type Gap = 'dark' | 'uncovered';

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
      const properties = {
        layer: 'footprint',
        cameraId: id,
        name: nameOf(id),
        villageId,
        level: asked.level,
      };
      const how = { isLive, counts, timeShare, assumed: camera.sight.assumed };
      features.push(feature(draw.footprint(id, asked), { ...properties, ...how }));
    }
  }
  if (asked.layers.includes('gaps')) {
    const gaps = draw.gaps(asked, isAsked);
    for (const [at, { id }] of map.grounds.villages.entries()) {
      for (const status of ['dark', 'uncovered'] as const) {
        const properties = { layer: 'gap', status, villageId: id, name: nameOf(id), level: asked.level };
        const geometry = gaps[at]![status];
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

/** A part of the grid that squares take up: its south-western square, and its size. */
interface Frame {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** The ground that a camera sees at a level or better, buildings cut out. */
export function footprintOf(map: TownMap, cameraId: string, level: Level): MultiPolygon {
  return new Pencil(map).footprint(cameraId, { level });
}

class Pencil {
  constructor(private readonly map: TownMap) {}

  footprint(cameraId: string, { level }: Pick<Asked, 'level'>): MultiPolygon {
    const least = LEVELS.indexOf(level);
    const cells = this.map.entry(cameraId)!.seen.cells.filter((mark) => (mark & 3) >= least);
    return this.area(cells.map((mark) => mark >> 2));
  }

  /** Ground that none sees, of each village by its place in the grounds. */
  gaps(
    { level }: Asked,
    isAsked: (villageId: string) => boolean,
  ): readonly Readonly<Record<Gap, MultiPolygon>>[] {
    const { ground, grounds } = this.map;
    const found = grounds.villages.map(({ id }) => ({ id, dark: [] as number[], uncovered: [] as number[] }));
    const [dark, uncovered] = [STATUSES.indexOf('dark'), STATUSES.indexOf('uncovered')];
    squaresOf(this.map, { level }).forEach((rank, square) => {
      if (rank !== dark && rank !== uncovered) return;
      const village = found[ground.region[square]! - 1];
      if (village !== undefined && isAsked(village.id))
        village[rank === dark ? 'dark' : 'uncovered'].push(square);
    });
    return found.map(({ dark, uncovered }) => ({ dark: this.area(dark), uncovered: this.area(uncovered) }));
  }

  shape(shape: Shape): object {
    const { plane } = this.map.grounds;
    switch (shape.kind) {
      case 'point': {
        const { eastM, northM } = shape.at;
        return { type: 'Point', coordinates: geoPointsOf(plane, Float64Array.of(eastM, northM))[0] };
      }
      case 'line':
        return { type: 'LineString', coordinates: geoPointsOf(plane, shape.path) };
      case 'area':
        return geoJsonOf(plane, shape.polygons);
    }
  }

  private area(squares: ArrayLike<number>): MultiPolygon {
    const { grid, grounds } = this.map;
    const frame = frameOf(squares, grid.columns);
    const isIn = new Uint8Array(frame.columns * frame.rows);
    for (let at = 0; at < squares.length; at += 1) {
      const row = Math.floor(squares[at]! / grid.columns) - frame.row;
      isIn[row * frame.columns + (squares[at]! % grid.columns) - frame.column] = 1;
    }
    const placed = (corners: Corners): Path =>
      Float64Array.from(corners, (steps, at) =>
        at % 2 === 0
          ? grid.westM + (frame.column + steps) * grid.cellM
          : grid.southM + (frame.row + steps) * grid.cellM,
      );
    const { columns, rows } = frame;
    return geoJsonOf(
      grounds.plane,
      outlinesOf({ columns, rows, isIn }).map((rings) => rings.map(placed)),
    );
  }
}

function frameOf(squares: ArrayLike<number>, across: number): Frame {
  let [west, east, south, north] = [across, -1, Number.POSITIVE_INFINITY, -1];
  for (let at = 0; at < squares.length; at += 1) {
    const [column, row] = [squares[at]! % across, Math.floor(squares[at]! / across)];
    west = Math.min(west, column);
    east = Math.max(east, column);
    south = Math.min(south, row);
    north = Math.max(north, row);
  }
  if (east < 0) return { column: 0, row: 0, columns: 0, rows: 0 };
  return { column: west, row: south, columns: east - west + 1, rows: north - south + 1 };
}
