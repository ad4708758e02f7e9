import { type Held, type Holder, nextStep, SILENT_S } from './duty-step.js';

const LIVES: Holder = { pid: 7, silentS: 1 };
const GONE: Holder = { pid: 7, silentS: SILENT_S + 1 };
const UNCOUNTED: Holder = { pid: 7, silentS: null };
const OWN: Holder = { pid: 5, silentS: 1 };
const WAS_ON_DUTY: Held = { term: 3, pid: 5 };

describe('a replica without the lock', () => {
  it.each([
    ['takes duty up where nobody has it', null, false, null, 3, 'take'],
    ['waits for whoever has it', null, false, LIVES, 3, 'wait'],
    ['waits for whoever has it where the database counts no silence', null, false, UNCOUNTED, 3, 'wait'],
    ['ends the session of one that has said nothing for long', null, false, GONE, 3, 'end-holder'],
    ['lets whoever was on duty go first when the database comes back', null, true, null, 3, 'wait'],
    ['goes first itself when it was on duty', WAS_ON_DUTY, true, null, 3, 'take'],
    ['ends what is left of its own session', WAS_ON_DUTY, true, OWN, 3, 'end-holder'],
    ['waits for one that has just come before it', WAS_ON_DUTY, true, LIVES, 3, 'wait'],
    ['has lost duty when another had it meanwhile', WAS_ON_DUTY, true, null, 4, 'lost'],
    ['has lost duty when another has it', WAS_ON_DUTY, false, LIVES, 4, 'lost'],
  ] as const)('%s', (_, held, isPatient, holder, term, step) => {
    expect(nextStep(held, isPatient, { holder, term, url: null })).toBe(step);
  });
});
