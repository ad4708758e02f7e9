/** Corners of squares as column, row, column, row, …, counterclockwise; closed without repeating the first. */
export type Corners = readonly number[];

/** The outer ring, then its holes, which run clockwise. */
export type Outline = readonly Corners[];

/** A part of a grid: 1 where a square belongs to what is drawn; square `row · columns + column`, from the south-west. */
export interface Mask {
  readonly columns: number;
  readonly rows: number;
  readonly isIn: Uint8Array;
}

/** East, north, west, south, as steps of column and row. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** The areas that squares make up, squares that touch at a corner alone being two. */
export function outlinesOf(mask: Mask): readonly Outline[] {
  const rings = ringsOf(mask);
  const outer = rings.filter((ring) => turn(ring) > 0).map((ring): Corners[] => [ring]);
  for (const hole of rings.filter((ring) => turn(ring) < 0)) {
    const within = outer.filter(([ring]) => encloses(ring!, besides(hole)));
    const smallest = within.reduce<Corners[] | undefined>(
      (least, next) => (least === undefined || turn(next[0]!) < turn(least[0]!) ? next : least),
      undefined,
    );
    smallest?.push(hole);
  }
  return outer;
}

/** Edges between squares that are in and squares that are not, with what is in on their left, linked to rings. */
function ringsOf(mask: Mask): Corners[] {
  const edges = edgesOf(mask);
  const across = mask.columns + 1;
  const rings: number[][] = [];
  for (const start of edges.keys()) {
    for (let ways = edges.get(start)!; ways !== 0; ways = edges.get(start)!) {
      const ring: number[] = [];
      let [corner, heading] = [start, Math.log2(ways & -ways)];
      const first = heading;
      let before = -1;
      do {
        edges.set(corner, edges.get(corner)! & ~(1 << heading));
        if (heading !== before) ring.push(corner % across, Math.floor(corner / across));
        before = heading;
        corner += STEPS[heading]![0] + STEPS[heading]![1] * across;
        heading = nextHeading(edges.get(corner) ?? 0, heading);
      } while (heading >= 0);
      if (before === first) ring.splice(0, 2);
      rings.push(ring);
    }
  }
  return rings;
}

/** Left where that goes, else straight on, else right: squares that touch at a corner stay apart. -1 at the end. */
function nextHeading(ways: number, heading: number): number {
  for (const turned of [(heading + 1) % 4, heading, (heading + 3) % 4]) {
    if ((ways & (1 << turned)) !== 0) return turned;
  }
  return -1;
}

/** By the corner that they leave, the headings of edges as bits. */
function edgesOf({ columns, rows, isIn }: Mask): Map<number, number> {
  const edges = new Map<number, number>();
  const across = columns + 1;
  const add = (column: number, row: number, heading: number): void => {
    const corner = row * across + column;
    edges.set(corner, (edges.get(corner) ?? 0) | (1 << heading));
  };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const square = row * columns + column;
      if (isIn[square] === 0) continue;
      if (row === 0 || isIn[square - columns] === 0) add(column, row, 0);
      if (column === columns - 1 || isIn[square + 1] === 0) add(column + 1, row, 1);
      if (row === rows - 1 || isIn[square + columns] === 0) add(column + 1, row + 1, 2);
      if (column === 0 || isIn[square - 1] === 0) add(column, row + 1, 3);
    }
  }
  return edges;
}

/** Twice the enclosed area in squares, positive counterclockwise. */
function turn(ring: Corners): number {
  let sum = 0;
  for (let at = 0; at < ring.length; at += 2) {
    const next = (at + 2) % ring.length;
    sum += ring[at]! * ring[next + 1]! - ring[next]! * ring[at + 1]!;
  }
  return sum;
}

/** The middle of the square to the left of a ring's first edge, which is in. */
function besides(ring: Corners): readonly [number, number] {
  const [x, y, toX, toY] = ring as unknown as readonly [number, number, number, number];
  const [stepX, stepY] = [Math.sign(toX - x), Math.sign(toY - y)];
  return [x + (stepX - stepY) / 2, y + (stepY + stepX) / 2];
}

function encloses(ring: Corners, [x, y]: readonly [number, number]): boolean {
  let isInside = false;
  for (let at = 0; at < ring.length; at += 2) {
    const next = (at + 2) % ring.length;
    const [y0, y1] = [ring[at + 1]!, ring[next + 1]!];
    // Rings run along lines of the grid, so an edge that is crossed by a level line is upright.
    if (y0 > y !== y1 > y && ring[at]! > x) isInside = !isInside;
  }
  return isInside;
}
