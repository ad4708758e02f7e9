const EXTENT = 4096;
const [VARINT, BYTES] = [0, 2];
const [MOVE_TO, LINE_TO, CLOSE] = [1, 2, 7];

/** A vector tile (Mapbox Vector Tile 2.1) whose layers are each one square that fills it. */
export function filledTile(layers: readonly string[]): Buffer {
  return Buffer.concat(layers.map((name) => field(3, BYTES, layerOf(name))));
}

function layerOf(name: string): Buffer {
  const [far, back] = [zigzag(EXTENT), zigzag(-EXTENT)];
  const lines = [far, 0, 0, far, back, 0];
  const square = [command(MOVE_TO, 1), 0, 0, command(LINE_TO, 3), ...lines, command(CLOSE, 1)];
  const polygon = field(3, VARINT, varint(3));
  const geometry = field(4, BYTES, Buffer.concat(square.map((one) => varint(one))));
  return Buffer.concat([
    field(15, VARINT, varint(2)),
    field(1, BYTES, Buffer.from(name)),
    field(2, BYTES, Buffer.concat([polygon, geometry])),
    field(5, VARINT, varint(EXTENT)),
  ]);
}

function command(id: number, count: number): number {
  return id | (count << 3);
}

function zigzag(value: number): number {
  return (value << 1) ^ (value >> 31);
}

function field(number: number, wire: number, content: Buffer): Buffer {
  const key = varint((number << 3) | wire);
  return wire === BYTES
    ? Buffer.concat([key, varint(content.length), content])
    : Buffer.concat([key, content]);
}

/** Seven bits a byte, the lowest first. */
export function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}
