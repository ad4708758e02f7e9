import gcoord from 'gcoord';
import type { LonLat } from './position.ts';

export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** A whole tile of a GCJ-02 map, and where its upper left corner belongs on the tile that is drawn; pixels. */
export interface Piece extends TileAddress {
  readonly left: number;
  readonly top: number;
}

export const TILE_PX = 256;

/**
 * Of which tiles of a map in GCJ-02 a tile in WGS 84 is made up. Within one tile the shift is taken as that of its middle:
 * it changes by less than a pixel. So nothing but the ground is ever shifted, and cameras stay where the register has them.
 */
export function piecesOf({ z, x, y }: TileAddress): readonly Piece[] {
  const middle = lonLatAt(z, x + 0.5, y + 0.5);
  const [shiftedX, shiftedY] = tileAt(z, gcoord.transform(middle, gcoord.WGS84, gcoord.GCJ02) as LonLat);
  const [west, north] = [shiftedX - 0.5, shiftedY - 0.5];
  const columns = neighbours(west);
  return neighbours(north).flatMap((row) =>
    columns.map((column) => ({
      z,
      x: column,
      y: row,
      left: Math.round((column - west) * TILE_PX),
      top: Math.round((row - north) * TILE_PX),
    })),
  );
}

/** The tiles that a tile which begins in the midst of one lies upon. */
function neighbours(from: number): readonly number[] {
  const first = Math.floor(from);
  return Math.round((from - first) * TILE_PX) === 0 ? [first] : [first, first + 1];
}

/** Web Mercator, in tiles from the north-west. */
function tileAt(z: number, [lon, lat]: LonLat): LonLat {
  const tiles = 2 ** z;
  const mercator = Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI;
  return [((lon + 180) / 360) * tiles, ((1 - mercator) / 2) * tiles];
}

function lonLatAt(z: number, x: number, y: number): LonLat {
  const tiles = 2 ** z;
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / tiles))) * 180) / Math.PI;
  return [(x / tiles) * 360 - 180, lat];
}
