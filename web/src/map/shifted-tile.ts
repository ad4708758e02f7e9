import { piecesOf, TILE_PX } from './gcj-tiles.ts';

/** `gcj02-…://16/54335/28073`, drawn of the tiles of a map in GCJ-02 that it lies upon. A piece that fails stays empty. */
export async function shiftedTile(url: string, address: string, signal: AbortSignal): Promise<ImageBitmap> {
  const [z = 0, x = 0, y = 0] = url.split('://')[1]!.split('/').map(Number);
  const pieces = piecesOf({ z, x, y });
  const canvas = new OffscreenCanvas(TILE_PX, TILE_PX);
  const pen = canvas.getContext('2d')!;
  await Promise.all(
    pieces.map(async ({ left, top, ...tile }) => {
      const picture = await fetched(addressOf(address, tile), signal);
      if (picture !== null) pen.drawImage(picture, left, top, TILE_PX, TILE_PX);
    }),
  );
  return canvas.transferToImageBitmap();
}

function addressOf(template: string, tile: Readonly<Record<'x' | 'y' | 'z', number>>): string {
  return template.replaceAll(/\{([xyz])\}/g, (_, axis: 'x' | 'y' | 'z') => String(tile[axis]));
}

async function fetched(url: string, signal: AbortSignal): Promise<ImageBitmap | null> {
  const response = await fetch(url, { signal });
  return response.ok ? createImageBitmap(await response.blob()) : null;
}
