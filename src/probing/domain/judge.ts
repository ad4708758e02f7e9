import type { Fault } from '../../kernel/fault.js';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import type { Rung } from '../../kernel/rung.js';
import type { Evidence, RungEvidence } from './evidence.js';
import { PICTURE_FAULTS, type ScoredFault } from './picture-faults.js';
import type { SeenPicture } from './probe-memory.js';
import type { Verdict } from './verdict.js';

/** What earlier probes of the camera left for judging the next one. */
export interface History {
  /** The picture before; null before the first. */
  readonly lastPicture: Pick<SeenPicture, 'fingerprint' | 'since'> | null;
  /** The login was accepted before it was refused, and not refused for good: the device may only be full. */
  readonly isLoginInDoubt: boolean;
}

export interface JudgeLimits {
  readonly clockOffsetLimitS: number;
  readonly frozenAfterS: number;
}

/** Faults that say nothing of the camera: it is busy, or the trouble is ours. */
const INCONCLUSIVE = new Set<Fault['code']>(['stream-busy', 'decoder-failed', 'client-quirk', 'prober-down']);

/** Weighs one probe's evidence with the camera's history. Pure; each rule is a row of the table test. */
export function judge(evidence: Evidence, history: History, limits: JudgeLimits): Verdict {
  const broken = evidence.rungs.filter((rung) => rung.outcome === 'broken');
  const hasSeenFrame = evidence.picture !== null || passed(evidence, 'frame');
  if (hasSeenFrame) return { outcome: 'live', impairment: impairmentOf(evidence, history, limits) };
  const fault = explanation(evidence, broken);
  if (fault === null) return { outcome: 'answered' };
  if (INCONCLUSIVE.has(fault.code)) return { outcome: 'inconclusive', fault };
  if (!wantedFrame(evidence, broken)) return { outcome: 'silent', fault };
  const mayBeFull = fault.code === 'login-rejected' && history.isLoginInDoubt;
  return { outcome: mayBeFull ? 'inconclusive' : 'frameless', fault };
}

/** The lowest broken rung explains what is above it; except that packets flow only where RTSP took the login. */
function explanation(evidence: Evidence, broken: readonly RungEvidence[]): Fault | null {
  const hasLogin = passed(evidence, 'stream');
  return broken.find(({ rung }) => rung !== 'login' || !hasLogin)?.fault ?? null;
}

/** A heartbeat wants one, too, once it has tried the stream. */
function wantedFrame({ kind }: Evidence, broken: readonly RungEvidence[]): boolean {
  return kind !== 'heartbeat' || broken.some(({ rung }) => rung === 'stream' || rung === 'frame');
}

/** The worst that is wrong with a camera whose picture lives; null when nothing is. */
function impairmentOf(evidence: Evidence, history: History, limits: JudgeLimits): Fault | null {
  return (
    pictureFault(evidence, history, limits) ??
    silence(evidence) ??
    clockFault(evidence.clockOffsetMs, limits.clockOffsetLimitS)
  );
}

/** The first in the order of `PICTURE_FAULTS`; the others are named beside it. */
function pictureFault(evidence: Evidence, history: History, limits: JudgeLimits): Fault | null {
  const { picture } = evidence;
  if (picture === null) return null;
  const frozen = frost(evidence, history, limits);
  const [worst, ...others] = PICTURE_FAULTS.filter((fault) =>
    fault === 'frozen' ? frozen !== null : picture.standing.includes(fault),
  );
  if (worst === undefined) return null;
  const also = others.length === 0 ? '' : ` Also: ${others.join(', ')}.`;
  if (worst === 'frozen') return { code: worst, detail: `${frozen!.detail}${also}` };
  const score = picture.scores[worst];
  // None where it stands from pictures before: a heartbeat compares with no scene.
  const inNumbers = score === 0 ? '' : ` (score ${score.toFixed(2)})`;
  return { code: worst, detail: `${IN_WORDS[worst]}${inNumbers}.${also}` };
}

const IN_WORDS: Record<ScoredFault, string> = {
  'signal-lost': 'It shows a no-signal screen instead of a picture',
  black: 'The picture is black',
  covered: 'Something covers the lens, wholly or in part',
  'scene-moved': 'It looks elsewhere than it used to',
  'too-dark': 'The picture is too dark',
  'too-bright': 'The picture is burnt out',
  blurred: 'The picture is blurred',
  noisy: 'The picture is full of noise',
  striped: 'Stripes run through the picture',
  'low-contrast': 'The picture has hardly any contrast',
  'no-colour': 'The picture has no colour by day',
  'colour-cast': 'The colours are off',
};

/** A still night scene gives near-equal pictures; equal to the bit is only what does not come from a sensor. */
function frost({ picture, at }: Evidence, { lastPicture }: History, limits: JudgeLimits): Fault | null {
  if (picture === null || !picture.isCheckedForFrozen) return null;
  if (lastPicture?.fingerprint !== picture.fingerprint) return null;
  const ageS = (at - lastPicture.since) / SECOND_MS;
  if (ageS < limits.frozenAfterS) return null;
  return { code: 'frozen', detail: `The picture has been the same to the bit for ${Math.round(ageS)} s.` };
}

function silence({ rungs }: Evidence): Fault | null {
  const silent = rungs.find(
    ({ rung, outcome }) => outcome === 'broken' && (rung === 'reach' || rung === 'onvif'),
  );
  if (!silent?.fault || INCONCLUSIVE.has(silent.fault.code)) return null;
  return { code: 'onvif-silent', detail: `The picture lives, but ONVIF does not: ${silent.fault.detail}` };
}

/** Worked value: +28,801,000 ms with a limit of 10 s is `clock-off`, and looks like 8 h of time zone. */
function clockFault(offsetMs: number | null, limitS: number): Fault | null {
  if (offsetMs === null || Math.abs(offsetMs) <= limitS * SECOND_MS) return null;
  const hours = zoneHours(Math.abs(offsetMs));
  const side = offsetMs > 0 ? 'ahead' : 'behind';
  const zone = hours === null ? '' : `; that is ${hours} h: it looks like local time sent as UTC`;
  return {
    code: 'clock-off',
    detail: `The device's clock is ${Math.abs(offsetMs / SECOND_MS).toFixed(0)} s ${side}${zone}.`,
  };
}

/** Zones that are no whole half hours: Nepal, Eucla, Chatham (tz database). */
const ODD_ZONES_H = [5.75, 8.75, 12.75];
const FARTHEST_ZONE_H = 14;

/** The hours that some time zone is away from UTC, within a minute; else null. */
function zoneHours(offsetMs: number): number | null {
  const halves = Math.round((2 * offsetMs) / HOUR_MS) / 2;
  const near = [halves, ...ODD_ZONES_H].find((hours) => Math.abs(offsetMs - hours * HOUR_MS) < MINUTE_MS);
  return near === undefined || near === 0 || near > FARTHEST_ZONE_H ? null : near;
}

function passed(evidence: Evidence, wanted: Rung): boolean {
  return evidence.rungs.some(({ rung, outcome }) => rung === wanted && outcome === 'passed');
}
