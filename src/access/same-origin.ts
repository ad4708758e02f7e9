import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from '../kernel/domain-error.js';

/** A header that no page of another site can send without asking first, for clients that are no browser. */
const OWN_HEADER = 'x-shouwang-request';

/**
 * A write that a cookie vouches for must come from our own pages. `SameSite=Strict` says so already; this holds where a
 * browser does not keep to it, and for sites that share our domain. Browsers tell either `Sec-Fetch-Site` (over HTTPS)
 * or `Origin` (everywhere on writes).
 */
export function refuseForeignOrigin(headers: IncomingHttpHeaders): void {
  if (!isForeign(headers)) return;
  throw new DomainError(
    'forbidden',
    'foreign-origin',
    'A write or a live view with a session must come from a page of this service; programs use a token, or send X-Shouwang-Request: 1.',
  );
}

/** Told by a browser to come from elsewhere: enough to refuse a login. */
export function isFromElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin';
  const { origin, host } = headers;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
}

function isForeign(headers: IncomingHttpHeaders): boolean {
  if (isFromElsewhere(headers)) return true;
  const isTold = headers['sec-fetch-site'] !== undefined || headers.origin !== undefined;
  return !isTold && headers[OWN_HEADER] === undefined;
}
