import type { Instant } from '../../kernel/instant.js';
import type { PictureFacts, RungEvidence } from '../domain/evidence.js';
import { type PictureFault, SCORED_FAULTS } from '../domain/picture-faults.js';
import type { PictureLimits } from '../domain/picture-limits.js';
import { NO_SCENES, type ProbeMemory, type Scenes } from '../domain/probe-memory.js';
import { isComplete, learn, type LearnPolicy } from '../domain/scene-reference.js';
import { scorePicture } from '../domain/score-picture.js';
import { type Daylight, daylightAt, type Spot } from '../domain/sun.js';
import { weigh, type Weighed, type WeighPolicy } from '../domain/weigh.js';
import type { DecodedPicture } from './ports.js';

export interface PictureSettings {
  readonly limits: PictureLimits;
  readonly policy: WeighPolicy & LearnPolicy;
  readonly spot: Spot;
}

/** What the picture of each camera is checked for. */
export abstract class PictureSettingsSource {
  abstract settingsOf(cameraId: string): PictureSettings;
}

export interface LookedAt {
  readonly picture: PictureFacts;
  readonly memory: ProbeMemory;
  /** Whether the scene of this time of day was known, and how many pictures it was learned from. */
  readonly scene: string;
}

/** One decoded picture: scored, weighed with those before it and, where nothing is wrong, learned from. */
export function lookAtPicture(
  { memory, at }: { readonly memory: ProbeMemory; readonly at: Instant },
  { measures, fingerprint }: Pick<DecodedPicture, 'measures' | 'fingerprint'>,
  { limits, policy, spot }: PictureSettings,
): LookedAt {
  const daylight = daylightAt(at, spot);
  const known = daylight === 'twilight' ? null : memory.scenes[daylight];
  const reference = known !== null && isComplete(known, policy) ? known : null;
  const scores = scorePicture(measures, { daylight, reference });
  const suspects = SCORED_FAULTS.filter((fault) => scores[fault] >= (limits[fault] ?? Infinity));
  const { looks, standing } = weigh(withoutChecksThatAreOff(memory, limits), { at, suspects }, policy);
  const isWell = suspects.length === 0 && standing.length === 0;
  const isNew = fingerprint !== memory.lastPicture?.fingerprint;
  const scenes =
    isWell && isNew && daylight !== 'twilight'
      ? withScene(memory.scenes, daylight, learn(known, measures, at, policy))
      : memory.scenes;
  const { meanLuma, lumaDeviation } = measures.tones;
  return {
    picture: {
      meanLuma,
      lumaDeviation,
      fingerprint,
      daylight,
      scores,
      suspects,
      standing,
      isCheckedForFrozen: limits.frozen !== null,
    },
    memory: {
      ...memory,
      looks,
      scenes,
      standing: isSame(standing, memory.standing) ? memory.standing : standing,
    },
    scene: reference === null ? `learned from ${known?.count ?? 0} pictures so far` : 'known',
  };
}

/**
 * What a heartbeat comes to where ONVIF is silent: a picture lives. What was wrong with those before stands; nothing is
 * weighed or learned, for the scene is not at hand.
 */
export function glanceAtPicture(
  { memory, at }: { readonly memory: ProbeMemory; readonly at: Instant },
  seen: Pick<DecodedPicture, 'measures' | 'fingerprint'>,
  settings: PictureSettings,
): LookedAt {
  const { picture } = lookAtPicture({ memory: { ...memory, scenes: NO_SCENES }, at }, seen, settings);
  const { standing } = withoutChecksThatAreOff(memory, settings.limits);
  return { picture: { ...picture, standing }, memory, scene: 'not compared by a heartbeat' };
}

/** What a person reads on the rung: numbers with two digits, and what they come to. */
export function sawOf({ picture, scene }: LookedAt): RungEvidence['saw'] {
  const scores = SCORED_FAULTS.map((fault) => [fault, Math.round(picture.scores[fault] * 100) / 100]);
  return {
    meanLuma: Math.round(picture.meanLuma),
    lumaDeviation: Math.round(picture.lumaDeviation),
    daylight: picture.daylight,
    scene,
    suspects: picture.suspects.join(' '),
    standing: picture.standing.join(' '),
    ...(Object.fromEntries(scores) as Record<string, number>),
  };
}

/** What was seen before somebody switched a check off counts no more. */
function withoutChecksThatAreOff({ looks, standing }: Weighed, limits: PictureLimits): Weighed {
  const isOn = (fault: PictureFault): boolean => limits[fault] !== null;
  return {
    looks: looks.map(({ at, suspects }) => ({ at, suspects: suspects.filter(isOn) })),
    standing: standing.filter(isOn),
  };
}

/** The same scenes where nothing was learned: what does not change need not be written. */
function withScene(scenes: Scenes, daylight: Exclude<Daylight, 'twilight'>, learned: Scenes['day']): Scenes {
  return scenes[daylight] === learned ? scenes : { ...scenes, [daylight]: learned };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
