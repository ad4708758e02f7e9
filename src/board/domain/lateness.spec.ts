import { MINUTE_MS } from '../../kernel/instant.js';
import { LatenessBook } from './lateness.js';

describe('LatenessBook', () => {
  it('says how late half of the probes began, and 95 in a hundred', () => {
    const book = new LatenessBook(1_000, MINUTE_MS);
    for (let late = 100; late >= 1; late -= 1) book.note(0, late);

    expect(book.shares(1)).toEqual({ probes: 100, p50Ms: 50, p95Ms: 95 });
  });

  it('forgets what began before the window, and what there is no room for', () => {
    const book = new LatenessBook(3, MINUTE_MS);
    for (const late of [9, 8, 7, 6]) book.note(0, late);
    expect(book.shares(0)).toEqual({ probes: 3, p50Ms: 7, p95Ms: 8 });

    book.note(MINUTE_MS, 1);

    expect(book.shares(MINUTE_MS)).toEqual({ probes: 1, p50Ms: 1, p95Ms: 1 });
  });

  it('knows nothing before the first probe', () => {
    expect(new LatenessBook(3, MINUTE_MS).shares(0)).toEqual({ probes: 0, p50Ms: null, p95Ms: null });
  });
});
