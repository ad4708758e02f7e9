import { DAY_MS } from '../../kernel/instant.js';
import { afterAttempt } from './after-attempt.js';
import type { Outcome } from './delivery.js';

const NOW = 10 * DAY_MS;
const rules = { maxAttempts: 3, firstRetryS: 5, maxRetryS: 600 };
const after = (attempts: number, outcome: Outcome, createdAt = NOW) =>
  afterAttempt({ attempts, createdAt }, outcome, { now: NOW, chance: 0, rules });
const throttled = { kind: 'throttled', error: 'slower', waitMs: 60_000 } as const;

describe('after an attempt', () => {
  it.each<[string, number, Outcome, object]>([
    [
      'that arrived it is over',
      1,
      { kind: 'sent', remark: null },
      { state: 'sent', nextAt: null, sentAt: NOW, lastError: null, advice: null },
    ],
    [
      'that arrived with a remark, the remark stays',
      1,
      { kind: 'sent', remark: 'not accepted for b@x' },
      { state: 'sent', nextAt: null, sentAt: NOW, lastError: 'not accepted for b@x', advice: null },
    ],
    [
      'that failed it waits',
      2,
      { kind: 'failed', error: 'no' },
      { nextAt: NOW + 10_000, lastError: 'no', advice: null },
    ],
    [
      'that failed for what people can mend it waits, and says so',
      2,
      { kind: 'failed', error: 'no', advice: 'do this' },
      { nextAt: NOW + 10_000, lastError: 'no', advice: 'do this' },
    ],
    [
      'that failed too often for what people can mend it is dead, and says so',
      3,
      { kind: 'failed', error: 'no', advice: 'do this' },
      { state: 'dead', nextAt: null, lastError: 'no', advice: 'do this' },
    ],
    [
      'that failed too often it is dead',
      3,
      { kind: 'failed', error: 'no' },
      {
        state: 'dead',
        nextAt: null,
        lastError: 'no',
        advice: 'Look whether the receiver is up and reached from here, then retry.',
      },
    ],
    [
      'that was refused it is dead at once',
      1,
      { kind: 'refused', error: 'no', advice: 'do this' },
      { state: 'dead', nextAt: null, lastError: 'no', advice: 'do this' },
    ],
    [
      'that was too early it waits, and the attempt does not count',
      3,
      throttled,
      { attempts: 2, nextAt: NOW + 60_000, lastError: 'slower' },
    ],
  ])('%s', (_case, attempts, outcome, change) => {
    expect(after(attempts, outcome)).toEqual(change);
  });

  it('that was too early all day it is dead', () => {
    expect(after(1, throttled, NOW - DAY_MS)).toMatchObject({ state: 'dead' });
  });
});
