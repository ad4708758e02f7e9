import type { Assumable } from '../domain/sight/sight.js';
import { ASSUMABLE } from '../domain/sight/sight.js';
import type { GatheredCamera } from './gather.js';
import { isRegistered } from './gather.js';

/** Cameras whose register was not usable as it is are named up to this many; all are counted. */
const MOST_NAMED = 100;

/** What an answer rests on: which cameras count, and what had to be assumed of how they hang and look. */
export function assumptionsOf(cameras: readonly GatheredCamera[]) {
  const registered = cameras.filter(({ facts }) => isRegistered(facts));
  const onMap = registered.flatMap(({ ground }) => ground ?? []);
  const assumed = Object.fromEntries(
    ASSUMABLE.map((field): [Assumable, number] => [
      field,
      onMap.filter(({ sight }) => sight.assumed.includes(field)).length,
    ]),
  );
  const problems = registered.flatMap(({ facts: { id, name }, problems: found }) =>
    found.map(({ field, message }) => ({ cameraId: id, name, field, message })),
  );
  return {
    cameras: {
      registered: registered.length,
      live: onMap.filter(({ isLive }) => isLive).length,
      /** Of these nothing can be said: nobody knows where they hang. */
      withoutPosition: registered.length - onMap.length,
    },
    /** Cameras of which the field was not registered, so that the usual value of their type stands in. */
    assumed,
    problems: problems.slice(0, MOST_NAMED),
    problemCount: problems.length,
  };
}
