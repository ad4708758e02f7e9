import { varint } from './vector-tile.js';
import type { LonLat, Tile } from './web-mercator.js';

const HEADER_BYTES = 127;
const NO_COMPRESSION = 1;

/** What every tile of an archive holds: `mvt` is shapes, `png` is a picture. */
export interface Content {
  readonly kind: 'mvt' | 'png';
  readonly compression: 'none' | 'gzip';
  readonly tile: Buffer;
  readonly layers: readonly string[];
}

/** A PMTiles archive (version 3) in which all `tiles`, which are of one zoom, hold the same. */
export function archiveOf(tiles: readonly Tile[], middle: LonLat, content: Content): Buffer {
  const metadata = Buffer.from(JSON.stringify({ vector_layers: content.layers.map((id) => ({ id })) }));
  const ids = tiles.map((tile) => tileId(tile)).toSorted((a, b) => a - b);
  const directory = directoryOf(ids, content.tile.length);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles', 'latin1');
  header[7] = 3;
  let at = HEADER_BYTES;
  for (const [place, length] of [
    [8, directory.length],
    [24, metadata.length],
    [40, 0],
    [56, content.tile.length],
  ] as const) {
    header.writeBigUInt64LE(BigInt(at), place);
    header.writeBigUInt64LE(BigInt(length), place + 8);
    at += length;
  }
  header.set([1, NO_COMPRESSION, content.compression === 'gzip' ? 2 : 1, content.kind === 'mvt' ? 1 : 2], 96);
  const { z } = tiles[0]!;
  header.set([z, z], 100);
  const bounds = [middle[0] - 0.5, middle[1] - 0.5, middle[0] + 0.5, middle[1] + 0.5];
  for (const [index, deg] of bounds.entries()) header.writeInt32LE(Math.round(deg * 1e7), 102 + 4 * index);
  return Buffer.concat([header, directory, metadata, content.tile]);
}

/** Ids as differences, then how many each stands for, lengths, and places plus one. */
function directoryOf(ids: readonly number[], length: number): Buffer {
  const steps = ids.map((id, at) => id - (ids[at - 1] ?? 0));
  const columns = [steps, ids.map(() => 1), ids.map(() => length), ids.map(() => 1)];
  return Buffer.concat([varint(ids.length), ...columns.flat().map((value) => varint(value))]);
}

/** Its place on the Hilbert curves of all zooms, one after another. */
function tileId({ z, x, y }: Tile): number {
  let id = (4 ** z - 1) / 3;
  let [right, down] = [x, y];
  for (let side = 2 ** (z - 1); side >= 1; side /= 2) {
    const [isRight, isDown] = [(right & side) > 0 ? 1 : 0, (down & side) > 0 ? 1 : 0];
    id += side * side * ((3 * isRight) ^ isDown);
    if (isDown === 0) {
      if (isRight === 1) [right, down] = [side - 1 - right, side - 1 - down];
      [right, down] = [down, right];
    }
  }
  return id;
}
