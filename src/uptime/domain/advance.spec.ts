import type { Fault, FaultCode } from '../../kernel/fault.js';
import { advance, type JudgedAs } from './advance.js';
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
      'keeps the fault that frames have shown',
      [frameless(), frameless(), silent(), silent(), silent()],
      'offline no-key-frame',
    ],
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

  it('never dates a transition before the one it follows, even when the clock is set back', () => {
    const online: Standing = advance(newStanding(T), live, T + 60_000, POLICY).standing;
    expect(advance(online, impaired('black'), T, POLICY).transition?.at).toBe(T + 60_000);
  });
});
