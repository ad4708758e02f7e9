import type { CameraState } from '../../kernel/camera-state.js';
import { MINUTE_MS } from '../../kernel/instant.js';
import { lateOutages, type LateOutagesAsked } from './late-outages.js';
import { openOutage, type Outage } from './outage.js';
import type { Transition } from './standing.js';

const GONE = { code: 'connect-timeout', detail: 'gone' } as const;
const POLICY = {
  closeAfterLiveMs: MINUTE_MS,
  flapCloseAfterLiveMs: 10 * MINUTE_MS,
  flapFalls: 3,
  flapWindowMs: 60 * MINUTE_MS,
};

function rows(...states: readonly (readonly [minute: number, to: CameraState])[]): readonly Transition[] {
  return states.map(([minute, to], index) => ({
    at: minute * MINUTE_MS,
    from: states[index - 1]?.[1] ?? 'online',
    to,
    fault: to === 'offline' ? GONE : null,
  }));
}

function learn(transitions: readonly Transition[], asked: Partial<LateOutagesAsked> = {}) {
  let made = 0;
  const { closed, open, liveMs } = lateOutages(transitions, {
    cameraId: 'gate',
    open: null,
    liveMs: 0,
    before: { state: 'online', fault: null },
    seenFrom: 0,
    seenUntil: 20 * MINUTE_MS,
    falls: [],
    policy: POLICY,
    isMaintained: () => false,
    nextId: () => `outage-${(made += 1)}`,
    ...asked,
  });
  return { closed: closed.map(inMinutes), open: open === null ? null : inMinutes(open), liveMs };
}

function inMinutes({ openedAt, recoveredAt, closedAt }: Outage): readonly (number | null)[] {
  return [openedAt, recoveredAt, closedAt].map((at) => (at === null ? null : at / MINUTE_MS));
}

const before = openOutage({ id: 'known', cameraId: 'gate', fault: GONE }, -5 * MINUTE_MS, false);

describe('outages that are told late', () => {
  it('open at the fall, recover with the first live look, and close when that was long enough', () => {
    expect(learn(rows([5, 'offline'], [6, 'online']))).toMatchObject({ closed: [[5, 6, 7]], open: null });
  });

  it('are open where the camera is down when anybody looked last', () => {
    expect(learn(rows([5, 'offline']))).toMatchObject({ closed: [], open: [5, null, null] });
  });

  it('are open, and live for so long, where the camera came back shortly before', () => {
    const { closed, open, liveMs } = learn(rows([5, 'offline'], [19.5, 'impaired']));
    expect([closed, open, liveMs]).toEqual([[], [5, 19.5, null], MINUTE_MS / 2]);
  });

  it('go on where one was open, and count live time from where the looks begin', () => {
    const down = { open: before, before: { state: 'offline', fault: GONE } } as const;
    expect(learn(rows([3, 'online']), down)).toMatchObject({ closed: [[-5, 3, 4]], open: null });
    const back = { open: { ...before, recoveredAt: -1 }, before: { state: 'online', fault: null } } as const;
    expect(learn([], back).closed).toEqual([[-5, -1 / MINUTE_MS, 1]]);
  });

  it('count live time anew after each fall', () => {
    const seen = rows([1, 'offline'], [2, 'online'], [2.5, 'offline'], [3, 'online']);
    expect(learn(seen).closed).toEqual([[1, 3, 4]]);
  });

  it('count no unknown time as live', () => {
    const seen = rows([5, 'offline'], [6, 'online'], [6.5, 'unknown'], [15, 'online']);
    expect(learn(seen).closed).toEqual([[5, 6, 15.5]]);
  });

  it('are one where the camera flaps', () => {
    const seen = rows(
      [1, 'offline'],
      [2, 'online'],
      [4, 'offline'],
      [5, 'online'],
      [7, 'offline'],
      [8, 'online'],
    );
    expect(learn(seen)).toMatchObject({
      closed: [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 18],
      ],
      open: null,
    });
  });

  it('do not open in maintenance', () => {
    const isMaintained = (at: number) => at < 6 * MINUTE_MS;
    const seen = rows([5, 'offline'], [6, 'online'], [9, 'offline']);
    expect(learn(seen, { isMaintained })).toMatchObject({ closed: [], open: [9, null, null] });
  });
});
