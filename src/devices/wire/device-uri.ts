/** An address that a device gave, taken apart without changing a byte of its path. */
export interface DeviceUri {
  readonly scheme: string;
  readonly hasUserinfo: boolean;
  /** Lower case, without the brackets of IPv6. */
  readonly host: string;
  readonly port: number | null;
  /** Path and query as sent, at least `/`. */
  readonly path: string;
  /** The whole address as sent, but for user name and password before the host. */
  readonly withoutUserinfo: string;
}

const AUTHORITY = /^(\[[\da-fA-F:.%]+\]|[^\s:@[\]/?#]+)(?::(\d{0,5}))?$/;
const MAX_LENGTH = 4_096;

/** Null if it cannot be read. A password in it may hold `@ : / ?` unescaped. */
export function splitDeviceUri(text: string): DeviceUri | null {
  const scheme = /^([a-z][a-z\d+.-]{0,20}):\/\//i.exec(text);
  // Control characters would let a device write request lines of its own.
  if (scheme === null || text.length > MAX_LENGTH || /\p{Cc}/u.test(text)) return null;
  const rest = text.slice(scheme[0].length);
  const start = startOfHost(rest);
  const end = endOfAuthority(rest, start);
  const authority = AUTHORITY.exec(rest.slice(start, end));
  if (authority === null) return null;
  return {
    scheme: scheme[1]!.toLowerCase(),
    hasUserinfo: start > 0,
    host: authority[1]!.replaceAll(/[[\]]/g, '').toLowerCase(),
    port: authority[2] ? Number(authority[2]) : null,
    path: toRequestPath(rest.slice(end)),
    withoutUserinfo: scheme[0] + rest.slice(start),
  };
}

/** Fit for a request line: blanks and what is not ASCII percent-encoded, everything else as it is. */
export function toRequestPath(text: string): string {
  const path = text.startsWith('/') ? text : `/${text}`;
  return path.replaceAll(/[^\u0021-\u007e]+/gu, (run) => encodeURIComponent(run));
}

function startOfHost(rest: string): number {
  const end = endOfAuthority(rest, 0);
  const at = rest.slice(0, end).lastIndexOf('@');
  // No host before the first slash: the slash belongs to a password.
  return at >= 0 || AUTHORITY.test(rest.slice(0, end)) ? at + 1 : rest.lastIndexOf('@') + 1;
}

function endOfAuthority(rest: string, from: number): number {
  const length = rest.slice(from).search(/[/?#]/);
  return length < 0 ? rest.length : from + length;
}
