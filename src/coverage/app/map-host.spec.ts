import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { LEVELS } from '../domain/sight/sight.js';
import { numbersOf, randomTown } from '../domain/testing/random-town.js';
import type { CoverageGrounds, GroundCamera } from '../domain/map/grounds.js';
import { MapHost } from './map-host.js';
import type { MapChange } from './map-talk.js';

const SIDE_M = 240;
/** So that many places are dark, and nobody looks at some of them. */
const seldom = constantFrom(true, false, false, false);
const changes = array(
  record({
    kind: constantFrom('camera', 'camera', 'state', 'state', 'gone'),
    which: integer({ min: 0, max: 19 }),
    how: integer({ min: 0, max: 29 }),
    isLive: seldom,
    isWatched: seldom,
    // Seldom: the map is made larger then, and begins anew.
    isFarOff: integer({ min: 0, max: 39 }).map((one) => one === 7),
  }),
  { minLength: 1, maxLength: 30 },
);

function townOf(seed: number): CoverageGrounds {
  const number = numbersOf(seed);
  const places = Array.from({ length: 150 }, (_, at) => ({
    id: `place ${at}`,
    villageId: at % 5 === 0 ? 'without boundary' : 'village',
    shape: { kind: 'point' as const, at: { eastM: number() * SIDE_M, northM: number() * SIDE_M } },
    detail: LEVELS[at % 2]!,
    weight: 1 + (at % 3),
  }));
  const town = randomTown({ seed, sideM: SIDE_M, cameras: 30, buildings: 20 });
  return { ...town, places, villages: [...town.villages, { id: 'without boundary', boundary: null }] };
}

/** The cameras that stand, and those that nobody looks at, told beside the map. */
class Ledger {
  readonly cameras = new Map<string, GroundCamera>();
  readonly unwatched = new Set<string>();

  note(change: MapChange): void {
    const id = change.kind === 'camera' ? change.camera.id : change.cameraId;
    if (change.kind === 'gone') {
      this.cameras.delete(id);
      this.unwatched.delete(id);
      return;
    }
    const known = change.kind === 'camera' ? change.camera : this.cameras.get(id)!;
    this.cameras.set(id, change.kind === 'camera' ? known : { ...known, isLive: change.isLive });
    if (change.isWatched) this.unwatched.delete(id);
    else this.unwatched.add(id);
  }
}

describe('the map that is kept', () => {
  it('says after any changes what one says that is loaded then', () => {
    assert(
      property(
        integer({ min: 1, max: 1_000 }),
        changes,
        integer({ min: 1, max: 5 }),
        (seed, drawn, atOnce) => {
          const grounds = townOf(seed);
          const ledger = new Ledger();
          for (const camera of grounds.cameras.slice(0, 20)) ledger.cameras.set(camera.id, camera);
          const host = new MapHost({
            grounds: { ...grounds, cameras: [...ledger.cameras.values()] },
            names: {},
            unwatched: [],
          });
          const told: MapChange[] = [];
          for (const { kind, which, how, isLive, isWatched, isFarOff } of drawn) {
            const change = changeOf({ kind, which, how, isLive, isWatched, isFarOff }, grounds, ledger);
            if (change === null) continue;
            ledger.note(change);
            told.push(change);
          }
          for (let at = 0; at < told.length; at += atOnce) host.change(told.slice(at, at + atOnce));
          const unwatched = [...ledger.unwatched];
          const cameras = [...ledger.cameras.values()];
          const afresh = new MapHost({ grounds: { ...grounds, cameras }, names: {}, unwatched });
          expect(host.summary()).toEqual(afresh.summary());
          expect(host.summary().villages.map(({ ratio }) => ratio.live === null)).toEqual([false, true]);
        },
      ),
      { seed: 20_260_503, numRuns: 60 },
    );
  });
});

/** Null where nothing of the kind can happen now. */
function changeOf(
  drawn: {
    readonly kind: string;
    readonly which: number;
    readonly how: number;
    readonly isLive: boolean;
    readonly isWatched: boolean;
    readonly isFarOff: boolean;
  },
  { cameras }: CoverageGrounds,
  ledger: Ledger,
): MapChange | null {
  const { kind, which, how, isLive, isWatched, isFarOff } = drawn;
  const cameraId = cameras[which]!.id;
  if (kind === 'camera') {
    const { sight } = cameras[how]!;
    const at = isFarOff ? { eastM: 5 * SIDE_M, northM: -2 * SIDE_M } : sight.at;
    const camera = { ...cameras[which]!, sight: { ...sight, at }, isLive };
    return { kind, camera, name: cameraId, isWatched };
  }
  if (!ledger.cameras.has(cameraId)) return null;
  return kind === 'gone' ? { kind, cameraId } : { kind: 'state', cameraId, isLive, isWatched };
}
