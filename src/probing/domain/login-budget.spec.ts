import { array, assert, boolean, nat, property, tuple } from 'fast-check';
import {
  DOUBT_PAUSE_MS,
  FRESH_BUDGET,
  loginAccepted,
  type LoginBudget,
  loginRefused,
  mayLogin,
} from './login-budget.js';

const T = Date.UTC(2026, 0, 1);

describe('login budget', () => {
  it('sends a refused login never again, until the credential changes', () => {
    const budget = loginRefused(FRESH_BUDGET, 'cred 1', 'login-rejected', T);
    expect(mayLogin(budget, 'cred 1', T + 365 * 86_400_000)).toBe(false);
    expect(mayLogin(budget, 'cred 2', T)).toBe(true);
  });

  it('takes a refusal after success for "full", pauses, and lets the next one decide', () => {
    const accepted = loginAccepted(FRESH_BUDGET, 'cred 1', T);
    const doubted = loginRefused(accepted, 'cred 1', 'login-rejected', T + 1);
    expect(mayLogin(doubted, 'cred 1', T + 2)).toBe(false);
    expect(mayLogin(doubted, 'cred 1', T + 1 + DOUBT_PAUSE_MS)).toBe(true);
    const refused = loginRefused(doubted, 'cred 1', 'login-rejected', T + 1 + DOUBT_PAUSE_MS);
    expect(mayLogin(refused, 'cred 1', T + 100 * DOUBT_PAUSE_MS)).toBe(false);
  });

  it('takes a locked account at its word, also after success', () => {
    const budget = loginRefused(loginAccepted(FRESH_BUDGET, 'cred 1', T), 'cred 1', 'login-locked', T + 1);
    expect(mayLogin(budget, 'cred 1', T + 2 * DOUBT_PAUSE_MS)).toBe(false);
    expect(budget.refusedAs).toBe('login-locked');
  });

  it('never sends two refused logins of one credential in a row without a pause, whatever the device answers', () => {
    assert(
      property(array(tuple(boolean(), nat(DOUBT_PAUSE_MS / 2)), { maxLength: 60 }), (answers) => {
        let [budget, now]: [LoginBudget, number] = [FRESH_BUDGET, T];
        const refusals: number[] = [];
        for (const [isAccepted, laterMs] of answers) {
          now += laterMs;
          if (!mayLogin(budget, 'cred 1', now)) continue;
          if (isAccepted) refusals.length = 0;
          else refusals.push(now);
          budget = isAccepted
            ? loginAccepted(budget, 'cred 1', now)
            : loginRefused(budget, 'cred 1', 'login-rejected', now);
        }
        const [first = 0, second = first + DOUBT_PAUSE_MS, ...more] = refusals;
        expect(more).toEqual([]);
        expect(second - first).toBeGreaterThanOrEqual(DOUBT_PAUSE_MS);
      }),
    );
  });
});
