import { array, assert, boolean, constantFrom, nat, property, tuple } from 'fast-check';
import { MINUTE_MS } from '../../kernel/instant.js';
import {
  FRESH_BUDGET,
  isInDoubt,
  loginAccepted,
  type LoginBudget,
  type LoginProtocol,
  type LoginRefusal,
  loginRefused,
  mayLogin,
} from './login-budget.js';

const T = Date.UTC(2026, 0, 1);
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS;
const KEY = 'cred 1';

function accept(budget: LoginBudget, over: LoginProtocol, at = T): LoginBudget {
  return loginAccepted(budget, KEY, over, at);
}

function refuse(
  budget: LoginBudget,
  over: LoginProtocol,
  at = T,
  as: LoginRefusal = 'login-rejected',
): LoginBudget {
  return loginRefused(budget, { key: KEY, as, over }, at);
}

/** Which protocols may send the login: `onvif rtsp`, `rtsp`, … */
function open(budget: LoginBudget, at: number, key = KEY): string {
  return (['onvif', 'rtsp'] as const).filter((over) => mayLogin(budget, key, over, at)).join(' ');
}

describe('login budget', () => {
  it.each<LoginProtocol>(['onvif', 'rtsp'])(
    'sends what %s refused never again over either protocol, until the credential changes',
    (over) => {
      const budget = refuse(FRESH_BUDGET, over);
      expect(open(budget, T + YEAR_MS)).toBe('');
      expect(open(budget, T, 'cred 2')).toBe('onvif rtsp');
    },
  );

  it('takes a refusal after success for "full", pauses, and lets the next one decide', () => {
    const doubted = refuse(accept(FRESH_BUDGET, 'rtsp'), 'rtsp');
    expect(open(doubted, T + 10 * MINUTE_MS - 1)).toBe('');
    expect(open(doubted, T + 10 * MINUTE_MS)).toBe('onvif rtsp');
    expect(open(refuse(doubted, 'rtsp'), T + YEAR_MS)).toBe('');
    expect(open(accept(doubted, 'rtsp'), T)).toBe('onvif rtsp');
  });

  it('is in doubt between the two', () => {
    const accepted = accept(FRESH_BUDGET, 'rtsp');
    const doubted = refuse(accepted, 'rtsp');
    expect(isInDoubt(accepted, KEY)).toBe(false);
    expect(isInDoubt(doubted, KEY)).toBe(true);
    expect(isInDoubt(doubted, 'cred 2')).toBe(false);
    expect(isInDoubt(refuse(doubted, 'rtsp'), KEY)).toBe(false);
    expect(isInDoubt(refuse(FRESH_BUDGET, 'rtsp'), KEY)).toBe(false);
  });

  it('ends the doubt of one protocol for good when the other, which once took the login, refuses it, too', () => {
    const doubted = refuse(accept(accept(FRESH_BUDGET, 'rtsp'), 'onvif'), 'rtsp');
    const refused = refuse(doubted, 'onvif', T + 10 * MINUTE_MS);
    expect(open(refused, T + YEAR_MS)).toBe('');
    expect(isInDoubt(refused, KEY)).toBe(false);
  });

  it('keeps the doubt of one protocol when the other takes the login', () => {
    const doubted = accept(refuse(accept(FRESH_BUDGET, 'rtsp'), 'rtsp'), 'onvif', T + 1);
    expect(mayLogin(doubted, KEY, 'rtsp', T + 1)).toBe(false);
    expect(mayLogin(refuse(doubted, 'rtsp', T + 10 * MINUTE_MS), KEY, 'rtsp', T + YEAR_MS)).toBe(false);
  });

  it('goes on over RTSP, which took the login, where ONVIF has users of its own and never took it', () => {
    const budget = refuse(accept(FRESH_BUDGET, 'rtsp'), 'onvif');
    expect(open(budget, T + YEAR_MS)).toBe('rtsp');
  });

  it('doubts an RTSP that refuses what ONVIF took, and no ONVIF that refuses what RTSP took', () => {
    const doubted = refuse(accept(FRESH_BUDGET, 'onvif'), 'rtsp');
    expect(isInDoubt(doubted, KEY)).toBe(true);
    expect(open(doubted, T)).toBe('onvif');
    expect(open(refuse(accept(FRESH_BUDGET, 'rtsp'), 'onvif'), T + YEAR_MS)).toBe('rtsp');
  });

  it('waits for longer than a device locks before it tries a locked account again', () => {
    const locked = refuse(accept(FRESH_BUDGET, 'rtsp'), 'rtsp', T, 'login-locked');
    expect(open(locked, T + 30 * MINUTE_MS)).toBe('');
    expect(open(locked, T + 45 * MINUTE_MS)).toBe('onvif rtsp');
  });

  it('takes a locked account at its word where no login was ever accepted', () => {
    expect(open(refuse(FRESH_BUDGET, 'rtsp', T, 'login-locked'), T + YEAR_MS)).toBe('');
  });

  it('changes nothing with a login that is accepted as before, and need not be written', () => {
    const accepted = accept(FRESH_BUDGET, 'rtsp');
    expect(accept(accepted, 'rtsp', T + 59 * MINUTE_MS)).toBe(accepted);
    expect(accept(accepted, 'rtsp', T + 60 * MINUTE_MS)).not.toBe(accepted);
  });
});

type Asked = readonly (readonly [LoginProtocol, boolean, number])[];

const attempts = array(tuple(constantFrom<LoginProtocol>('onvif', 'rtsp'), boolean(), nat(6 * MINUTE_MS)), {
  maxLength: 80,
});

/** The logins that the budget lets out, whatever the device answers. */
function play(asked: Asked): { at: number; over: LoginProtocol; isAccepted: boolean }[] {
  let [budget, now]: [LoginBudget, number] = [FRESH_BUDGET, T];
  const sent = [];
  for (const [over, isAccepted, laterMs] of asked) {
    now += laterMs;
    if (!mayLogin(budget, KEY, over, now)) continue;
    sent.push({ at: now, over, isAccepted });
    budget = isAccepted ? accept(budget, over, now) : refuse(budget, over, now);
  }
  return sent;
}

describe('whatever a device answers, a credential', () => {
  it('that no protocol ever took costs it one rejected login', () => {
    assert(
      property(attempts, (asked) => {
        const sent = play(asked.map(([over, , laterMs]) => [over, false, laterMs]));
        expect(sent).toHaveLength(Math.min(1, asked.length));
      }),
    );
  });

  it.each<LoginProtocol>(['onvif', 'rtsp'])(
    'costs %s at most two, ten minutes apart, before it takes it again',
    (over) => {
      assert(
        property(attempts, (asked) => {
          let refused: number[] = [];
          for (const sent of play(asked).filter((one) => one.over === over)) {
            refused = sent.isAccepted ? [] : [...refused, sent.at];
            const [first = 0, second = Infinity, ...more] = refused;
            expect(second - first).toBeGreaterThanOrEqual(10 * MINUTE_MS);
            expect(more).toEqual([]);
          }
        }),
      );
    },
  );

  it('costs it at most three before either protocol takes it again, below the five that lock a device', () => {
    assert(
      property(attempts, (asked) => {
        let inARow = 0;
        for (const { isAccepted } of play(asked)) {
          inARow = isAccepted ? 0 : inARow + 1;
          expect(inARow).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});
