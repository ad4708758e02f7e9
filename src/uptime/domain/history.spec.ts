import { type Arbitrary, array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { CAMERA_STATES } from '../../kernel/camera-state.js';
import type { Fault } from '../../kernel/fault.js';
import { SECOND_MS } from '../../kernel/instant.js';
import { secondBySecond } from '../testing/second-by-second.js';
import { advance, type JudgedAs } from './advance.js';
import { type Spell, union } from './maintenance.js';
import { type History, intactRatio, timeByState, uptimeRatio } from './ratio.js';
import { newStanding, type Transition } from './standing.js';

const WINDOW_S = 600;
const POLICY = { missedHeartbeats: 3, failedFrames: 2 };
const FAULT: Fault = { code: 'connection-refused', detail: 'refused' };
const BLACK: Fault = { code: 'black', detail: 'black' };

const verdict: Arbitrary<JudgedAs> = constantFrom(
  { outcome: 'live', impairment: null },
  { outcome: 'live', impairment: BLACK },
  { outcome: 'frameless', fault: FAULT },
  { outcome: 'silent', fault: FAULT },
  { outcome: 'answered' },
  { outcome: 'inconclusive', fault: FAULT },
);
/** Seconds between probes, some of them set back by a clock. */
const probes = array(tuple(integer({ min: -20, max: 60 }), verdict), { maxLength: 60 });
const spells = array(tuple(integer({ min: -50, max: WINDOW_S }), integer({ min: 1, max: 120 })), {
  maxLength: 6,
});

function play(steps: readonly (readonly [number, JudgedAs])[]): readonly Transition[] {
  let standing = newStanding(0);
  let nowS = 0;
  return steps.flatMap(([passedS, judged]) => {
    nowS += passedS;
    const { standing: next, transition } = advance(standing, judged, nowS * SECOND_MS, POLICY);
    standing = next;
    return transition ?? [];
  });
}

function historyOf(transitions: readonly Transition[]): History {
  return {
    instants: transitions.map(({ at }) => at),
    states: transitions.map(({ to }) => CAMERA_STATES.indexOf(to)),
    length: transitions.length,
  };
}

describe('the history of a camera', () => {
  it('tiles time without overlap or hole, whatever happens', () => {
    assert(
      property(probes, (steps) => {
        const transitions = play(steps);
        for (const [index, { at, from }] of transitions.entries()) {
          const before = transitions[index - 1];
          expect(from).toBe(before?.to ?? 'unknown');
          expect(at).toBeGreaterThanOrEqual(before?.at ?? 0);
        }
        const time = timeByState(historyOf(transitions), [0, WINDOW_S * SECOND_MS]);
        expect(Object.values(time).reduce((sum, part) => sum + part)).toBe(WINDOW_S * SECOND_MS);
      }),
    );
  });

  it('gives the ratios that counting second by second gives, maintenance included', () => {
    assert(
      property(probes, spells, (verdicts, windows) => {
        const transitions = play(verdicts);
        const kept = windows.map(([fromS, lengthS]): Spell => [
          fromS * SECOND_MS,
          (fromS + lengthS) * SECOND_MS,
        ]);

        const time = timeByState(historyOf(transitions), [0, WINDOW_S * SECOND_MS], union(kept));

        const steps = transitions.map(({ at, to }) => [at, to] as const);
        const counted = secondBySecond(steps, 0, WINDOW_S * SECOND_MS, kept);
        expect(time).toEqual(counted);
        expect(uptimeRatio(time)).toBe(uptimeRatio(counted));
        expect(intactRatio(time)).toBe(intactRatio(counted));
      }),
    );
  });
});
