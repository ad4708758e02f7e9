import { type Canvas, HEIGHT, WIDTH } from './canvas.js';

type Colour = readonly [luma: number, cb: number, cr: number];

const BLUE: Colour = [29, 127, -20];
const GREY: Colour = [128, 0, 0];
const DEEP_BLUE: Colour = [22, 70, -8];
const WHITE: Colour = [235, 0, 0];
/** White, yellow, cyan, green, magenta, red, blue: three quarters of full brightness. */
const BARS: readonly Colour[] = [
  [191, 0, 0],
  [169, -96, 16],
  [134, 32, -96],
  [112, -63, -80],
  [79, 63, 80],
  [57, -32, 96],
  [22, 96, -16],
];

/** 5 x 7 dots, as recorders write. */
const LETTERS: Record<string, readonly number[]> = {
  N: [17, 25, 21, 19, 17, 17, 17],
  O: [14, 17, 17, 17, 17, 17, 14],
  S: [15, 16, 16, 14, 1, 1, 30],
  I: [14, 4, 4, 4, 4, 4, 14],
  G: [14, 17, 16, 23, 17, 17, 14],
  A: [14, 17, 17, 31, 17, 17, 17],
  L: [16, 16, 16, 16, 16, 16, 31],
};
const TEXT = 'NO SIGNAL';
const DOT_PX = 7;

/** What a recorder or an encoder shows where no camera is: blue, grey, dark blue, bars; with words or without. */
export function lossScreen(seed: number, hasText: boolean): Canvas {
  const size = WIDTH * HEIGHT;
  const [luma, cb, cr] = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
  const kind = seed % 4;
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const plain = kind === 3 ? BARS[Math.floor((x * 7) / WIDTH)]! : [BLUE, GREY, DEEP_BLUE][kind]!;
      const colour = hasText && isInk(x, y) ? WHITE : plain;
      [luma[y * WIDTH + x], cb[y * WIDTH + x], cr[y * WIDTH + x]] = colour;
    }
  }
  return { widthPx: WIDTH, heightPx: HEIGHT, luma, cb, cr };
}

function isInk(x: number, y: number): boolean {
  const left = (WIDTH - TEXT.length * 6 * DOT_PX) / 2;
  const [column, row] = [Math.floor((x - left) / DOT_PX), Math.floor((y - HEIGHT / 2) / DOT_PX)];
  const letter = LETTERS[TEXT[Math.floor(column / 6)] ?? ''];
  if (letter === undefined || column % 6 === 5 || row < 0 || row > 6) return false;
  return ((letter[row]! >> (4 - (column % 6))) & 1) === 1;
}
