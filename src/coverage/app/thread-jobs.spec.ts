import { setImmediate } from 'node:timers/promises';
import { JobAbandoned, ThreadJobs } from './thread-jobs.js';
import type { Oddity } from './testing/odd.worker.js';

const MODULE = new URL('./testing/odd.worker.js', import.meta.url);
const LONG_MS = 600_000;
const LIMITS = { atOnce: 2, timeoutMs: 60_000, memoryMb: 64 };

function start(limits: Partial<typeof LIMITS> = {}) {
  const jobs = new ThreadJobs({ ...LIMITS, ...limits });
  const leaving = new AbortController();
  return {
    leaving,
    run: (odd: Oddity, signal = leaving.signal) => jobs.run<number>(MODULE, odd, signal),
  };
}

describe('a long call', () => {
  it('is answered from a thread of its own', async () => {
    await expect(start().run({ do: 'answer', value: 41 })).resolves.toBe(42);
  });

  it('leaves the service its event loop', async () => {
    const { run } = start();
    const over = new AbortController();
    void run({ do: 'spin', ms: 1_500 }).finally(() => over.abort());
    let [turns, longestMs] = [0, 0];
    for (let before = performance.now(); !over.signal.aborted; turns += 1) {
      await setImmediate();
      const now = performance.now();
      longestMs = Math.max(longestMs, now - before);
      before = now;
    }
    expect(turns).toBeGreaterThan(100);
    expect(longestMs).toBeLessThan(1_000);
  });

  it('is refused with the time to wait where as many run already, and taken when one is over', async () => {
    const { run, leaving } = start();
    const first = new AbortController();
    const running = [run({ do: 'spin', ms: LONG_MS }, first.signal), run({ do: 'spin', ms: LONG_MS })];
    const ends = running.map((each) => each.catch((cause: unknown) => cause));
    await expect(run({ do: 'answer', value: 1 })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'coverage-busy',
      retryAfterS: 5,
    });
    first.abort();
    await expect(ends[0]).resolves.toBeInstanceOf(JobAbandoned);
    await expect(run({ do: 'answer', value: 1 })).resolves.toBe(2);
    leaving.abort();
    await expect(ends[1]).resolves.toBeInstanceOf(JobAbandoned);
  });

  it('ends when nobody waits for it any more', async () => {
    const { run, leaving } = start();
    const answer = run({ do: 'spin', ms: LONG_MS });
    leaving.abort();
    await expect(answer).rejects.toBeInstanceOf(JobAbandoned);
    await expect(run({ do: 'answer', value: 1 })).rejects.toBeInstanceOf(JobAbandoned);
  });

  it.each([
    ['that takes too long', { do: 'spin', ms: LONG_MS }, 'takes-too-long', { timeoutMs: 300 }],
    ['that needs too much memory', { do: 'hoard' }, 'needs-too-much-memory', {}],
    ['that cannot be answered', { do: 'refuse' }, 'no-such-thing', {}],
  ] as const)('%s is a clear answer', async (_, odd, code, limits) => {
    await expect(start(limits).run(odd)).rejects.toMatchObject({ kind: 'unprocessable', code });
  });

  it('that breaks is an error and no answer', async () => {
    await expect(start().run({ do: 'break' })).rejects.toThrow('a slip of ours');
  });
});
