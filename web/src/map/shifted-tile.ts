import { piecesOf, TILE_PX } from './gcj-tiles.ts';

/**
 * `gcj02-…://16/54335/28073`, drawn of the tiles of a map in GCJ-02 that it lies upon. A piece that fails stays empty; where
 * all of them do, it throws what the first one did.
 */
export async function shiftedTile(url: string, address: string, signal: AbortSignal): Promise<ImageBitmap> {
  const [z = 0, x = 0, y = 0] = url.split('://')[1]!.split('/').map(Number);
  const canvas = new OffscreenCanvas(TILE_PX, TILE_PX);
  const pen = canvas.getContext('2d')!;
  const drawn = await Promise.allSettled(
    piecesOf({ z, x, y }).map(async ({ left, top, ...tile }) => {
      const picture = await fetched(addressOf(address, tile), signal);
      pen.drawImage(picture, left, top, TILE_PX, TILE_PX);
    }),
  );
  const failed = drawn.filter((each) => each.status === 'rejected');
  if (failed.length === drawn.length) throw failed[0]!.reason;
  return canvas.transferToImageBitmap();
}

function addressOf(template: string, tile: Readonly<Record<'x' | 'y' | 'z', number>>): string {
  return template.replaceAll(/\{([xyz])\}/g, (_, axis: 'x' | 'y' | 'z') => String(tile[axis]));
}

/** With the status of the answer where it is no picture, as MapLibre's own errors have it. */
async function fetched(url: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(url, { signal });
  if (!response.ok) {
    throw Object.assign(new Error('A tile did not come.'), { status: response.status });
  }
  return createImageBitmap(await response.blob());
}
