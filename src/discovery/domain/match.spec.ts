import { type FoundDevice, type Match, matchDevice } from './match.js';
import type { RegisteredCamera } from './registered-camera.js';
import { RegisterIndex } from './register-index.js';

const MAC = 'C0-56-E3-58-00-01';
const OTHER_MAC = 'C0-56-E3-58-00-02';
const UNKNOWN = { vendor: null, model: null, firmware: null, serial: null, mac: null };

type CameraWords = Partial<RegisteredCamera>;
type DeviceWords = Partial<Omit<FoundDevice, 'identity'>> & Partial<FoundDevice['identity']>;

const camera = (cameraId: string, more: CameraWords = {}): RegisteredCamera => ({
  cameraId,
  name: cameraId,
  lifecycle: 'in-service',
  host: '192.168.1.20',
  onvifPort: 80,
  mac: null,
  model: null,
  firmware: null,
  observed: UNKNOWN,
  ...more,
});

const device = ({ vendor, model, firmware, serial, mac, ...more }: DeviceWords = {}): FoundDevice => ({
  host: '192.168.1.20',
  port: 80,
  endpoint: null,
  otherHosts: [],
  linkedCameraId: null,
  identity: Object.assign(
    { ...UNKNOWN },
    JSON.parse(JSON.stringify({ vendor, model, firmware, serial, mac })),
  ),
  ...more,
});

const said = (match: Match): string => {
  const by = 'by' in match ? ` by ${match.by}` : '';
  if (match.kind === 'ambiguous') return `ambiguous ${match.cameraIds.join('+')}${by}`;
  const differences =
    'differences' in match
      ? match.differences.map(({ fact, registered, found }) => ` ${fact} ${registered}≠${found}`)
      : [];
  return `${match.kind}${'cameraId' in match ? ` ${match.cameraId}` : ''}${by}${differences.join('')}`;
};

describe('a device that was found', () => {
  it.each<[string, readonly RegisteredCamera[], FoundDevice, string]>([
    ['at an address nobody registered is new', [camera('a', { host: '192.168.1.21' })], device(), 'new'],
    ['at a registered address is known', [camera('a')], device(), 'known a by address'],
    [
      'with a registered MAC at its address is known by it',
      [camera('a', { mac: MAC })],
      device({ mac: MAC }),
      'known a by mac',
    ],
    [
      'with a registered MAC elsewhere has moved',
      [camera('a', { mac: MAC })],
      device({ mac: MAC, host: '192.168.1.34' }),
      'moved a by mac',
    ],
    [
      'with a MAC that probing observed has moved',
      [camera('a', { observed: { ...UNKNOWN, mac: MAC } })],
      device({ mac: MAC, host: '192.168.1.34' }),
      'moved a by mac',
    ],
    [
      'whose endpoint ends with a registered MAC has moved, without any login',
      [camera('a', { mac: MAC })],
      device({ endpoint: '4d454930-0000-1000-8000-c056e3580001', host: '192.168.1.34' }),
      'moved a by mac',
    ],
    [
      'whose endpoint was linked to a camera has moved',
      [camera('a')],
      device({ linkedCameraId: 'a', host: '192.168.1.34' }),
      'moved a by endpoint',
    ],
    [
      'with a known serial of the same vendor has moved',
      [camera('a', { observed: { ...UNKNOWN, vendor: 'HIKVISION', serial: '9123456' } })],
      device({ vendor: 'Hikvision', serial: '9123456', host: '192.168.1.34' }),
      'moved a by serial',
    ],
    [
      'with a serial of another vendor is new',
      [camera('a', { observed: { ...UNKNOWN, vendor: 'Dahua', serial: '9123456' } })],
      device({ vendor: 'HIKVISION', serial: '9123456', host: '192.168.1.34' }),
      'new',
    ],
    [
      'with a placeholder for a serial is new',
      [camera('a', { observed: { ...UNKNOWN, serial: '00000000' } })],
      device({ serial: '00000000', host: '192.168.1.34' }),
      'new',
    ],
    [
      'that moved onto the address of another camera is the one its MAC says',
      [camera('a', { mac: MAC }), camera('b', { host: '192.168.1.34', mac: OTHER_MAC })],
      device({ mac: MAC, host: '192.168.1.34' }),
      'moved a by mac',
    ],
    [
      'with another MAC at a registered address differs',
      [camera('a', { mac: OTHER_MAC })],
      device({ mac: MAC }),
      `differs a by address mac ${OTHER_MAC}≠${MAC}`,
    ],
    [
      'at another port of a lone camera differs',
      [camera('a')],
      device({ port: 8_899 }),
      'differs a by address port 80≠8899',
    ],
    [
      'at another port of an address with several cameras is new',
      [camera('a'), camera('b', { onvifPort: 81 })],
      device({ port: 82 }),
      'new',
    ],
    [
      'at the port of one of several cameras is that one',
      [camera('a'), camera('b', { onvifPort: 81 })],
      device({ port: 81 }),
      'known b by address',
    ],
    [
      'with another firmware than before differs',
      [camera('a', { observed: { ...UNKNOWN, firmware: '1.1' } })],
      device({ firmware: '1.10' }),
      'differs a by address firmware 1.1≠1.10',
    ],
    [
      'of another model than people wrote down differs, whatever was observed before',
      [camera('a', { model: 'IPC-1', observed: { ...UNKNOWN, model: 'IPC-2' } })],
      device({ model: 'IPC-2' }),
      'differs a by address model IPC-1≠IPC-2',
    ],
    [
      'at an address of a camera without ONVIF is known',
      [camera('a', { onvifPort: null })],
      device(),
      'known a by address',
    ],
    [
      'with a MAC that two entries have is nobody for sure',
      [camera('a', { mac: MAC, host: '192.168.1.1' }), camera('b', { mac: MAC, host: '192.168.1.2' })],
      device({ mac: MAC }),
      'ambiguous a+b by mac',
    ],
    [
      'with a MAC that two entries have is the one registered here',
      [camera('a', { mac: MAC }), camera('b', { mac: MAC, host: '192.168.1.2' })],
      device({ mac: MAC }),
      'known a by mac',
    ],
    [
      'at an address that two entries have is nobody for sure',
      [camera('a'), camera('b')],
      device(),
      'ambiguous a+b by address',
    ],
    [
      'with a second address that is registered is known',
      [camera('a', { mac: MAC })],
      device({ mac: MAC, host: '10.1.1.1', otherHosts: ['192.168.1.20'] }),
      'known a by mac',
    ],
    [
      'that is registered by a name is known',
      [camera('a', { mac: MAC, host: 'gate.example' })],
      device({ mac: MAC }),
      'known a by mac',
    ],
    ['at the address of a removed camera is new', [camera('a', { lifecycle: 'removed' })], device(), 'new'],
    [
      'at the address of a planned camera is known',
      [camera('a', { lifecycle: 'planned' })],
      device(),
      'known a by address',
    ],
  ])('%s', (_name, cameras, found, expected) => {
    expect(said(matchDevice(found, new RegisterIndex(cameras)))).toBe(expected);
  });

  it.each([
    ['192.168.1.34', 'moved: change 192.168.1.20 to .34?'],
    ['192.168.2.34', 'moved: change 192.168.1.20 to 192.168.2.34?'],
    ['2001:db8::34', 'moved: change 192.168.1.20 to 2001:db8::34?'],
  ])('that moved to %s puts the question', (host, question) => {
    const match = matchDevice(device({ mac: MAC, host }), new RegisterIndex([camera('a', { mac: MAC })]));
    expect(match).toMatchObject({ question, from: '192.168.1.20', to: host });
  });
});
