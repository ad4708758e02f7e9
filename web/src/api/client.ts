import createClient, { type Middleware } from 'openapi-fetch';
import { connection } from './connection.ts';
import { Problem, problemOf } from './problem.ts';
import type { paths } from './schema.d.ts';

/** Nobody waits longer for an answer. */
const PATIENCE_MS = 30_000;

const watch: Middleware = {
  onResponse: async ({ response }) => {
    connection.answered();
    if (!response.ok) throw await problemOf(response);
  },
  onError: ({ error }) => {
    connection.silent();
    throw Problem.unreachable(error);
  },
};

/**
 * The HTTP API of the service, typed by its own document: a route that changes breaks the build. Every call throws a
 * {@link Problem} unless it is answered with success.
 */
export const api = createClient<paths>({
  fetch: (request) =>
    fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]) }),
});
api.use(watch);

/** What a call answers, without the wrapping of the client. */
export async function told<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}
