import createClient, { type Middleware } from 'openapi-fetch';
import { connection } from './connection.ts';
import { Problem, problemOf } from './problem.ts';
import type { paths } from './schema.d.ts';

/** Nobody waits longer for an answer. */
const PATIENCE_MS = 30_000;
/** But for what is computed for minutes, and shown while it is. */
const LONG_PATIENCE_MS = 180_000;

const watch: Middleware = {
  onResponse: async ({ response }) => {
    connection.answered();
    if (!response.ok) throw await problemOf(response);
  },
  onError: ({ error, request }) => {
    // Whoever asked has thought better of it: that says nothing of the connection.
    if (request.signal.aborted) return undefined;
    connection.silent();
    throw Problem.unreachable(error);
  },
};

/**
 * The HTTP API of the service, typed by its own document: a route that changes breaks the build. Every call throws a
 * {@link Problem} unless it is answered with success.
 */
export const api = createClient<paths>({
  fetch: (request) => within(PATIENCE_MS, request),
});
api.use(watch);

/** What a call answers, without the wrapping of the client. */
export async function told<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

/** For `fetch` of a call whose answer takes long. */
export function patiently(request: Request): Promise<Response> {
  return within(LONG_PATIENCE_MS, request);
}

function within(ms: number, request: Request): Promise<Response> {
  return fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(ms)]) });
}
