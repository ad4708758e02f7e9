import { array, assert, constantFrom, integer, property, tuple, uniqueArray } from 'fast-check';
import { CAMERA_STATES, type CameraState } from '../../kernel/camera-state.js';
import { type Spell, union } from './maintenance.js';
import { secondBySecond } from '../testing/second-by-second.js';
import { intactRatio, timeByState, TimeSum, uptimeRatio } from './ratio.js';
import { TransitionLedger } from './transition-ledger.js';

type Step = readonly [at: number, state: CameraState];

const S = 1_000;
const history = uniqueArray(tuple(integer({ min: 0, max: 400 }), constantFrom(...CAMERA_STATES)), {
  selector: ([at]) => at,
  maxLength: 30,
}).map((steps): Step[] => steps.toSorted(([a], [b]) => a - b).map(([at, state]) => [at * S, state] as const));
const window = tuple(integer({ min: 0, max: 400 }), integer({ min: 0, max: 400 }));

const spells = array(tuple(integer({ min: 0, max: 400 }), integer({ min: 1, max: 90 })), {
  maxLength: 5,
}).map((drawn) => union(drawn.map(([from, length]): Spell => [from * S, (from + length) * S])));

function timeOf(steps: readonly Step[], from: number, to: number, around: readonly Spell[] = []) {
  const instants = steps.map(([at]) => at);
  const states = steps.map(([, state]) => CAMERA_STATES.indexOf(state));
  return timeByState({ instants, states, length: steps.length }, [from, to], around);
}

describe('timeByState', () => {
  it('equals looking at every second, maintenance included, and tiles the window without overlap or hole', () => {
    assert(
      property(history, window, spells, (steps, [a, b], around) => {
        const [from, to] = [Math.min(a, b) * S, Math.max(a, b) * S];
        const time = timeOf(steps, from, to, around);
        const slowly = secondBySecond(steps, from, to, around);
        expect(time).toEqual(slowly);
        expect([uptimeRatio(time), intactRatio(time)]).toEqual([uptimeRatio(slowly), intactRatio(slowly)]);
        expect(Object.values(time).reduce((sum, ms) => sum + ms, 0)).toBe(to - from);
      }),
    );
  });
});

describe('TransitionLedger', () => {
  it('says the same from its packed books, also after it has forgotten what is older than any window', () => {
    assert(
      property(history, (steps) => {
        const ledger = new TransitionLedger(100 * S);
        for (const [at, state] of steps) ledger.append('camera', at, state);
        const to = Math.max(100 * S, steps.at(-1)?.[0] ?? 0);
        expect(ledger.timeOf('camera', [to - 100 * S, to], [])).toEqual(timeOf(steps, to - 100 * S, to));
      }),
    );
  });

  it('adds the times of many cameras up to the second', () => {
    assert(
      property(array(history, { maxLength: 5 }), window, (cameras, [a, b]) => {
        const bounds = [Math.min(a, b) * S, Math.max(a, b) * S] as const;
        const [ledger, sum] = [new TransitionLedger(1_000 * S), new TimeSum()];
        cameras.forEach((steps, id) => steps.forEach(([at, state]) => ledger.append(`${id}`, at, state)));
        cameras.forEach((_steps, id) => ledger.addTo(sum, `${id}`, bounds, []));
        const expected = cameras.map((steps) => secondBySecond(steps, ...bounds));
        for (const state of CAMERA_STATES) {
          expect(sum.value()[state]).toBe(expected.reduce((total, time) => total + time[state], 0));
        }
      }),
    );
  });

  it('counts a camera that it does not know as unknown', () => {
    expect(new TransitionLedger(S).timeOf('nobody', [0, 5 * S], [])).toMatchObject({
      unknown: 5 * S,
      online: 0,
    });
  });
});

describe('ratios', () => {
  const hours = (online: number, impaired: number, offline: number, unknown: number) => ({
    online,
    impaired,
    offline,
    unknown,
  });

  it.each([
    ['leave out what nobody saw', hours(23, 0.5, 0.5, 2), 23.5 / 24, 23 / 24],
    ['are whole for a camera that was always well', hours(5, 0, 0, 19), 1, 1],
    ['are nothing for one that was always down', hours(0, 0, 24, 0), 0, 0],
    ['do not exist where nothing was looked at', hours(0, 0, 0, 24), null, null],
  ])('%s', (_name, time, uptime, intact) => {
    expect([uptimeRatio(time), intactRatio(time)]).toEqual([uptime, intact]);
  });
});
