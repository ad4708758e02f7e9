import type { IncomingHttpHeaders } from 'node:http';

/** RFC 9110, 7.6.1: of one connection, and not of the call. `expect` was answered by this end already. */
const OF_ONE_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** Headers that go from one end to the other, and not those of the connection in between. */
export function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !OF_ONE_HOP.has(name) && !named.has(name)),
  );
}
