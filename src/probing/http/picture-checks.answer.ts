import { toIso } from '../../kernel/instant.js';
import type { PictureSettings } from '../app/look-at-picture.js';
import type { PictureChecks } from '../app/picture-checks.js';
import { adviceFor } from '../domain/advice.js';
import { PICTURE_FAULTS, type PictureFault } from '../domain/picture-faults.js';
import type { PictureLimits, PictureOverrides } from '../domain/picture-limits.js';
import type { ProbeMemory } from '../domain/probe-memory.js';
import { isComplete, isSteady, type SceneReference } from '../domain/scene-reference.js';
import type { PictureChecksRequest } from './picture-checks.schema.js';

interface Known {
  readonly cameraId: string;
  readonly standard: PictureLimits;
  readonly overrides: PictureOverrides;
  readonly settings: PictureSettings;
  readonly memory: ProbeMemory;
  readonly history: Awaited<ReturnType<PictureChecks['historyOf']>>;
}

export function toAnswer({ cameraId, standard, overrides, settings, memory, history }: Known) {
  const { limits, policy } = settings;
  return {
    cameraId,
    checks: PICTURE_FAULTS.map((fault) => ({
      fault,
      isOn: limits[fault] !== null,
      threshold: limits[fault] ?? standard[fault],
      isStandard: overrides[fault] === undefined,
      isStanding: memory.standing.includes(fault) && limits[fault] !== null,
      advice: adviceFor(fault),
    })),
    scene: {
      day: toScene(memory.scenes.day, policy),
      night: toScene(memory.scenes.night, policy),
    },
    history: history.map(({ at, by, reason, checks }) => ({
      at: toIso(at),
      by,
      reason,
      checks: toChosen(checks),
    })),
  };
}

/** Null before the first picture. */
function toScene(scene: SceneReference | null, policy: PictureSettings['policy']) {
  if (scene === null) return null;
  const { since, count } = scene;
  return {
    since: toIso(since),
    pictures: count,
    isComplete: isComplete(scene, policy),
    isSteady: isSteady(scene),
  };
}

/** A check that is on, with no threshold of its own, is the standard one. */
export function toOverrides(checks: PictureChecksRequest['checks']): PictureOverrides {
  const entries = Object.entries(checks).flatMap(([fault, check]): [string, number | null][] => {
    if (check === undefined) return [];
    if (!check.isOn) return [[fault, null]];
    return check.threshold === undefined ? [] : [[fault, check.threshold]];
  });
  return Object.fromEntries(entries);
}

function toChosen(overrides: PictureOverrides) {
  const entries = Object.entries(overrides) as [PictureFault, number | null][];
  return entries.map(([fault, threshold]) => ({ fault, isOn: threshold !== null, threshold }));
}
