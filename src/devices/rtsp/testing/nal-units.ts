const START_CODE = Buffer.from([0, 0, 0, 1]);

/** NAL units by hand: the right first bytes, then filling that is never read by anybody here. */
export const h264 = {
  sps: Buffer.from([0x67, 0x42, 0xc0, 0x1e, 0x96, 0x54, 0x05]),
  pps: Buffer.from([0x68, 0xce, 0x3c, 0x80]),
  /** SEI with a recovery point message (type 6, one byte). */
  recoveryPoint: Buffer.from([0x06, 0x06, 0x01, 0xc4, 0x80]),
  /** An IDR slice; `first` has `first_mb_in_slice` 0. */
  idr: (size = 40, first = true): Buffer => filled([0x65, first ? 0x88 : 0x44], size),
  /** A P slice: `first_mb_in_slice` 0, `slice_type` 5 (bits 1 00110). */
  p: (size = 40, first = true): Buffer => filled([0x41, first ? 0x98 : 0x46], size),
  /** An I slice that is no IDR: `first_mb_in_slice` 0, `slice_type` 7 (bits 1 0001000). */
  i: (size = 40): Buffer => filled([0x41, 0x88], size),
  sdp: ['m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'a=fmtp:96 packetization-mode=1'],
};

export const h265 = {
  vps: Buffer.from([0x40, 0x01, 0x0c, 0x01]),
  sps: Buffer.from([0x42, 0x01, 0x01, 0x60]),
  pps: Buffer.from([0x44, 0x01, 0xc1, 0x72]),
  /** An IRAP slice: type 16…21 (BLA, IDR, CRA). */
  irap: (size = 40, type = 19, first = true): Buffer => filled([type << 1, 0x01, first ? 0xaf : 0x2f], size),
  trail: (size = 40): Buffer => filled([0x02, 0x01, 0xd0], size),
  sdp: ['m=video 0 RTP/AVP 96', 'a=rtpmap:96 H265/90000'],
};

export function annexB(...units: readonly Buffer[]): Buffer {
  return Buffer.concat(units.flatMap((unit) => [START_CODE, unit]));
}

export function sdpOf(media: readonly string[], control: string | null = 'track1'): string {
  const lines = ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=Media', 't=0 0', ...media];
  return [...lines, ...(control === null ? [] : [`a=control:${control}`]), ''].join('\r\n');
}

/** `sprop-parameter-sets` of the H.264 parameter sets above. */
export function withSprop(media: readonly string[]): string[] {
  const sets = [h264.sps, h264.pps].map((unit) => unit.toString('base64')).join(',');
  return media.map((line) => (line.startsWith('a=fmtp') ? `${line};sprop-parameter-sets=${sets}` : line));
}

function filled(start: readonly number[], size: number): Buffer {
  const rest = Buffer.alloc(Math.max(0, size - start.length));
  for (let at = 0; at < rest.length; at += 1) rest[at] = (at * 7 + size) & 0xff;
  return Buffer.concat([Buffer.from(start), rest]);
}
