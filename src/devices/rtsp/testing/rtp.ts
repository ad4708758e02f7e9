/** A picture's payloads on their way into RTP packets. */
export interface SentPicture {
  readonly payloads: readonly Buffer[];
  /** Sends the marker bit with the last packet. Default true. */
  readonly isMarked?: boolean;
}

/** RTP packets of pictures one after another, 3,600 ticks apart. */
export function rtpOf(pictures: readonly SentPicture[], firstSequence = 65_530): Buffer[] {
  let sequence = firstSequence;
  return pictures.flatMap(({ payloads, isMarked = true }, index) =>
    payloads.map((payload, at) => {
      const header = Buffer.alloc(12);
      header[0] = 0x80;
      header[1] = 96 | (isMarked && at === payloads.length - 1 ? 0x80 : 0);
      header.writeUInt16BE(sequence++ & 0xffff, 2);
      header.writeUInt32BE((index + 1) * 3_600, 4);
      header.writeUInt32BE(0x5eed, 8);
      return Buffer.concat([header, payload]);
    }),
  );
}

/** An RTCP sender report (type 200), 28 bytes. */
export function senderReport(): Buffer {
  const report = Buffer.alloc(28);
  report.set([0x80, 200, 0, 6]);
  return report;
}
