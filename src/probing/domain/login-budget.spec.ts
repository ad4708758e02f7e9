import { array, assert, boolean, constantFrom, nat, property, tuple } from 'fast-check';
import { MINUTE_MS } from '../../kernel/instant.js';
import {
  FRESH_BUDGET,
  isLoginTrusted,
  loginAccepted,
  type LoginBudget,
  type LoginProtocol,
  loginRefused,
  mayLogin,
} from './login-budget.js';

const T = Date.UTC(2026, 0, 1);
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS;
const REJECTED = { key: 'cred 1', as: 'login-rejected', over: 'rtsp' } as const;
const LOCKED = { ...REJECTED, as: 'login-locked' } as const;
const accepted = loginAccepted(FRESH_BUDGET, 'cred 1', 'rtsp', T);

describe('login budget', () => {
  it('sends a refused login never again, until the credential changes', () => {
    const budget = loginRefused(FRESH_BUDGET, REJECTED, T);
    expect(mayLogin(budget, 'cred 1', T + YEAR_MS)).toBe(false);
    expect(mayLogin(budget, 'cred 2', T)).toBe(true);
  });

  it('takes a refusal after success for "full", pauses, and lets the next one decide', () => {
    const doubted = loginRefused(accepted, REJECTED, T);
    expect(mayLogin(doubted, 'cred 1', T + 10 * MINUTE_MS - 1)).toBe(false);
    expect(mayLogin(doubted, 'cred 1', T + 10 * MINUTE_MS)).toBe(true);
    const refused = loginRefused(doubted, REJECTED, T + 10 * MINUTE_MS);
    expect(mayLogin(refused, 'cred 1', T + YEAR_MS)).toBe(false);
  });

  it('trusts a login in doubt, and no longer once it is refused for good', () => {
    const doubted = loginRefused(accepted, REJECTED, T);
    expect(isLoginTrusted(doubted, 'cred 1')).toBe(true);
    expect(isLoginTrusted(loginRefused(doubted, REJECTED, T), 'cred 1')).toBe(false);
    expect(isLoginTrusted(doubted, 'cred 2')).toBe(false);
  });

  it('waits for longer than a device locks before it tries a locked account again', () => {
    const locked = loginRefused(accepted, LOCKED, T);
    expect(mayLogin(locked, 'cred 1', T + 30 * MINUTE_MS)).toBe(false);
    expect(mayLogin(locked, 'cred 1', T + 45 * MINUTE_MS)).toBe(true);
  });

  it('takes a locked account at its word where no login was ever accepted', () => {
    expect(mayLogin(loginRefused(FRESH_BUDGET, LOCKED, T), 'cred 1', T + YEAR_MS)).toBe(false);
  });

  it('keeps the doubt of one protocol when the other takes the login', () => {
    const doubted = loginAccepted(loginRefused(accepted, REJECTED, T), 'cred 1', 'onvif', T + 1);
    expect(mayLogin(doubted, 'cred 1', T + 1)).toBe(false);
    const refused = loginRefused(doubted, REJECTED, T + 10 * MINUTE_MS);
    expect(mayLogin(refused, 'cred 1', T + YEAR_MS)).toBe(false);
  });

  const answers = array(tuple(constantFrom<LoginProtocol>('onvif', 'rtsp'), boolean(), nat(6 * MINUTE_MS)), {
    maxLength: 80,
  });

  it('spends one rejected login on a credential that no protocol ever took', () => {
    assert(
      property(answers, (asked) => {
        const sent = asked.map(([over, , laterMs]) => [over, false, laterMs] as const);
        expect(refusalsIn(sent)).toHaveLength(sent.length === 0 ? 0 : 1);
      }),
    );
  });

  it('spends at most two, ten minutes apart, before the protocol that refused takes it again', () => {
    assert(
      property(answers, (asked) => {
        let open: { at: number; over: LoginProtocol }[] = [];
        for (const sent of play(asked)) {
          if (sent.isAccepted) open = open.filter(({ over }) => over !== sent.over);
          else open.push(sent);
          const [first, second = { at: Infinity }, ...more] = open;
          expect(second.at - (first?.at ?? 0)).toBeGreaterThanOrEqual(10 * MINUTE_MS);
          expect(more).toEqual([]);
        }
      }),
    );
  });
});

type Asked = readonly (readonly [LoginProtocol, boolean, number])[];

/** The logins that the budget lets out, whatever the device answers. */
function play(asked: Asked): { at: number; over: LoginProtocol; isAccepted: boolean }[] {
  let [budget, now]: [LoginBudget, number] = [FRESH_BUDGET, T];
  const sent = [];
  for (const [over, isAccepted, laterMs] of asked) {
    now += laterMs;
    if (!mayLogin(budget, 'cred 1', now)) continue;
    sent.push({ at: now, over, isAccepted });
    budget = isAccepted
      ? loginAccepted(budget, 'cred 1', over, now)
      : loginRefused(budget, { key: 'cred 1', as: 'login-rejected', over }, now);
  }
  return sent;
}

function refusalsIn(asked: Asked) {
  return play(asked).filter(({ isAccepted }) => !isAccepted);
}
