const SECONDS_FROM_1900_TO_1970 = 2_208_988_800;

export interface Sent {
  readonly ssrc: number;
  readonly timestamp: number;
  readonly packetsSent: number;
  readonly octetsSent: number;
}

/** A sender report with the name of the source, as RFC 3550 wants them together. */
export function senderReport({ ssrc, timestamp, packetsSent, octetsSent }: Sent, nowMs: number): Buffer {
  const report = Buffer.alloc(28);
  report.set([0x80, 200, 0, 6]);
  report.writeUInt32BE(ssrc, 4);
  report.writeUInt32BE((Math.floor(nowMs / 1_000) + SECONDS_FROM_1900_TO_1970) >>> 0, 8);
  report.writeUInt32BE(Math.floor(((nowMs % 1_000) / 1_000) * 2 ** 32), 12);
  report.writeUInt32BE(timestamp, 16);
  report.writeUInt32BE(packetsSent >>> 0, 20);
  report.writeUInt32BE(octetsSent >>> 0, 24);
  return Buffer.concat([report, sourceName(ssrc)]);
}

export function byeOf(ssrc: number): Buffer {
  const bye = Buffer.alloc(8);
  bye.set([0x81, 203, 0, 1]);
  bye.writeUInt32BE(ssrc, 4);
  return bye;
}

function sourceName(ssrc: number): Buffer {
  const description = Buffer.alloc(16);
  description.set([0x81, 202, 0, 3]);
  description.writeUInt32BE(ssrc, 4);
  description.set([1, 4, ...Buffer.from('farm')], 8);
  return description;
}
