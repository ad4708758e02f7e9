import { array, assert, asyncProperty, constantFrom, integer, tuple } from 'fast-check';
import { SECOND_MS } from '../../kernel/instant.js';
import type { JudgedAs } from '../domain/advance.js';
import type { Spell } from '../domain/maintenance.js';
import type { Outage } from '../domain/outage.js';
import { intactRatio, uptimeRatio } from '../domain/ratio.js';
import type { Transition } from '../domain/standing.js';
import { type Deed, PlayedCamera, SETTINGS } from '../testing/played-camera.js';
import { isWithin, secondBySecond, statesBySecond, type Step } from '../testing/second-by-second.js';

const { uptime } = SETTINGS;
const FAULT = { code: 'connection-refused', detail: 'refused' } as const;
const BLACK = { code: 'black', detail: 'black' } as const;
const LIVE = { outcome: 'live', impairment: null } as const;
const DOWN = { outcome: 'frameless', fault: FAULT } as const;

const whats = constantFrom<JudgedAs | 'nobody looks'>(
  LIVE,
  LIVE,
  { outcome: 'live', impairment: BLACK },
  DOWN,
  DOWN,
  DOWN,
  { outcome: 'frameless', fault: { code: 'no-key-frame', detail: 'none' } },
  { outcome: 'silent', fault: FAULT },
  { outcome: 'answered' },
  { outcome: 'inconclusive', fault: FAULT },
  'nobody looks',
);
const deeds = array(tuple(integer({ min: 0, max: 45 }), whats), { minLength: 20, maxLength: 80 });
/** Now and then a camera is maintained; all in whole seconds. */
const spells = array(tuple(integer({ min: 0, max: 1_500 }), integer({ min: 1, max: 150 })), { maxLength: 3 });

interface Played {
  readonly camera: PlayedCamera;
  readonly maintained: readonly Spell[];
  readonly steps: readonly Step[];
  /** What it was in every second until the end. */
  readonly states: readonly string[];
  readonly outages: readonly Outage[];
}

async function play(
  given: readonly Deed[],
  windows: readonly (readonly [number, number])[],
): Promise<Played> {
  const maintained = windows.map(([from, length]): Spell => [from * SECOND_MS, (from + length) * SECOND_MS]);
  const camera = await PlayedCamera.play([...given, [30, 'nobody looks']], maintained);
  const steps = camera.transitions.map(({ at, to }) => [at, to] as const);
  const states = statesBySecond(steps, 0, camera.now);
  return { camera, maintained, steps, states, outages: camera.outages() };
}

function holds(what: (played: Played) => void, more: { seed?: number } = {}): Promise<void> {
  return assert(
    asyncProperty(deeds, spells, async (given, windows) => what(await play(given, windows))),
    { numRuns: 200, ...more },
  );
}

const isLive = (state: string | undefined): boolean => state === 'online' || state === 'impaired';
const liveMsOf = ({ states }: Played, from: number, to: number): number =>
  states.slice(from / SECOND_MS, to / SECOND_MS).filter(isLive).length * SECOND_MS;
const endOf = ({ closedAt }: Outage): number => closedAt ?? Number.POSITIVE_INFINITY;
const closeAfterMs = ({ isFlapping }: Outage): number =>
  (isFlapping ? uptime.flapCloseAfterLiveS : uptime.closeAfterLiveS) * SECOND_MS;

/** Seconds in which the camera was confirmed offline without a break, as instants. */
function offlineStretches({ states }: Played): readonly Spell[] {
  const stretches: [number, number][] = [];
  for (const [index, state] of states.entries()) {
    if (state !== 'offline') continue;
    const at = index * SECOND_MS;
    const last = stretches.at(-1);
    if (last !== undefined && last[1] === at) last[1] = at + SECOND_MS;
    else stretches.push([at, at + SECOND_MS]);
  }
  return stretches;
}

/** In one outage from its first second to its last, or from the first second that is not maintained. */
function isHeld({ outages, maintained }: Played, [from, to]: Spell): boolean {
  const around = outages.filter((one) => one.openedAt < to && endOf(one) > from);
  const wasOpen = around[0] !== undefined && around[0].openedAt < from;
  const begin = wasOpen ? from : firstOutside(maintained, [from, to]);
  if (begin === to) return around.length === 0;
  return around.length === 1 && around[0]!.openedAt <= begin && endOf(around[0]!) >= to;
}

function firstOutside(spells: readonly Spell[], [from, to]: Spell): number {
  for (let at = from; at < to; at += SECOND_MS) if (!isWithin(spells, at)) return at;
  return to;
}

/** The live seconds since it came back are as many as close it, or fewer while it is open. */
function endsInTime(played: Played, outage: Outage): boolean {
  const { recoveredAt, closedAt } = outage;
  if (recoveredAt === null) return closedAt === null;
  const end = closedAt ?? played.camera.now;
  const cameBackLive = played.steps.some(([at, state]) => at === recoveredAt && isLive(state));
  const wasDown = played.states.slice(recoveredAt / SECOND_MS, end / SECOND_MS).includes('offline');
  const liveMs = liveMsOf(played, recoveredAt, end);
  const isLongEnough = closedAt === null ? liveMs < closeAfterMs(outage) : liveMs === closeAfterMs(outage);
  return cameBackLive && !wasDown && isLongEnough;
}

/** The falls from a live state that are no further back than damping looks. */
function fallsBefore(transitions: readonly Transition[], now: number): number {
  const since = now - uptime.flapWindowS * SECOND_MS;
  return transitions.filter(({ at, from, to }) => to === 'offline' && isLive(from) && since < at && at <= now)
    .length;
}

describe('whatever a camera goes through, with damping, outages and maintenance together', () => {
  it('its history tiles time, and its ratios are those of counting by seconds', () =>
    holds(({ camera, maintained, steps }) => {
      for (const [index, { at, from }] of camera.transitions.entries()) {
        expect(from).toBe(camera.transitions[index - 1]?.to ?? 'unknown');
        expect(at).toBeGreaterThanOrEqual(camera.transitions[index - 1]?.at ?? 0);
      }
      const time = camera.timeUntilNow();
      const counted = secondBySecond(steps, 0, camera.now, maintained);
      expect(time).toEqual(counted);
      expect(Object.values(time).reduce((sum, part) => sum + part)).toBe(camera.now);
      expect(uptimeRatio(time)).toBe(uptimeRatio(counted));
      expect(intactRatio(time)).toBe(intactRatio(counted));
    }));

  it('outages do not overlap', () =>
    holds(({ outages }) => {
      const overlapping = outages.filter(
        ({ openedAt }, index) => index > 0 && openedAt < endOf(outages[index - 1]!),
      );
      expect(overlapping).toEqual([]);
    }));

  it('every stretch of being offline lies in exactly one outage, but what maintenance covers before one opened', () =>
    holds((played) => {
      expect(offlineStretches(played).filter((stretch) => !isHeld(played, stretch))).toEqual([]);
    }));

  it('an outage is over when the camera was live for long enough since it came back, and not before', () =>
    holds((played) => {
      expect(played.outages.filter((outage) => !endsInTime(played, outage))).toEqual([]);
    }));

  it('a camera that falls again and again flaps, and has one outage', () =>
    holds(({ camera, outages }) => {
      for (const outage of outages) {
        const during = camera.transitions.filter(
          ({ at, to }) => to === 'offline' && outage.openedAt <= at && at < endOf(outage),
        );
        const moments = [outage.openedAt, ...during.map(({ at }) => at)];
        const flaps = moments.some((at) => fallsBefore(camera.transitions, at) >= uptime.flapFalls);
        expect(outage.isFlapping).toBe(flaps);
      }
    }));

  it('time that nobody looked neither opens nor closes an outage', () =>
    holds(({ states, outages, steps }) => {
      const before = (at: number): string | undefined => states[at / SECOND_MS - 1];
      for (const { openedAt } of outages) {
        const fellThen = steps.some(([at, state]) => at === openedAt && state === 'offline');
        expect(fellThen || before(openedAt) === 'offline').toBe(true);
      }
      const closed = outages.flatMap(({ closedAt }) => closedAt ?? []);
      expect(closed.filter((at) => !isLive(before(at)))).toEqual([]);
    }));

  it('plays what it is about: outages, flapping, maintenance and unknown time', async () => {
    const tally = { outages: 0, flapping: 0, closed: 0, inMaintenance: 0, unseenWhileDown: 0 };
    await holds(
      (played) => {
        tally.outages += played.outages.length;
        tally.flapping += played.outages.filter(({ isFlapping }) => isFlapping).length;
        tally.closed += played.outages.filter(({ closedAt }) => closedAt !== null).length;
        tally.inMaintenance += offlineStretches(played).filter(([from]) =>
          isWithin(played.maintained, from),
        ).length;
        tally.unseenWhileDown += played.camera.transitions.filter(
          ({ from, to }) => from === 'offline' && to === 'unknown',
        ).length;
      },
      { seed: 1 },
    );
    for (const count of Object.values(tally)) expect(count).toBeGreaterThan(20);
  });
});
