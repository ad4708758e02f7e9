import { packetize } from './packetize.js';

/** A unit whose bytes all differ from their neighbours; the head says what it is. */
function unit(head: readonly number[], length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, at) => head[at] ?? (at * 7) & 0xff));
}

const H264 = {
  sps: unit([0x67], 25),
  pps: unit([0x68], 8),
  key: unit([0x65], 5_000),
  small: unit([0x41], 900),
};
const H265 = {
  vps: unit([0x40, 1], 24),
  sps: unit([0x42, 1], 40),
  pps: unit([0x44, 1], 9),
  key: unit([0x26, 1], 5_000),
};

/** RFC 6184, read back: the units, and whether every piece said where it begins and ends. */
function readH264(payloads: readonly Buffer[]): Buffer[] {
  const units: Buffer[] = [];
  let open: Buffer[] | null = null;
  for (const payload of payloads) {
    const type = payload[0]! & 0x1f;
    if (type === 24) units.push(...aggregated(payload.subarray(1)));
    else if (type !== 28) units.push(payload);
    else {
      const flags = payload[1]!;
      if (((flags & 0x80) !== 0) !== (open === null)) throw new Error('a first piece in the middle, or none');
      open ??= [Buffer.from([(payload[0]! & 0xe0) | (flags & 0x1f)])];
      open.push(payload.subarray(2));
      if ((flags & 0x40) === 0) continue;
      units.push(Buffer.concat(open));
      open = null;
    }
  }
  expect(open).toBeNull();
  return units;
}

/** RFC 7798 likewise. */
function readH265(payloads: readonly Buffer[]): Buffer[] {
  const units: Buffer[] = [];
  let open: Buffer[] | null = null;
  for (const payload of payloads) {
    const type = (payload[0]! >> 1) & 0x3f;
    if (type === 48) units.push(...aggregated(payload.subarray(2)));
    else if (type !== 49) units.push(payload);
    else {
      const flags = payload[2]!;
      if (((flags & 0x80) !== 0) !== (open === null)) throw new Error('a first piece in the middle, or none');
      open ??= [Buffer.from([(payload[0]! & 0x81) | ((flags & 0x3f) << 1), payload[1]!])];
      open.push(payload.subarray(3));
      if ((flags & 0x40) === 0) continue;
      units.push(Buffer.concat(open));
      open = null;
    }
  }
  expect(open).toBeNull();
  return units;
}

function aggregated(body: Buffer): Buffer[] {
  const units: Buffer[] = [];
  for (let at = 0; at < body.length; at += 2 + body.readUInt16BE(at))
    units.push(body.subarray(at + 2, at + 2 + body.readUInt16BE(at)));
  return units;
}

describe('packets of a picture', () => {
  it.each([
    ['H.264: together, in pieces', 'h264', [H264.sps, H264.pps, H264.key], readH264, 5],
    ['H.264: alone', 'h264', [H264.small], readH264, 1],
    ['H.265: together, in pieces', 'h265', [H265.vps, H265.sps, H265.pps, H265.key], readH265, 5],
    ['H.265: alone', 'h265', [H265.sps], readH265, 1],
  ] as const)('%s, give its units back', (_name, codec, units, read, count) => {
    const payloads = packetize(codec, { isKey: true, units });
    expect(payloads).toHaveLength(count);
    expect(read(payloads.map(({ bytes }) => bytes))).toEqual(units);
  });

  it('fit into a datagram, and the last one alone is marked', () => {
    const payloads = packetize('h264', { isKey: true, units: [H264.sps, H264.pps, H264.key] });
    expect(Math.max(...payloads.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(1_400);
    expect(payloads.map(({ isMarked }) => isMarked)).toEqual(
      payloads.map((_, index) => index === payloads.length - 1),
    );
  });

  it('of a JPEG, carry its tables once and its scan in order', () => {
    const tables = [unit([0], 65), unit([1], 65)];
    const scan = unit([], 3_000);
    const segment = (marker: number, body: Buffer): Buffer => {
      const head = Buffer.from([0xff, marker, 0, 0]);
      head.writeUInt16BE(body.length + 2, 2);
      return Buffer.concat([head, body]);
    };
    const frame = Buffer.from([8, 0x01, 0x68, 0x02, 0x80, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
    const jpeg = Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      segment(0xdb, Buffer.concat(tables)),
      segment(0xc0, frame),
      segment(0xda, Buffer.from([3, 1, 0, 2, 17, 3, 17, 0, 63, 0])),
      scan,
    ]);
    const payloads = packetize('mjpeg', { isKey: true, units: [jpeg] }).map(({ bytes }) => bytes);
    expect(payloads[0]!.subarray(0, 12)).toEqual(Buffer.from([0, 0, 0, 0, 1, 255, 80, 45, 0, 0, 0, 128]));
    expect(payloads[0]!.subarray(12, 140)).toEqual(Buffer.concat(tables.map((table) => table.subarray(1))));
    const pieces = payloads.map((payload, index) => ({
      at: payload.readUIntBE(1, 3),
      bytes: payload.subarray(index === 0 ? 140 : 8),
    }));
    expect(pieces.map(({ at }) => at)).toEqual(
      pieces.map((_, index) => pieces.slice(0, index).reduce((sum, { bytes }) => sum + bytes.length, 0)),
    );
    expect(Buffer.concat(pieces.map(({ bytes }) => bytes))).toEqual(scan);
  });
});
