/** Every wait and every size of one RTSP session is bounded by one of these. */
export interface RtspLimits {
  /** Name lookup, TCP and, for RTSPS, the TLS handshake. */
  readonly connectTimeoutMs: number;
  /** From sending a request to the last byte of its answer. */
  readonly answerTimeoutMs: number;
  /** From the answer to PLAY to the first RTP media packet. */
  readonly firstPacketTimeoutMs: number;
  /** From the answer to PLAY to the end of the key picture; at least twice the longest GOP. */
  readonly keyPictureTimeoutMs: number;
  /** Bytes received in the whole session, RTP over UDP included. */
  readonly maxBytes: number;
  readonly maxPictureBytes: number;
  /** Of a session that is watched, where the sum has no bound. */
  readonly maxBytesPerSecond: number;
}

export const DEFAULT_RTSP_LIMITS: RtspLimits = {
  connectTimeoutMs: 5_000,
  answerTimeoutMs: 5_000,
  firstPacketTimeoutMs: 8_000,
  // Smart codecs stretch the GOP to 12 s.
  keyPictureTimeoutMs: 25_000,
  maxBytes: 64 * 1024 * 1024,
  maxPictureBytes: 8 * 1024 * 1024,
  maxBytesPerSecond: 8 * 1024 * 1024,
};
