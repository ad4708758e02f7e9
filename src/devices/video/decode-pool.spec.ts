import { DecodeJob } from './decode-job.js';
import { DecodePool } from './decode-pool.js';

const LIMITS = { workers: 2, timeoutMs: 1_000, memoryBytes: 1e9, maxJobs: 10 };

function job(): DecodeJob {
  const request = {
    codec: 'h264',
    planesMaxWidthPx: 160,
    planesMaxHeightPx: 120,
    jpegMaxWidthPx: null,
  } as const;
  return new DecodeJob({ codec: 'h264', bytes: Buffer.alloc(10) }, request);
}

describe('a pool whose workers do not start', () => {
  it('answers every picture with decoder-failed, and does not start one worker after another', async () => {
    const pool = new DecodePool(LIMITS, new URL('worker/no-such.worker', import.meta.url));
    const jobs = [job(), job(), job()];
    for (const waiting of jobs) pool.enqueue(waiting);

    for (const { outcome } of jobs) {
      expect(await outcome).toMatchObject({ ok: false, fault: { code: 'decoder-failed' } });
    }
    expect(pool.stats().workers).toBeLessThan(2);
    const late = job();
    pool.enqueue(late);
    expect(await late.outcome).toMatchObject({
      ok: false,
      fault: { detail: expect.stringContaining('starts') },
    });
    await pool.close();
    expect(pool.stats().workers).toBe(0);
  });
});

describe('a pool', () => {
  it('replaces a worker that says that it is above its memory limit, and still gives its answer', async () => {
    const limits = { ...LIMITS, workers: 1, timeoutMs: 20_000 };
    const pool = new DecodePool(limits, new URL('testing/bloated.worker', import.meta.url));
    const jobs = [job(), job()];
    for (const waiting of jobs) pool.enqueue(waiting);

    for (const { outcome } of jobs) expect(await outcome).toMatchObject({ ok: true });
    expect(pool.stats().replaced).toEqual({ crash: 0, hang: 0, memory: 2, age: 0 });
    await pool.close();
  });
});
