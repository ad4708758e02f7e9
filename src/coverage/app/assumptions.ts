import type { Assumable } from '../domain/sight/sight.js';
import { ASSUMABLE } from '../domain/sight/sight.js';
import type { GatheredCamera } from './gather.js';
import { isRegistered } from './gather.js';

/** Cameras whose register was not usable as it is are named up to this many; all are counted. */
const MOST_NAMED = 100;

/** What an answer rests on: which cameras count, and what had to be assumed of how they hang and look. */
export function assumptionsOf(cameras: readonly GatheredCamera[]) {
  const assumed = Object.fromEntries(ASSUMABLE.map((field) => [field, 0])) as Record<Assumable, number>;
  const problems = [];
  let [registered, onMap, live, problemCount] = [0, 0, 0, 0];
  // Once through all of them: a county asks for each page that shows it.
  for (const { facts, ground, problems: found } of cameras) {
    if (!isRegistered(facts)) continue;
    registered += 1;
    problemCount += found.length;
    for (const { field, message } of found)
      if (problems.length < MOST_NAMED)
        problems.push({ cameraId: facts.id, name: facts.name, field, message });
    if (ground === null) continue;
    onMap += 1;
    if (ground.isLive) live += 1;
    for (const field of ground.sight.assumed) assumed[field] += 1;
  }
  return {
    cameras: {
      registered,
      live,
      /** Of these nothing can be said: nobody knows where they hang. */
      withoutPosition: registered - onMap,
    },
    /** Cameras of which the field was not registered, so that the usual value of their type stands in. */
    assumed,
    problems,
    problemCount,
  };
}
