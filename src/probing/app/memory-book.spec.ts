import { SECOND_MS } from '../../kernel/instant.js';
import { ManualClock } from '../../platform/clock/manual-clock.js';
import { FRESH_BUDGET, loginRefused } from '../domain/login-budget.js';
import { NO_MEMORY, type ProbeMemory } from '../domain/probe-memory.js';
import { FakeMemoryStore, memoryBook } from '../testing/fake-memories.js';
import { settle } from '../testing/settle.js';

const REFUSED: ProbeMemory = {
  ...NO_MEMORY,
  scheme: 'wsse',
  budget: loginRefused(FRESH_BUDGET, { key: 'cred 1', as: 'login-rejected', over: 'onvif' }, 1_000),
};

describe('the memories of cameras', () => {
  it('are not written again where a prober elsewhere brings them back as they were', async () => {
    const clock = new ManualClock(0);
    const store = new FakeMemoryStore();
    const book = memoryBook(clock, store);
    await book.keep('a', REFUSED);
    expect(store.rows.size).toBe(1);
    store.rows.clear();

    for (let missed = 0; missed < 3; missed += 1)
      await book.keep('a', { ...structuredClone(REFUSED), missed });
    clock.advance(10 * SECOND_MS);
    await settle();

    expect(store.rows.size).toBe(0);
    expect(book.of('a').missed).toBe(2);
  });
});
