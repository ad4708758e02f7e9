import { type Heard, isSeenAgain, type Sight, sightOf } from './zone-sight.js';

const POLICY = { minCameras: 10, share: 0.9, patienceMs: 120_000 };
const SINCE = 1_000_000;

/** So many that answered since the camera fell silent, that were silent, and that were last heard before. */
function others(answered: number, silent: number, before: number, never = 0): (Heard | null)[] {
  return [
    ...Array.from({ length: answered }, () => ({ atMs: SINCE + 1, isSilent: false })),
    ...Array.from({ length: silent }, () => ({ atMs: SINCE + 1, isSilent: true })),
    ...Array.from({ length: before }, () => ({ atMs: SINCE - 1, isSilent: false })),
    ...Array.from({ length: never }, () => null),
  ];
}

describe('sightOf', () => {
  it.each<[string, (Heard | null)[], number, Sight]>([
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
  ])('%s', (_name, heard, afterMs, expected) => {
    expect(sightOf(heard, { sinceMs: SINCE, nowMs: SINCE + afterMs }, POLICY)).toBe(expected);
  });
});

describe('isSeenAgain', () => {
  it.each([
    ['is not by one camera that answers', others(1, 99, 0), false],
    ['is by more than a tenth of them', others(11, 89, 0), true],
    ['is not by what was heard before it went blind', others(0, 10, 90), false],
  ])('%s', (_name, heard, expected) => {
    expect(isSeenAgain(heard, SINCE, POLICY)).toBe(expected);
  });
});
