import { suspectGroup, type Tied } from './cause.js';

const POLICY = { minCameras: 3, share: 0.8 };
type Ties = Partial<Omit<Tied, 'cameraId'>>;

/** So many cameras that share these; each call makes cameras of its own. */
let count = 0;
function cameras(number: number, ties: Ties = {}): Tied[] {
  const shared = { uplink: null, nvr: null, poleNumber: null, powerFeed: null, villageId: 'v', zoneId: 'z' };
  return Array.from({ length: number }, () => ({ cameraId: `c${(count += 1)}`, ...shared, ...ties }));
}

function suspected(fallen: readonly Tied[], standing: readonly Tied[]): string {
  const best = suspectGroup(fallen, [...fallen, ...standing], POLICY);
  return best === null ? 'nothing' : `${best.group.kind} ${best.group.key}, ${best.fallen.length}`;
}

describe('suspectGroup', () => {
  const inVillage = cameras(20);
  it.each<[string, Tied[], Tied[], string]>([
    ['nothing where two fell of many', cameras(2), inVillage, 'nothing'],
    ['a pole by two cameras', cameras(2, { poleNumber: '7' }), inVillage, 'pole v 7, 2'],
    ['no pole by one camera', cameras(1, { poleNumber: '7' }), inVillage, 'nothing'],
    ['an uplink', cameras(4, { uplink: 'SW' }), inVillage, 'uplink SW, 4'],
    ['a recorder', cameras(4, { nvr: 'N' }), inVillage, 'nvr N, 4'],
    ['a power feed', cameras(4, { powerFeed: 'P' }), inVillage, 'power-feed P, 4'],
    ['a village', cameras(5, { villageId: 'w' }), inVillage, 'village w, 5'],
    ['a zone', cameras(5, { zoneId: 'y' }), inVillage, 'zone y, 5'],
    ['no uplink of which half stands', cameras(4, { uplink: 'SW' }), cameras(4, { uplink: 'SW' }), 'nothing'],
    [
      'an uplink of which one in five stands',
      cameras(4, { uplink: 'SW' }),
      [...cameras(1, { uplink: 'SW' }), ...inVillage],
      'uplink SW, 4',
    ],
    [
      'the uplink and not one of its poles',
      [...cameras(2, { uplink: 'SW', poleNumber: '1' }), ...cameras(6, { uplink: 'SW' })],
      inVillage,
      'uplink SW, 8',
    ],
    [
      'the uplink and not the village that is nearly all behind it, though one more fell there',
      [...cameras(40, { uplink: 'SW', villageId: 'w' }), ...cameras(1, { villageId: 'w' })],
      [...cameras(4, { villageId: 'w' }), ...inVillage],
      'uplink SW, 40',
    ],
    [
      'the uplink before the recorder that has the same cameras',
      cameras(4, { uplink: 'SW', nvr: 'N' }),
      inVillage,
      'uplink SW, 4',
    ],
    [
      'poles of other villages by one number apart',
      [...cameras(1, { poleNumber: '1' }), ...cameras(1, { poleNumber: '1', villageId: 'w' })],
      [...inVillage, ...cameras(9, { villageId: 'w' })],
      'nothing',
    ],
  ])('suspects %s', (_name, fallen, standing, expected) => {
    expect(suspected(fallen, standing)).toBe(expected);
  });
});
