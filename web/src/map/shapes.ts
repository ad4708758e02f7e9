import type { Map as MapLibre } from 'maplibre-gl';

/** Outlines on a sheet of 24 × 24: what differs in colour differs in shape, too. */
export const SHAPES = {
  disc: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z',
  triangle: 'M12 2L23 21H1z',
  diamond: 'M12 1L23 12L12 23L1 12z',
  square: 'M3 3H21V21H3z',
  plus: 'M9 2H15V9H22V15H15V22H9V15H2V9H9z',
  cross: 'M6 2L12 8L18 2L22 6L16 12L22 18L18 22L12 16L6 22L2 18L8 12L2 6z',
} as const;
export type Shape = keyof typeof SHAPES;

export interface Sign {
  readonly shape: Shape;
  readonly colour: string;
}

/** Pixels of the sheet on a screen of one pixel a point. */
const SIZE = 24;
const DENSITY = 2;

/** Signs as images of a map, under their names. They are drawn here: nothing is fetched. */
export function addSigns(map: MapLibre, signs: Readonly<Record<string, Sign>>): void {
  for (const [name, sign] of Object.entries(signs)) {
    if (!map.hasImage(name)) map.addImage(name, drawn(sign), { pixelRatio: DENSITY });
  }
}

function drawn({ shape, colour }: Sign): ImageData {
  const side = (SIZE + 4) * DENSITY;
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
  const pen = canvas.getContext('2d')!;
  pen.scale(DENSITY, DENSITY);
  pen.translate(2, 2);
  const path = new Path2D(SHAPES[shape]);
  pen.lineWidth = 3;
  pen.lineJoin = 'round';
  pen.strokeStyle = '#fff';
  pen.stroke(path);
  pen.fillStyle = colour;
  // A figure, not the array that the rule takes it for.
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type
  pen.fill(path);
  return pen.getImageData(0, 0, side, side);
}
