import { FAULT_CODES, type FaultCode } from '../../kernel/fault.js';
import { RUNGS, type Rung } from '../../kernel/rung.js';
import { adviceFor } from './advice.js';
import type { Evidence, PictureFacts, ProbeKind } from './evidence.js';
import { type History, judge } from './judge.js';
import { STREET } from '../testing/street-picture.js';

const AT = Date.UTC(2026, 0, 1);
const LIMITS = { clockOffsetLimitS: 10, frozenAfterS: 1 };
const BLACK: PictureFacts = { ...STREET, standing: ['black'] };
const NOTHING: History = { lastPicture: null, isLoginInDoubt: false };

interface Seen {
  readonly kind?: ProbeKind;
  readonly broken?: Partial<Record<Rung, FaultCode>>;
  readonly passed?: readonly Rung[];
  readonly picture?: PictureFacts | null;
  readonly clockOffsetMs?: number;
}

function evidence({
  kind = 'frame',
  broken = {},
  passed = [],
  picture = null,
  clockOffsetMs = 0,
}: Seen): Evidence {
  const rungs = RUNGS.map((rung) => {
    const code = broken[rung];
    const fault = code === undefined ? null : { code, detail: code };
    const outcome = fault !== null ? 'broken' : passed.includes(rung) ? 'passed' : 'skipped';
    return { rung, outcome, tookMs: 1, fault, saw: {} } as const;
  });
  return { cameraId: 'c', kind, at: AT, rungs, clockOffsetMs, picture };
}

function verdict(seen: Seen, history: Partial<History> = {}): string {
  const judged = judge(evidence(seen), { ...NOTHING, ...history }, LIMITS);
  const fault =
    judged.outcome === 'live' ? judged.impairment : judged.outcome === 'answered' ? null : judged.fault;
  return [judged.outcome, fault?.code].filter(Boolean).join(' ');
}

describe('judge', () => {
  it.each<[string, Seen, string]>([
    ['a decoded street is live', { picture: STREET }, 'live'],
    [
      'an answered heartbeat is answered, no more',
      { kind: 'heartbeat', passed: ['reach', 'onvif'] },
      'answered',
    ],
    [
      'a refused heartbeat is silent',
      { kind: 'heartbeat', broken: { reach: 'connection-refused' } },
      'silent connection-refused',
    ],
    [
      'a garbled heartbeat is silent',
      { kind: 'heartbeat', broken: { onvif: 'onvif-garbled' } },
      'silent onvif-garbled',
    ],
    [
      'our own shortage says nothing',
      { kind: 'heartbeat', broken: { reach: 'prober-down' } },
      'inconclusive prober-down',
    ],
    ['no frame is frameless', { broken: { frame: 'no-key-frame' } }, 'frameless no-key-frame'],
    [
      'the lowest broken rung explains',
      { broken: { onvif: 'onvif-timeout', stream: 'stream-refused' } },
      'frameless onvif-timeout',
    ],
    ['a busy camera is not dead', { broken: { stream: 'stream-busy' } }, 'inconclusive stream-busy'],
    ['our decoder is not the camera', { broken: { frame: 'decoder-failed' } }, 'inconclusive decoder-failed'],
    ['what only FFmpeg could read is live', { passed: ['frame'] }, 'live'],
    [
      'a heartbeat that tried the stream in vain is frameless',
      { kind: 'heartbeat', broken: { onvif: 'onvif-timeout', stream: 'stream-timeout' } },
      'frameless onvif-timeout',
    ],
    ['black is black', { picture: BLACK }, 'live black'],
    [
      'what one picture looks like is no fault yet',
      { picture: { ...STREET, suspects: ['covered'] } },
      'live',
    ],
    [
      'the worst names the fault',
      { picture: { ...STREET, standing: ['blurred', 'covered'] } },
      'live covered',
    ],
    [
      'a lost signal weighs more than black',
      { picture: { ...STREET, standing: ['black', 'signal-lost'] } },
      'live signal-lost',
    ],
    [
      'a picture without ONVIF is impaired',
      { picture: STREET, broken: { onvif: 'onvif-timeout' } },
      'live onvif-silent',
    ],
    ['ten seconds of clock are tolerated', { picture: STREET, clockOffsetMs: -10_000 }, 'live'],
    ['eleven are not', { picture: STREET, clockOffsetMs: -11_000 }, 'live clock-off'],
    ['black weighs more than a clock', { picture: BLACK, clockOffsetMs: 99_000 }, 'live black'],
  ])('%s', (_name, seen, expected) => {
    expect(verdict(seen)).toBe(expected);
  });

  it.each<[string, Seen, string]>([
    [
      'frozen weighs more than a silent ONVIF',
      { picture: STREET, broken: { onvif: 'onvif-timeout' } },
      'live frozen',
    ],
    [
      'frozen weighs more than a scene that moved',
      { picture: { ...STREET, standing: ['scene-moved'] } },
      'live frozen',
    ],
    ['black weighs more than frozen', { picture: BLACK }, 'live black'],
  ])('%s', (_name, seen, expected) => {
    expect(verdict(seen, { lastPicture: { fingerprint: 'a', since: AT - 60_000 } })).toBe(expected);
  });

  it.each<[string, Seen, string]>([
    [
      'a silent ONVIF weighs more than a clock',
      { picture: STREET, broken: { reach: 'connection-refused' }, clockOffsetMs: 99_000 },
      'live onvif-silent',
    ],
    [
      'our own shortage is no silence of the camera',
      { picture: STREET, broken: { reach: 'prober-down' } },
      'live',
    ],
    [
      'what only FFmpeg could read may still have its clock off',
      { passed: ['frame'], clockOffsetMs: 99_000 },
      'live clock-off',
    ],
    [
      'a quirk of our client says nothing',
      { broken: { frame: 'client-quirk' } },
      'inconclusive client-quirk',
    ],
    [
      'a login that ONVIF refused does not explain a stream that flows',
      { broken: { login: 'login-rejected', frame: 'no-key-frame' }, passed: ['stream'] },
      'frameless no-key-frame',
    ],
    [
      'a login that was refused explains a stream that wants one',
      { broken: { login: 'login-rejected', stream: 'login-rejected' } },
      'frameless login-rejected',
    ],
  ])('%s', (_name, seen, expected) => {
    expect(verdict(seen)).toBe(expected);
  });

  it('says how much of a fault this picture shows, where it was compared', () => {
    const detail = (score: number): string | undefined => {
      const picture = {
        ...STREET,
        standing: ['scene-moved' as const],
        scores: { ...STREET.scores, 'scene-moved': score },
      };
      const judged = judge(evidence({ picture }), NOTHING, LIMITS);
      return judged.outcome === 'live' ? judged.impairment?.detail : undefined;
    };
    expect([detail(0.7), detail(0)]).toEqual([
      'It looks elsewhere than it used to (score 0.70).',
      'It looks elsewhere than it used to.',
    ]);
  });

  const SAYS_NOTHING = new Set<FaultCode>(['stream-busy', 'decoder-failed', 'client-quirk', 'prober-down']);

  it.each(FAULT_CODES)('%s on the stream takes the frame, unless it says nothing of the camera', (code) => {
    const outcome = SAYS_NOTHING.has(code) ? 'inconclusive' : 'frameless';
    expect(verdict({ broken: { stream: code } })).toBe(`${outcome} ${code}`);
  });

  it.each<[string, History['lastPicture'], string]>([
    ['equal to the bit, a minute later, is frozen', { fingerprint: 'a', since: AT - 60_000 }, 'live frozen'],
    ['equal at the same moment is one sample', { fingerprint: 'a', since: AT }, 'live'],
    ['a bit of difference is life', { fingerprint: 'b', since: AT - 60_000 }, 'live'],
  ])('a picture %s', (_name, lastPicture, expected) => {
    expect(verdict({ picture: STREET }, { lastPicture })).toBe(expected);
  });

  it.each<[string, boolean, string]>([
    ['after earlier success may mean "full"', true, 'inconclusive login-rejected'],
    ['without it is a wrong login', false, 'frameless login-rejected'],
  ])('a rejected login %s', (_name, isLoginInDoubt, expected) => {
    expect(verdict({ broken: { login: 'login-rejected' } }, { isLoginInDoubt })).toBe(expected);
  });

  it.each<[string, number, string]>([
    ['eight hours, as in China', 8 * 3_600 + 0.9, '28801 s ahead; that is 8 h: it looks like'],
    ['five and a half, as in India', -5.5 * 3_600, '19800 s behind; that is 5.5 h: it looks like'],
    ['five and three quarters, as in Nepal', 5.75 * 3_600 + 20, 'that is 5.75 h: it looks like'],
    ['a minute beside a zone', 8 * 3_600 + 60, '28860 s ahead.'],
    ['a quarter of an hour', 900, '900 s ahead.'],
    ['more than any zone', 15 * 3_600, '54000 s ahead.'],
  ])('says of a clock that is off by %s what it looks like', (_name, offsetS, words) => {
    const judged = judge(evidence({ picture: STREET, clockOffsetMs: offsetS * 1_000 }), NOTHING, LIMITS);
    expect(judged).toMatchObject({
      impairment: { code: 'clock-off', detail: expect.stringContaining(words) },
    });
  });
});

describe('adviceFor', () => {
  it.each(FAULT_CODES)('has a sentence in both languages for %s', (code) => {
    expect(adviceFor(code).zh).toMatch(/。$/);
    expect(adviceFor(code).en).toMatch(/\.$/);
  });
});
