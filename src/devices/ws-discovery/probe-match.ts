/** One device of one answer, exactly as far as it can be read; nothing in it is believed yet. */
export interface ProbeMatch {
  /** The endpoint's address: a UUID in lower case where it holds one, else the text as sent. */
  readonly endpoint: string;
  /** Local names, without prefix: `NetworkVideoTransmitter`. */
  readonly types: readonly string[];
  readonly scopes: readonly string[];
  readonly xaddrs: readonly ServiceUrl[];
}

/** A service address that a device claims. */
export interface ServiceUrl {
  /** IP literal without brackets, or a name. */
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly tls: boolean;
}

/** Who sent a datagram. IPv6 link-local addresses carry no zone here. */
export interface Sender {
  readonly address: string;
  readonly port: number;
}

export interface ProbeAnswer {
  readonly from: Sender;
  readonly matches: readonly ProbeMatch[];
}
