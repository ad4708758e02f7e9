import type { Fault, FaultCode } from '../../kernel/fault.js';
import { advance, type ConfirmationPolicy, type JudgedAs } from './advance.js';
import { newStanding, type Standing } from './standing.js';

const POLICY = { missedHeartbeats: 3, failedFrames: 2 };
const T = Date.UTC(2026, 0, 1);
const fault = (code: FaultCode): Fault => ({ code, detail: code });
const live: JudgedAs = { outcome: 'live', impairment: null };
const impaired = (code: FaultCode): JudgedAs => ({ outcome: 'live', impairment: fault(code) });
const frameless = (code: FaultCode = 'no-key-frame'): JudgedAs => ({
  outcome: 'frameless',
  fault: fault(code),
});
const silent = (code: FaultCode = 'connect-timeout'): JudgedAs => ({ outcome: 'silent', fault: fault(code) });
const answered: JudgedAs = { outcome: 'answered' };
const busy: JudgedAs = { outcome: 'inconclusive', fault: fault('stream-busy') };

/** The states that a new camera goes through, one verdict a second, as `state` or `state fault`. */
function walk(...verdicts: readonly JudgedAs[]): string[] {
  let standing = newStanding(T);
  return verdicts.map((verdict, index) => {
    standing = advance(standing, verdict, T + (index + 1) * 1_000, POLICY).standing;
    return [standing.state, standing.fault?.code].filter(Boolean).join(' ');
  });
}

describe('advance', () => {
  it.each<[string, readonly JudgedAs[], string]>([
    ['is online on the first confirmed frame', [live], 'online'],
    ['is impaired by what is wrong with its picture', [impaired('black')], 'impaired black'],
    ['stays unknown while only heartbeats answer', [answered, answered, answered], 'unknown not-probed-yet'],
    ['stays online after two missed heartbeats', [live, silent(), silent()], 'online'],
    [
      'is offline after three missed heartbeats',
      [live, silent(), silent(), silent()],
      'offline connect-timeout',
    ],
    [
      'counts missed heartbeats in a row only',
      [live, silent(), silent(), answered, silent(), silent()],
      'online',
    ],
    ['stays online after one failed frame', [live, frameless()], 'online'],
    ['is offline after two failed frames', [live, frameless(), frameless()], 'offline no-key-frame'],
    ['counts failed frames in a row only', [live, frameless(), live, frameless()], 'online'],
    [
      'is offline from unknown, too, once that is confirmed',
      [frameless(), frameless()],
      'offline no-key-frame',
    ],
    ['does not come back by a heartbeat alone', [frameless(), frameless(), answered], 'offline no-key-frame'],
    ['comes back on the first confirmed frame', [frameless(), frameless(), live], 'online'],
    ['learns nothing from a busy camera', [live, busy, busy, busy, busy], 'online'],
    [
      'takes the new fault of a camera that is offline',
      [frameless(), frameless(), frameless('stream-timeout')],
      'offline stream-timeout',
    ],
    [
      'keeps the fault that frames have shown against two missed heartbeats',
      [frameless(), frameless(), silent(), silent(), answered, silent(), silent()],
      'offline no-key-frame',
    ],
    [
      'takes the fault that three missed heartbeats in a row show: now it is dark altogether',
      [frameless(), frameless(), silent(), silent(), silent()],
      'offline connect-timeout',
    ],
    [
      'takes the fault that one failed frame shows of a camera that is offline by its heartbeats',
      [silent(), silent(), silent(), frameless()],
      'offline no-key-frame',
    ],
    [
      'counts missed heartbeats anew after a frame has looked at every rung',
      [live, silent(), silent(), frameless(), frameless(), silent()],
      'offline no-key-frame',
    ],
    [
      'keeps the fault of a dead address that answers now so, now so',
      [silent(), silent(), silent(), silent('host-unreachable'), silent(), silent('host-unreachable')],
      'offline connect-timeout',
    ],
    [
      'comes from unknown by missed heartbeats, too, and back by a frame alone',
      [silent(), silent(), silent(), answered, answered, live],
      'online',
    ],
    [
      'counts missed heartbeats and failed frames apart',
      [live, silent(), silent(), frameless(), answered, silent(), silent()],
      'online',
    ],
    [
      'ends both counts by a live picture, also where ONVIF is silent',
      [live, silent(), frameless(), impaired('onvif-silent'), live, silent(), frameless()],
      'online',
    ],
    [
      'keeps a camera up that shows a picture between its missed heartbeats',
      [live, silent(), silent(), impaired('black'), silent(), silent(), impaired('black'), silent()],
      'impaired black',
    ],
    [
      'counts missed heartbeats again once ONVIF has answered and the picture is well',
      [impaired('onvif-silent'), silent(), silent(), answered, live, silent(), silent(), silent()],
      'offline connect-timeout',
    ],
    ['learns nothing new of a camera that nobody saw', [busy, busy, busy], 'unknown not-probed-yet'],
    [
      'keeps a camera impaired whose ONVIF alone is silent',
      [impaired('onvif-silent'), silent(), silent(), silent(), silent()],
      'impaired onvif-silent',
    ],
    [
      'takes it offline when its frames fail',
      [impaired('onvif-silent'), frameless(), frameless()],
      'offline no-key-frame',
    ],
  ])('%s', (_name, verdicts, expected) => {
    expect(walk(...verdicts).at(-1)).toBe(expected);
  });

  it('tells a transition with its instant and fault, and none when nothing changes', () => {
    const first = advance(newStanding(T), impaired('frozen'), T + 5_000, POLICY);
    expect(first.transition).toEqual({
      at: T + 5_000,
      from: 'unknown',
      to: 'impaired',
      fault: fault('frozen'),
    });
    expect(advance(first.standing, impaired('frozen'), T + 9_000, POLICY).transition).toBeNull();
    expect(advance(first.standing, impaired('frozen'), T + 9_000, POLICY).standing.since).toBe(T + 5_000);
  });

  it('tells a transition within offline when the fault changes, and none when only its words do', () => {
    const policy = { missedHeartbeats: 1, failedFrames: 1 };
    const down = advance(newStanding(T), frameless('no-key-frame'), T + 1_000, policy).standing;
    const reworded = { outcome: 'frameless', fault: { code: 'no-key-frame', detail: 'others' } } as const;
    expect(advance(down, reworded, T + 2_000, policy)).toEqual({
      standing: { ...down, fault: reworded.fault, failedFrames: 2 },
      transition: null,
    });
    expect(advance(down, frameless('stream-timeout'), T + 2_000, policy).transition).toEqual({
      at: T + 2_000,
      from: 'offline',
      to: 'offline',
      fault: fault('stream-timeout'),
    });
  });

  describe('while it may be us who see nothing', () => {
    const held = { ...POLICY, isSightClear: false };
    const run = (verdicts: readonly JudgedAs[], policy: ConfirmationPolicy): Standing =>
      verdicts.reduce(
        (standing, verdict) => advance(standing, verdict, T, policy).standing,
        advance(newStanding(T), live, T, POLICY).standing,
      );

    it.each<[string, readonly JudgedAs[], JudgedAs, string]>([
      ['missed heartbeats', [silent(), silent(), silent(), silent()], silent(), 'offline'],
      ['failed frames', [frameless(), frameless(), frameless()], silent(), 'offline'],
      [
        'either, and forgets them by a live picture',
        [silent(), silent(), silent(), live],
        silent(),
        'online',
      ],
    ])('confirms nothing by %s, and goes on from there afterwards', (_name, verdicts, then, expected) => {
      const standing = run(verdicts, held);
      expect(standing.state).toBe('online');
      expect(advance(standing, then, T, POLICY).standing.state).toBe(expected);
    });

    it('blames what is offline already for nothing else, until the sight is clear', () => {
      const down = run([frameless(), frameless()], POLICY);
      const waiting = advance(down, frameless('host-unreachable'), T, held);
      expect(waiting).toMatchObject({ standing: { fault: { code: 'no-key-frame' } }, transition: null });
      const clear = advance(waiting.standing, frameless('host-unreachable'), T, POLICY);
      expect(clear.transition).toMatchObject({ to: 'offline', fault: { code: 'host-unreachable' } });
    });
  });

  it('leaves the standing it was given as it was', () => {
    const given = Object.freeze(newStanding(T));
    for (const verdict of [live, answered, silent(), frameless(), busy]) advance(given, verdict, T, POLICY);
    expect(given).toEqual(newStanding(T));
  });

  it('never dates a transition before the one it follows, even when the clock is set back', () => {
    const online: Standing = advance(newStanding(T), live, T + 60_000, POLICY).standing;
    expect(advance(online, impaired('black'), T, POLICY).transition?.at).toBe(T + 60_000);
  });
});
