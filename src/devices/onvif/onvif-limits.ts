/** Bounds of one session; none can be switched off. */
export interface OnvifLimits {
  /** Until the TCP (or TLS) connection stands. */
  readonly connectTimeoutMs: number;
  /** Of one SOAP call from its turn to the last byte: connecting, log-in retries and body included. */
  readonly callTimeoutMs: number;
  /** Of one answer's body. */
  readonly maxBytes: number;
  /** Of nested elements in one answer. */
  readonly maxDepth: number;
  /** Of elements in one answer. */
  readonly maxTags: number;
}

/** An NVR's GetProfiles of 64 channels is about 400 KiB and 9,000 elements, a dozen deep. */
export const DEFAULT_ONVIF_LIMITS: OnvifLimits = {
  connectTimeoutMs: 3_000,
  callTimeoutMs: 5_000,
  maxBytes: 4_194_304,
  maxDepth: 64,
  maxTags: 20_000,
};
