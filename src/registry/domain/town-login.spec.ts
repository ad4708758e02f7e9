import { type Reach, townField, townRefusal } from './town-login.js';

const ONVIF = { port: 80, path: '/onvif/device_service', tls: false };
const RTSP = { port: 554, path: '/h264', tls: false };
const WITH: Reach = {
  credentialId: 'a',
  zoneId: 'local',
  network: { host: '10.1.1.1', onvif: ONVIF, rtsp: RTSP },
};
const WITHOUT: Reach = { ...WITH, credentialId: null };
const reached = (reach: Reach, network: Partial<Reach['network']>): Reach => ({
  ...reach,
  network: { ...reach.network, ...network },
});

describe('townField', () => {
  it.each<[string, Reach | null, Reach, ReturnType<typeof townField>]>([
    ['a new camera with a credential', null, WITH, 'credentialId'],
    ['a new camera without one', null, WITHOUT, null],
    ['a credential attached', WITHOUT, WITH, 'credentialId'],
    ['a credential taken off', WITH, WITHOUT, 'credentialId'],
    ['another credential', WITH, { ...WITH, credentialId: 'b' }, 'credentialId'],
    ['a credential attached, and another host', WITHOUT, reached(WITH, { host: '10.9.9.9' }), 'credentialId'],
    ['another host', WITH, reached(WITH, { host: '10.9.9.9' }), 'network.host'],
    ['another zone, where the same address is another device', WITH, { ...WITH, zoneId: 'b' }, 'zoneId'],
    ['another ONVIF port', WITH, reached(WITH, { onvif: { ...ONVIF, port: 8080 } }), 'network.onvif'],
    ['another ONVIF path', WITH, reached(WITH, { onvif: { ...ONVIF, path: '/x' } }), 'network.onvif'],
    ['no ONVIF any more', WITH, reached(WITH, { onvif: null }), 'network.onvif'],
    ['another RTSP port', WITH, reached(WITH, { rtsp: { ...RTSP, port: 8554 } }), 'network.rtsp'],
    ['another stream', WITH, reached(WITH, { rtsp: { ...RTSP, path: '/x' } }), 'network.rtsp'],
    ['TLS given up', reached(WITH, { rtsp: { ...RTSP, tls: true } }), WITH, 'network.rtsp'],
    ['a stream that was not there', reached(WITH, { rtsp: null }), WITH, 'network.rtsp'],
    ['nothing of this kind', WITH, reached(WITH, { onvif: { ...ONVIF }, rtsp: { ...RTSP } }), null],
    ['another host without a credential', WITHOUT, reached(WITHOUT, { host: '10.9.9.9', rtsp: null }), null],
  ])('%s', (_what, before, after, field) => {
    expect(townField(before, after)).toBe(field);
  });
});

describe('townRefusal', () => {
  it('says whom to ask', () => {
    expect(townRefusal('network.host')).toMatchObject({
      kind: 'forbidden',
      code: 'address-is-the-towns',
      message:
        'network.host: the camera has a credential of the town, so a village cannot change where it is reached; leave it as it is, and ask the town (an administrator or technician) to change it',
    });
    expect(townRefusal('credentialId')).toMatchObject({
      kind: 'forbidden',
      code: 'credential-is-the-towns',
      message:
        "credentialId: credentials are the town's, and a village cannot set them; leave it as it is, and ask the town (an administrator or technician) to set it",
    });
  });
});
