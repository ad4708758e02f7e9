export interface JpegPacketOptions {
  /** RFC 2435: 0 is 4:2:2, 1 is 4:2:0; plus 64 with restart markers. */
  readonly type?: number;
  readonly q?: number;
  /** In units of 8 pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly restartInterval?: number;
  /** In-band tables; an empty buffer refers to earlier ones. Only for Q of 128 and more. */
  readonly tables?: Buffer;
  /** Sizes of all scan pieces but the last. */
  readonly cuts?: readonly number[];
}

/** The RTP payloads of one JPEG scan (RFC 2435, 3.1). */
export function jpegPayloads(scan: Buffer, options: JpegPacketOptions = {}): Buffer[] {
  const { type = 1, q = 60, width = 80, height = 45, restartInterval = 0, cuts = [] } = options;
  const payloads: Buffer[] = [];
  let offset = 0;
  for (const size of [...cuts, Number.POSITIVE_INFINITY]) {
    const main = Buffer.from([0, offset >> 16, (offset >> 8) & 0xff, offset & 0xff, type, q, width, height]);
    const restart = Buffer.from([restartInterval >> 8, restartInterval & 0xff, 0xff, 0xff]);
    const piece = scan.subarray(offset, offset + size);
    payloads.push(
      Buffer.concat([
        main,
        ...(type >= 64 ? [restart] : []),
        ...(offset === 0 && q >= 128 ? [tableHeader(options.tables)] : []),
        piece,
      ]),
    );
    offset += piece.length;
  }
  return payloads;
}

/** The segments of a JPEG file by marker, as `db` or `c0`; `sda` is everything behind the start of scan. */
export function segmentsOf(file: Buffer): Record<string, Buffer[]> {
  const segments: Record<string, Buffer[]> = {};
  for (let at = 2; at < file.length;) {
    const marker = file[at + 1]!.toString(16);
    const end = at + 2 + file.readUInt16BE(at + 2);
    (segments[marker] ??= []).push(file.subarray(at + 4, end));
    at = end;
    if (marker === 'da') return { ...segments, scan: [file.subarray(at)] };
  }
  return segments;
}

function tableHeader(tables: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from([0, 0, tables.length >> 8, tables.length & 0xff]), tables]);
}
