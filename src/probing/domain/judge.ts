import type { Fault } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';
import type { Rung } from '../../kernel/rung.js';
import type { Evidence, RungEvidence } from './evidence.js';
import type { Verdict } from './verdict.js';

/** What earlier probes of the camera left for judging the next one. */
export interface History {
  /** The last decoded picture; null before the first. */
  readonly lastPicture: { readonly fingerprint: string; readonly at: Instant } | null;
  /** A login was accepted and not refused for good since: a refusal may only mean that the device is full. */
  readonly isLoginTrusted: boolean;
}

export interface JudgeLimits {
  readonly clockOffsetLimitS: number;
  readonly blackMeanLuma: number;
  readonly blackDeviation: number;
  readonly frozenAfterS: number;
}

/** Faults that say nothing of the camera: it is busy, or the trouble is ours. */
const INCONCLUSIVE = new Set(['stream-busy', 'decoder-failed', 'prober-down']);
const HOUR_MS = 3_600_000;

/** Weighs one probe's evidence with the camera's history. Pure; each rule is a row of the table test. */
export function judge(evidence: Evidence, history: History, limits: JudgeLimits): Verdict {
  const broken = evidence.rungs.filter((rung) => rung.outcome === 'broken');
  if (evidence.picture !== null)
    return { outcome: 'live', impairment: impairmentOf(evidence, history, limits) };
  if (passed(evidence, 'frame')) return { outcome: 'live', impairment: null };
  const wantedFrame = evidence.kind !== 'heartbeat' || brokenAt(broken, 'stream', 'frame') !== null;
  const fault = explanation(broken);
  if (fault === null) return { outcome: 'answered' };
  if (!wantedFrame)
    return INCONCLUSIVE.has(fault.code) ? { outcome: 'inconclusive', fault } : { outcome: 'silent', fault };
  if (INCONCLUSIVE.has(fault.code) || (fault.code === 'login-rejected' && history.isLoginTrusted)) {
    return { outcome: 'inconclusive', fault };
  }
  return { outcome: 'frameless', fault };
}

/** The worst that is wrong with a camera whose picture lives; null when nothing is. */
function impairmentOf(evidence: Evidence, { lastPicture }: History, limits: JudgeLimits): Fault | null {
  const picture = evidence.picture!;
  if (picture.meanLuma < limits.blackMeanLuma && picture.lumaDeviation < limits.blackDeviation) {
    return { code: 'black', detail: `The picture is black (mean luma ${picture.meanLuma.toFixed(1)}).` };
  }
  const ageMs = lastPicture === null ? 0 : evidence.at - lastPicture.at;
  if (lastPicture?.fingerprint === picture.fingerprint && ageMs >= limits.frozenAfterS * 1_000) {
    return {
      code: 'frozen',
      detail: `The picture is equal to the bit to the one ${Math.round(ageMs / 1_000)} s before.`,
    };
  }
  const silent = evidence.rungs.find(
    ({ rung, outcome }) => outcome === 'broken' && (rung === 'reach' || rung === 'onvif'),
  );
  if (silent?.fault)
    return { code: 'onvif-silent', detail: `The picture lives, but ONVIF does not: ${silent.fault.detail}` };
  return clockFault(evidence.clockOffsetMs, limits.clockOffsetLimitS);
}

/** Worked value: +28,801,000 ms with a limit of 10 s is `clock-off`, and looks like 8 h of time zone. */
function clockFault(offsetMs: number | null, limitS: number): Fault | null {
  if (offsetMs === null || Math.abs(offsetMs) <= limitS * 1_000) return null;
  const hours = Math.round(offsetMs / HOUR_MS);
  const isZone = hours !== 0 && Math.abs(hours) <= 14 && Math.abs(offsetMs - hours * HOUR_MS) < 60_000;
  const side = offsetMs > 0 ? 'ahead' : 'behind';
  const zone = isZone ? `; that is ${Math.abs(hours)} h: it looks like local time sent as UTC` : '';
  return {
    code: 'clock-off',
    detail: `The device's clock is ${Math.abs(offsetMs / 1_000).toFixed(0)} s ${side}${zone}.`,
  };
}

/** The lowest broken rung explains what is above it. */
function explanation(broken: readonly RungEvidence[]): Fault | null {
  return broken[0]?.fault ?? null;
}

function brokenAt(broken: readonly RungEvidence[], ...rungs: readonly Rung[]): RungEvidence | null {
  return broken.find(({ rung }) => rungs.includes(rung)) ?? null;
}

function passed(evidence: Evidence, wanted: Rung): boolean {
  return evidence.rungs.some(({ rung, outcome }) => rung === wanted && outcome === 'passed');
}
