/** Where a device is registered. `host` is an IPv4 or IPv6 literal (no brackets) or a DNS name. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** HTTPS for ONVIF, RTSPS for RTSP. */
  readonly tls?: boolean;
}

/** A secret: never logged, never part of an error, a URL or a process's arguments. */
export interface Login {
  readonly username: string;
  readonly password: string;
}
