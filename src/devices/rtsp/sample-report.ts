import type { Outcome } from '../wire/outcome.js';
import type { KeyPicture, VideoCodec } from './key-picture.js';

/** What was learnt up to the first media packet. */
export interface StreamFacts {
  readonly codec: VideoCodec;
  readonly transport: 'tcp' | 'udp';
  readonly connectMs: number;
  /** Picture size in pixels as the SDP claims it (`a=x-dimensions` or `a=framesize`); most cameras claim nothing. */
  readonly sdpWidth?: number;
  readonly sdpHeight?: number;
  /** The `Server` header, cut at 200 characters. */
  readonly serverHeader: string | null;
}

export interface SampleReport {
  /** Connection, DESCRIBE, SETUP, PLAY and the first media packet. */
  readonly stream: Outcome<StreamFacts>;
  /** From the first media packet to the end of the key picture; null when the stream rung broke. */
  readonly frame: Outcome<KeyPicture> | null;
  /** The camera refused the login we sent: no further authenticated call until the credential changes. */
  readonly loginRejected: boolean;
  /** The camera asked for a login and took ours. */
  readonly loginAccepted: boolean;
  /** RTP media packets received. */
  readonly packets: number;
  /** Gaps in their sequence numbers. */
  readonly lostPackets: number;
  /** Everything received, in bytes. */
  readonly bytes: number;
}
