import { type CameraPatch, expectation, FARM_FAULTS, type FarmFault } from './index.js';
import { specCamera } from './testing/spec-camera.js';

const truthOf = (patch: CameraPatch): string => {
  const { state, fault } = expectation(specCamera('127.0.0.1', patch));
  return fault === null ? state : `${state} ${fault}`;
};

describe('what a right monitor must find', () => {
  it.each<[string, CameraPatch]>([
    ['online', {}],
    ['offline connection-refused', { faults: ['refuse', 'rtsp-404'] }],
    ['offline connect-timeout', { faults: ['unreachable'] }],
    ['impaired onvif-silent', { faults: ['onvif-hang'] }],
    ['offline onvif-timeout', { faults: ['onvif-hang', 'rtsp-refused'] }],
    ['offline onvif-garbled', { faults: ['entity-bomb', 'rtsp-404'] }],
    ['offline login-rejected', { faults: ['wrong-password'], onvifAuth: 'wsse' }],
    ['offline stream-not-found', { faults: ['rtsp-404'], picture: 'black' }],
    ['impaired black', { picture: 'black', faults: ['clock-off'] }],
    ['impaired frozen', { picture: 'frozen', faults: ['onvif-refused'] }],
    ['impaired clock-off', { clockOffsetS: -31 }],
    ['online', { clockOffsetS: 29 }],
    ['unknown stream-busy', { faults: ['rtsp-453'] }],
    ['online', { faults: ['wrong-password', 'locked'], login: null }],
  ])('is %s of a camera with %j', (truth, patch) => {
    expect(truthOf(patch)).toBe(truth);
  });

  it('is well with the faults that are mere oddities, and with no other', () => {
    const well = (Object.keys(FARM_FAULTS) as FarmFault[]).filter(
      (fault) => truthOf({ faults: [fault], onvifAuth: 'wsse' }) === 'online',
    );
    expect(well).toEqual([
      'late-refusal',
      'clock-needs-login',
      'nonce-expires',
      'wrong-host-in-uris',
      'stream-uri-elsewhere',
      'credentials-in-uris',
      'xaddrs-unreachable-first',
      'needs-action',
      'no-media2',
      'no-get-services',
      'profile-without-encoder',
      '401-when-full',
      'udp-only',
      'tcp-only',
      'wrong-content-base',
      'no-content-base',
      'no-sprop',
      'sprop-only',
      'audio-first',
      'packet-loss',
      'packet-reorder',
    ]);
  });
});
