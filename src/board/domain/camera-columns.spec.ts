import { cameraColumns, type ShownCamera } from './camera-columns.js';

const camera = (cameraId: string, more: Partial<ShownCamera> = {}): ShownCamera => ({
  cameraId,
  name: `名 ${cameraId}`,
  villageId: 'v1',
  isInService: true,
  isInMaintenance: false,
  position: { latitudeDeg: 24.72, longitudeDeg: 118.47 },
  standing: { state: 'online', fault: null, since: 1_999 },
  ...more,
});

describe('cameraColumns', () => {
  it('lays cameras out by column, with names for what repeats', () => {
    const down = { state: 'offline', fault: { code: 'connect-timeout' }, since: 5_000 } as const;
    const columns = cameraColumns([
      camera('a'),
      camera('b', { villageId: 'v2', standing: down }),
      camera('c', { position: null, isInService: false, isInMaintenance: true, standing: down }),
    ]);

    expect(columns).toEqual({
      villageIds: ['v1', 'v2'],
      stateNames: ['online', 'impaired', 'offline', 'unknown'],
      faultCodes: ['connect-timeout'],
      ids: ['a', 'b', 'c'],
      names: ['名 a', '名 b', '名 c'],
      villages: [0, 1, 0],
      longitudesDeg: [118.47, 118.47, null],
      latitudesDeg: [24.72, 24.72, null],
      states: [0, 2, 2],
      faults: [null, 0, 0],
      sinceS: [1, 5, 5],
      inService: [1, 1, 0],
      inMaintenance: [0, 0, 1],
    });
  });
});
