import type { KeyPicture } from '../key-picture.js';
import type { RtpPacket } from '../rtp-packet.js';

/**
 * Puts key pictures together from the packets of one stream. Packets come in order; `hasGap` says that some before
 * this one are missing, so that a picture in the making is incomplete and dropped.
 */
export interface Depacketizer {
  /** The key picture that this packet completes; null when none is whole yet. */
  push(packet: RtpPacket, hasGap: boolean): KeyPicture | null;
  /** Packets whose payload could not be read. */
  readonly garbled: number;
}
