import { distanceM, type Identity, type Outlook, sameOutlooks, sharedIdentities } from './duplicates.js';

const identity = (name: string, more: Partial<Identity> = {}): Identity => ({
  id: name,
  name,
  villageId: 'v-1',
  zoneId: 'z-1',
  host: '10.1.1.1',
  ports: [80],
  mac: null,
  deviceCode: null,
  ...more,
});

/** `a=b` for each camera that a finding of this code calls the same as another. */
function sameBy(code: string, cameras: readonly Identity[]): string[] {
  return sharedIdentities(cameras)
    .find((finding) => finding.code === code)!
    .cameras.map(({ name, detail }) => `${name}: ${detail.en}`);
}

describe('shared identities', () => {
  it.each([
    ['one address and port', {}, {}, 2],
    ['one address, another port', {}, { ports: [81] }, 0],
    ['one of two ports in common', { ports: [80, 554] }, { ports: [554, 8554] }, 2],
    ['one address in two zones', {}, { zoneId: 'z-2' }, 0],
    ['two addresses', {}, { host: '10.1.1.2' }, 0],
  ])('by address: %s', (_what, left, right, count) => {
    expect(sameBy('same-address', [identity('a', left), identity('b', right)])).toHaveLength(count);
  });

  it('by MAC and by device code, where there is one', () => {
    const apart = (name: string, more: Partial<Identity>) => identity(name, { host: name, ...more });
    const cameras = [
      apart('a', { mac: 'M', deviceCode: 'C' }),
      apart('b', { mac: 'M' }),
      apart('c', { deviceCode: 'C' }),
      apart('d', {}),
      apart('e', {}),
    ];
    expect(sameBy('same-mac', cameras)).toEqual(['a: the same as b', 'b: the same as a']);
    expect(sameBy('same-device-code', cameras)).toEqual(['a: the same as c', 'c: the same as a']);
    expect(sameBy('same-address', cameras)).toEqual([]);
  });

  it('names three of many', () => {
    const cameras = ['a', 'b', 'c', 'd', 'e'].map((name) => identity(name));
    expect(sameBy('same-address', cameras)[0]).toBe('a: the same as b, c, d …');
  });
});

describe('same outlooks', () => {
  const outlook = (name: string, more: Partial<Outlook> = {}): Outlook => ({
    id: name,
    name,
    villageId: 'v-1',
    latitudeDeg: 24.72,
    longitudeDeg: 118.47,
    bearingDeg: 90,
    ...more,
  });
  const limits = { withinM: 3, withinDeg: 15 };

  it.each([
    ['on one spot, looking one way', {}, true],
    ['2.9 m north', { latitudeDeg: 24.72 + 2.9 / 111_320 }, true],
    ['3.1 m north', { latitudeDeg: 24.72 + 3.1 / 111_320 }, false],
    ['2.9 m east, where a degree is shorter', { longitudeDeg: 118.47 + 2.9 / 101_120 }, true],
    ['3.1 m east', { longitudeDeg: 118.47 + 3.1 / 101_120 }, false],
    ['15° apart', { bearingDeg: 105 }, true],
    ['16° apart', { bearingDeg: 106 }, false],
    ['looking back', { bearingDeg: 270 }, false],
    ['looking all around', { bearingDeg: null }, false],
  ])('%s', (_what, more, isSame) => {
    const { cameras } = sameOutlooks([outlook('a'), outlook('b', more)], limits);
    expect(cameras.map(({ name }) => name).toSorted()).toEqual(isSame ? ['a', 'b'] : []);
  });

  it('takes 355° and 5° for neighbours, and two that look all around for the same', () => {
    const across = [outlook('a', { bearingDeg: 355 }), outlook('b', { bearingDeg: 5 })];
    const around = [outlook('c', { bearingDeg: null }), outlook('d', { bearingDeg: null })];
    expect(sameOutlooks(across, limits).cameras).toHaveLength(2);
    expect(sameOutlooks(around, limits).cameras).toHaveLength(2);
  });

  it('measures a degree of latitude as 111.32 km', () => {
    expect(distanceM(outlook('a'), outlook('b', { latitudeDeg: 25.72 }))).toBeCloseTo(111_320, 3);
  });
});
