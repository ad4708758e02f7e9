import type { Codec } from '../camera.js';
import type { CodedPicture } from '../reels/reel.js';

/** The payload of one RTP packet; the last of a picture is marked. */
export interface Payload {
  readonly bytes: Buffer;
  readonly isMarked: boolean;
}

const MTU = 1_400;

/** Cuts a picture into RTP payloads: RFC 6184, RFC 7798 or RFC 2435. */
export function packetize(codec: Codec, { units }: CodedPicture): Payload[] {
  const payloads =
    codec === 'mjpeg'
      ? jpegPayloads(units[0]!)
      : codec === 'h264'
        ? h264Payloads(units)
        : h265Payloads(units);
  return payloads.map((bytes, index) => ({ bytes, isMarked: index === payloads.length - 1 }));
}

/** Small units travel together (STAP-A), large ones in pieces (FU-A), the others alone. */
function h264Payloads(units: readonly Buffer[]): Buffer[] {
  return grouped(units).flatMap((group) => {
    if (group.length > 1) return [Buffer.concat([Buffer.from([0x60 | 24]), ...group.flatMap(withLength)])];
    const unit = group[0]!;
    if (unit.length <= MTU) return [unit];
    const indicator = (unit[0]! & 0xe0) | 28;
    return pieces(unit.subarray(1), MTU - 2).map(({ bytes, flags }) =>
      Buffer.concat([Buffer.from([indicator, flags | (unit[0]! & 0x1f)]), bytes]),
    );
  });
}

function h265Payloads(units: readonly Buffer[]): Buffer[] {
  return grouped(units).flatMap((group) => {
    if (group.length > 1) return [Buffer.concat([Buffer.from([48 << 1, 1]), ...group.flatMap(withLength)])];
    const unit = group[0]!;
    if (unit.length <= MTU) return [unit];
    const head = [(unit[0]! & 0x81) | (49 << 1), unit[1]!];
    return pieces(unit.subarray(2), MTU - 3).map(({ bytes, flags }) =>
      Buffer.concat([Buffer.from([...head, flags | ((unit[0]! >> 1) & 0x3f)]), bytes]),
    );
  });
}

/** Neighbours that fit into one packet. */
function grouped(units: readonly Buffer[]): Buffer[][] {
  const groups: Buffer[][] = [];
  let room = 0;
  for (const unit of units) {
    const need = unit.length + 2;
    if (need <= room) {
      groups.at(-1)!.push(unit);
      room -= need;
    } else {
      groups.push([unit]);
      room = MTU - need;
    }
  }
  return groups;
}

function withLength(unit: Buffer): Buffer[] {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(unit.length);
  return [length, unit];
}

function pieces(body: Buffer, size: number): { bytes: Buffer; flags: number }[] {
  const count = Math.ceil(body.length / size);
  return Array.from({ length: count }, (_, index) => ({
    bytes: body.subarray(index * size, (index + 1) * size),
    flags: (index === 0 ? 0x80 : 0) | (index === count - 1 ? 0x40 : 0),
  }));
}

/** 4:2:0 with the quantizers in the first packet (Q = 255). */
function jpegPayloads(jpeg: Buffer): Buffer[] {
  const { widthPx, heightPx, quantizers, scan } = readJpeg(jpeg);
  const tables = Buffer.concat([Buffer.from([0, 0, 0, 128]), ...quantizers]);
  const payloads: Buffer[] = [];
  for (let at = 0; at < scan.length;) {
    const head = Buffer.from([0, at >> 16, (at >> 8) & 0xff, at & 0xff, 1, 255, widthPx / 8, heightPx / 8]);
    const extra = at === 0 ? [tables] : [];
    const piece = scan.subarray(at, at + MTU - (at === 0 ? tables.length : 0));
    payloads.push(Buffer.concat([head, ...extra, piece]));
    at += piece.length;
  }
  return payloads;
}

function readJpeg(jpeg: Buffer): { widthPx: number; heightPx: number; quantizers: Buffer[]; scan: Buffer } {
  const quantizers: Buffer[] = [];
  let [widthPx, heightPx, at] = [0, 0, 2];
  for (;;) {
    const [marker, length] = [jpeg[at + 1]!, jpeg.readUInt16BE(at + 2)];
    const body = jpeg.subarray(at + 4, at + 2 + length);
    at += 2 + length;
    if (marker === 0xdb)
      for (let from = 0; from < body.length; from += 65) quantizers.push(body.subarray(from + 1, from + 65));
    if (marker === 0xc0)
      [heightPx, widthPx] = [(body.readUInt16BE(1) + 7) & ~7, (body.readUInt16BE(3) + 7) & ~7];
    // One table serves both where the encoder wrote one.
    if (marker === 0xda)
      return {
        widthPx,
        heightPx,
        quantizers: [quantizers[0]!, quantizers[1] ?? quantizers[0]!],
        scan: jpeg.subarray(at),
      };
  }
}
