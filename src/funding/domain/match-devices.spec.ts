import { matchDevices, namedBy, type NamedDevice, twinsOf } from './match-devices.js';

const device = (cameraId: string, serial: string | null, macs: readonly string[] = [], villageId = 'v') => ({
  cameraId,
  villageId,
  serial,
  macs,
});
const DEVICES = [
  device('a', 'SN-1', ['00-11-22-33-44-01']),
  device('b', 'SN-2', ['00-11-22-33-44-02', '00-11-22-33-44-03']),
  device('c', 'SN-2'),
  device('far', 'SN-9', [], 'w'),
  device('twin', 'SN-1', [], 'w'),
  device('zero', '0000000', ['00-00-00-00-00-00']),
];

const match = (rows: readonly Partial<NamedDevice>[], claimed: readonly string[] = []) =>
  matchDevices(
    rows.map((row) => ({ serial: null, mac: null, ...row })),
    'v',
    {
      devices: DEVICES,
      claims: claimed.map((cameraId) => ({ cameraId, purchaseId: 'p', villageId: 'w' })),
    },
  );

describe('a list of devices', () => {
  it.each<[string, Partial<NamedDevice>, object]>([
    ['a serial', { serial: 'SN-1' }, { status: 'matched', cameraId: 'a' }],
    ['a serial as somebody typed it', { serial: ' sn 1' }, { status: 'matched', cameraId: 'a' }],
    ['a MAC of any form', { mac: '001122334403' }, { status: 'matched', cameraId: 'b' }],
    ['a serial of two entries', { serial: 'SN-2' }, { status: 'ambiguous', cameraIds: ['b', 'c'] }],
    [
      'a serial of one and a MAC of another',
      { serial: 'SN-1', mac: '00:11:22:33:44:02' },
      { status: 'ambiguous', cameraIds: ['a', 'b'] },
    ],
    ['a camera of another village', { serial: 'SN-9' }, { status: 'unknown' }],
    ['nothing that is known', { serial: 'SN-7' }, { status: 'unknown' }],
    ['a serial that tells nothing', { serial: '0000000' }, { status: 'unknown' }],
    ['a MAC that tells nothing', { mac: '00-00-00-00-00-00' }, { status: 'unknown' }],
  ])('knows by %s', (_what, row, expected) => {
    expect(match([row])).toEqual([expected]);
  });

  it('is claimed where any entry of its device is paid for', () => {
    expect(match([{ serial: 'SN-1' }], ['twin'])).toMatchObject([
      { status: 'claimed', claim: { cameraId: 'twin' } },
    ]);
  });

  it('names a camera once', () => {
    expect(match([{ serial: 'SN-1' }, { mac: '00-11-22-33-44-01' }])).toEqual([
      { status: 'matched', cameraId: 'a' },
      { status: 'repeated', row: 0 },
    ]);
  });

  it('may be these entries, wherever they are', () => {
    const rows = [
      { serial: 'SN-1', mac: null },
      { serial: 'SN-9', mac: null },
    ];
    expect(namedBy(rows, DEVICES).map(({ cameraId }) => cameraId)).toEqual(['a', 'twin', 'far']);
  });

  it('has twins: entries of the same device', () => {
    expect(twinsOf(['a', 'b', 'zero', 'new'], DEVICES)).toEqual(
      new Map([
        ['a', ['a', 'twin']],
        ['b', ['b', 'c']],
        ['zero', ['zero']],
        ['new', ['new']],
      ]),
    );
  });
});
