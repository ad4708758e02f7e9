import { array, assert, boolean, constantFrom, integer, property, record } from 'fast-check';
import { type Heard, HeardBook, isSeenAgain, type Sight, sightOf } from './zone-sight.js';

const POLICY = { minCameras: 10, share: 0.9, patienceMs: 120_000 };
const SINCE = 1_000_000;
const UNREACHABLE = { outcome: 'silent', fault: { code: 'host-unreachable', detail: '' } } as const;

/** What was heard last, the newest first, and of how many. */
interface Others {
  readonly all: number;
  readonly heard: readonly Heard[];
}

/** So many that answered since the camera fell silent, that were silent, and that were last heard before. */
function others(answered: number, silent: number, before: number, never = 0): Others {
  const heard = (count: number, atMs: number, isSilent: boolean): Heard[] =>
    Array.from({ length: count }, (_, index) => ({ cameraId: `${index} at ${atMs}`, atMs, isSilent }));
  return {
    all: answered + silent + before + never,
    heard: [
      ...heard(answered, SINCE + 2, false),
      ...heard(silent, SINCE + 1, true),
      ...heard(before, SINCE - 1, false),
    ],
  };
}

describe('sightOf', () => {
  it.each<[string, Others, number, Sight]>([
    ['blames the camera where enough others answer', others(11, 0, 89), 1, 'clear'],
    ['blames us where nearly all others are silent, too', others(0, 90, 10), 1, 'blind'],
    ['blames us although a camera on our own wire answers', others(1, 99, 0), 1, 'blind'],
    ['waits while too few were heard since', others(5, 60, 35), 1, 'wait'],
    ['waits where nobody was heard since', others(0, 0, 100), 1, 'wait'],
    ['blames the camera of a zone too small to tell', others(0, 8, 0), 1, 'clear'],
    ['decides by those it heard when it has waited long enough', others(0, 30, 70), 120_000, 'blind'],
    ['decides by those it heard when most say nothing', others(4, 30, 66), 120_000, 'clear'],
    ['blames nobody where nobody was heard, however long', others(0, 0, 100), 3_600_000, 'wait'],
    ['does not take those never probed for silent', others(0, 50, 0, 50), 1, 'wait'],
    ['blames the cameras where a switch with half of the zone is down', others(50, 50, 0), 1, 'clear'],
  ])('%s', (_name, { all, heard }, afterMs, expected) => {
    expect(sightOf(all, heard, { sinceMs: SINCE, nowMs: SINCE + afterMs }, POLICY)).toBe(expected);
  });

  it('reads no further than it takes', () => {
    const { all, heard } = others(50_000, 0, 50_000);
    let read = 0;
    const counted = function* (): Iterable<Heard> {
      for (const one of heard) {
        read += 1;
        yield one;
      }
    };
    expect(sightOf(all, counted(), { sinceMs: SINCE, nowMs: SINCE }, POLICY)).toBe('clear');
    expect(read).toBeLessThanOrEqual(10_001);
  });

  it('says the same as if all that was heard since were counted, in whatever order it was heard', () => {
    const look = record({
      camera: integer({ min: 0, max: 14 }),
      atMs: integer({ min: 0, max: 9 }),
      isSilent: boolean(),
    });
    assert(
      property(array(look), integer({ min: 0, max: 9 }), constantFrom(1, 100), (looks, sinceMs, waitedMs) => {
        const book = new HeardBook();
        const last = new Map<number, { atMs: number; isSilent: boolean }>();
        for (const { camera, atMs, isSilent } of looks) {
          book.hear(`${camera}`, isSilent ? UNREACHABLE : { outcome: 'answered' }, atMs);
          if (atMs >= (last.get(camera)?.atMs ?? 0)) last.set(camera, { atMs, isSilent });
        }
        const since = [...last.values()].filter(({ atMs }) => atMs >= sinceMs);
        const silent = since.filter(({ isSilent }) => isSilent).length;
        const answered = since.length - silent;
        const counted = (): Sight => {
          if (silent >= 0.9 * 15) return 'blind';
          if (answered > 0.1 * 15) return 'clear';
          if (since.length === 0 || waitedMs < 100) return 'wait';
          return silent >= 0.9 * since.length ? 'blind' : 'clear';
        };
        const policy = { ...POLICY, share: 0.9, patienceMs: 100 };
        const times = { sinceMs, nowMs: sinceMs + waitedMs };
        expect(sightOf(15, book.newestFirst(), times, policy)).toBe(counted());
      }),
    );
  });
});

describe('isSeenAgain', () => {
  it.each([
    ['is not by one camera that answers', others(1, 99, 0), false],
    ['is by more than a tenth of them', others(11, 89, 0), true],
    ['is not by what was heard before it went blind', others(0, 10, 90), false],
  ])('%s', (_name, { all, heard }, expected) => {
    expect(isSeenAgain(all, heard, SINCE, POLICY)).toBe(expected);
  });
});

describe('what was heard of a zone', () => {
  it('is as old as the look was when it began, whenever it is judged', () => {
    const book = new HeardBook();
    book.hear('a', UNREACHABLE, 5);
    expect(book.hear('b', { outcome: 'answered' }, 3)).toBe(true);
    expect([...book.newestFirst()].map(({ cameraId }) => cameraId)).toEqual(['a', 'b']);
  });

  it('does not become older by a look that lasted', () => {
    const book = new HeardBook();
    book.hear('a', UNREACHABLE, 5);
    expect(book.hear('a', { outcome: 'answered' }, 3)).toBe(false);
    expect(book.silentSince('a')).toBe(5);
  });
});
