/** What the tests want to know of an RTP packet. */
export interface RtpView {
  readonly payloadType: number;
  readonly isMarked: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: Buffer;
}

export function rtpView(packet: Buffer): RtpView {
  return {
    payloadType: packet[1]! & 0x7f,
    isMarked: (packet[1]! & 0x80) !== 0,
    sequence: packet.readUInt16BE(2),
    timestamp: packet.readUInt32BE(4),
    ssrc: packet.readUInt32BE(8),
    payload: packet.subarray(12),
  };
}

/** Types of the H.264 units in a packet: 7 and 8 are parameter sets, 5 is a key picture, 1 leans on another. */
export function h264Types({ payload }: RtpView): number[] {
  const type = payload[0]! & 0x1f;
  if (type === 28) return [payload[1]! & 0x1f];
  if (type !== 24) return [type];
  const types: number[] = [];
  for (let at = 1; at < payload.length; at += 2 + payload.readUInt16BE(at))
    types.push(payload[at + 2]! & 0x1f);
  return types;
}

/** Steps between neighbouring sequence numbers: all 1 where nothing was lost or turned around. */
export function steps(packets: readonly Buffer[]): number[] {
  const sequences = packets.map((packet) => rtpView(packet).sequence);
  return sequences.slice(1).map((sequence, index) => (sequence - sequences[index]! + 65_536) % 65_536);
}
