import { type Colours, coloursOf } from './colours.js';
import { edgesOf } from './edges.js';
import type { LumaPlane, Planes } from './planes.js';
import { type Flatness, flatnessOf } from './flatness.js';
import { sceneOf } from './scene.js';
import { stripesOf } from './stripes.js';
import { grainOf, type Tile, tilesOf } from './tiles.js';
import { type Tones, tonesOf } from './tones.js';

/** What is measured on a decoded picture: numbers alone, from which nobody can make it again. */
export interface PictureMeasures {
  readonly tones: Tones;
  readonly colours: Colours;
  readonly flatness: Flatness;
  /** Standard deviation of the smear of edges, pixels of a picture 640 wide; null where there are too few edges. */
  readonly blurPx: number | null;
  /** The same of 8 x 5 blocks: a byte each in sixteenths of a pixel, 0 where there are too few, base64. */
  readonly blockBlurs: string;
  /** Deviation of noise in luma. */
  readonly grain: number;
  readonly stripes: number;
  /** Share of the picture that is burnt out: luma of 250 and more. */
  readonly burntShare: number;
  /** Ranges of luma, and its means, of 16 x 10 tiles: a byte each, row by row, base64. */
  readonly tileRanges: string;
  readonly tileMeans: string;
  /** Of each of them, the share that is burnt out, in 255ths. */
  readonly tileBurnt: string;
  /** Signed bytes of `sceneOf`, base64. */
  readonly scene: string;
}

/** `detail`: the luma of the same picture, at most 640 pixels wide. */
export function measurePicture(small: Planes, detail: LumaPlane): PictureMeasures {
  const tiles = tilesOf(detail);
  const grain = grainOf(tiles);
  const edges = edgesOf(detail, grain);
  return {
    tones: tonesOf(small.luma),
    colours: coloursOf(small),
    flatness: flatnessOf(small),
    blurPx: edges.blurPx,
    blockBlurs: Buffer.from(edges.blockBlurs).toString('base64'),
    grain,
    stripes: stripesOf(detail),
    burntShare: tiles.reduce((sum, tile) => sum + tile.burntShare, 0) / tiles.length,
    tileRanges: bytesOf(tiles, ({ range }) => range),
    tileMeans: bytesOf(tiles, ({ meanLuma }) => meanLuma),
    tileBurnt: bytesOf(tiles, ({ burntShare }) => Math.round(255 * burntShare)),
    scene: Buffer.from(sceneOf(small).buffer).toString('base64'),
  };
}

function bytesOf(tiles: readonly Tile[], of: (tile: Tile) => number): string {
  return Buffer.from(tiles.map(of)).toString('base64');
}
