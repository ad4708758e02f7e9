import { MutationCache, QueryCache, QueryClient } from '@tanstack/vue-query';
import { isProblem } from './problem.ts';
import { session } from './session.ts';

/** Nothing answered, or it is the service's own trouble: worth another try. */
function isWorthAnotherTry(failures: number, cause: unknown): boolean {
  return failures < 3 && isProblem(cause) && (cause.status === 0 || cause.status >= 500);
}

/** A session that has ended sends whoever it was to sign in, and back here. */
function hear(cause: unknown): void {
  if (isProblem(cause) && cause.status === 401) session.ended();
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: hear }),
  mutationCache: new MutationCache({ onError: hear }),
  defaultOptions: {
    // What a browser believes of its network is not asked: a call that fails says more, and what it says is shown.
    queries: {
      networkMode: 'always',
      retry: isWorthAnotherTry,
      staleTime: 10_000,
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
