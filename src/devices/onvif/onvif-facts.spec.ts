import { OnvifClient, type MediaProfile, type OnvifSession, type OnvifTarget } from './index.js';
import { dateTime, INFORMATION, respond, SCHEMA, sendFault, sendPage } from './testing/answers.js';
import { TestCamera, type SeenCall } from './testing/test-camera.js';

const DEVICE = 'http://www.onvif.org/ver10/device/wsdl';
const MEDIA = 'http://www.onvif.org/ver10/media/wsdl';
const MEDIA2 = 'http://www.onvif.org/ver20/media/wsdl';

const client = new OnvifClient();
let camera: TestCamera;

/** A string is the content of the response; null a fault "not implemented"; a number an HTTP status without SOAP. */
type Contents = Readonly<Record<string, string | number | null>>;

async function visit(contents: Contents, target: Partial<OnvifTarget> = {}): Promise<OnvifSession> {
  camera = await TestCamera.start((call, response) => {
    const content = contents[nameOf(call)] ?? null;
    if (typeof content === 'string') respond(call, response, content);
    else if (content === null) sendFault(response, { status: 500, code: 'ActionNotSupported' });
    else sendPage(response, content);
  });
  const { endpoint } = camera;
  return client.open({ endpoint, path: '/onvif/device_service', login: null, scheme: null, ...target });
}

function nameOf({ operation, namespace }: SeenCall): string {
  return namespace === MEDIA2 ? `Media2.${operation}` : operation;
}

afterEach(async () => {
  await client.close();
  await camera.close();
});

const service = (namespace: string, xaddr: string): string =>
  `<Service><Namespace>${namespace}</Namespace><XAddr>${xaddr}</XAddr></Service>`;

const SERVICES =
  service(DEVICE, 'http://192.168.1.64/onvif/device_service') +
  service(MEDIA, 'http://192.168.1.64/onvif/Media') +
  service(MEDIA2, 'http://192.168.1.64/onvif/Media2');

const profile1 = (token: string, encoder: string): string =>
  `<Profiles token="${token}"><tt:Name>n</tt:Name>${encoder}</Profiles>`;

const H264 =
  '<tt:VideoEncoderConfiguration token="e"><tt:Encoding>H264</tt:Encoding>' +
  '<tt:Resolution><tt:Width>640</tt:Width><tt:Height>360</tt:Height></tt:Resolution>' +
  '<tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit></tt:RateControl>' +
  '<tt:H264><tt:GovLength>50</tt:GovLength></tt:H264></tt:VideoEncoderConfiguration>';

const profile2 = (token: string, encoder: string): string =>
  `<Profiles token="${token}" fixed="true"><Name>主码流</Name><Configurations>${encoder}</Configurations></Profiles>`;

const H265 =
  '<VideoEncoder token="e" GovLength="100" Profile="Main"><tt:Encoding>H265</tt:Encoding>' +
  '<tt:Resolution><tt:Width>2560</tt:Width><tt:Height>1440</tt:Height></tt:Resolution>' +
  '<tt:RateControl ConstantBitRate="false"><tt:FrameRateLimit>12.5</tt:FrameRateLimit></tt:RateControl></VideoEncoder>';

const MAIN: MediaProfile = {
  token: 'main<1>',
  name: '主码流',
  service: 'media2',
  encoding: 'H265',
  width: 2560,
  height: 1440,
  frameRate: 12.5,
  gopLength: 100,
};

describe('device information', () => {
  it('keeps text as text', async () => {
    const session = await visit({ GetDeviceInformation: INFORMATION });
    expect(await session.readInformation()).toMatchObject({
      value: {
        vendor: '守望',
        model: 'DS-1.10',
        firmware: '1.10',
        serial: '000000012345678901',
        hardwareId: '1.0',
      },
    });
  });

  it('is found by namespace, under whatever prefix, and not in a vendor’s element of the same name', async () => {
    const foreign = '<x:Model xmlns:x="urn:vendor">wrong</x:Model>';
    const inner = `<y:Model xmlns:y="${DEVICE}">right</y:Model><Manufacturer/>`;
    const session = await visit({ GetDeviceInformation: foreign + inner });
    expect(await session.readInformation()).toMatchObject({ value: { model: 'right', vendor: '' } });
  });
});

describe('the clock', () => {
  it('tells a device that sends its local time as UTC', async () => {
    const nowMs = Date.now();
    const utc = `<tt:UTCDateTime>${dateTime(nowMs + 8 * 3_600_000)}</tt:UTCDateTime>`;
    const zone = '<tt:TimeZone><tt:TZ>CST-8</tt:TZ></tt:TimeZone>';
    const session = await visit({
      GetSystemDateAndTime: `<SystemDateAndTime>${zone}${utc}</SystemDateAndTime>`,
    });
    expect(await session.readClock()).toMatchObject({
      value: { timeZone: 'CST-8', looksLikeLocalTimeSentAsUtc: true },
    });
  });
});

describe('services', () => {
  it.each<[string, Contents]>([
    ['a fault (Axis Q6045-E)', { GetServices: null }],
    ['404', { GetServices: 404 }],
    ['an empty list', { GetServices: '' }],
  ])('come from GetCapabilities where GetServices answers %s', async (_name, contents) => {
    const capabilities =
      '<Capabilities><tt:Device><tt:XAddr>http://h/dev</tt:XAddr></tt:Device>' +
      '<tt:Media><tt:XAddr>http://h:8999/onvif/media_service</tt:XAddr></tt:Media></Capabilities>';
    const session = await visit({ ...contents, GetCapabilities: capabilities });
    expect(await session.readServices()).toMatchObject({
      value: { device: '/onvif/device_service', media: '/onvif/media_service', media2: null },
    });
  });

  it('take the path of the address on the registered host, and scrub the others', async () => {
    const xaddrs =
      'http://[fe80::1]/v6 http://admin:secret@169.254.3.4/ll http://127.0.0.1:99/right?a=1 http://10.0.0.1/other';
    const session = await visit({ GetServices: service(MEDIA, xaddrs) });
    const outcome = await session.readServices();
    expect(outcome).toMatchObject({ value: { media: '/right?a=1' } });
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });

  it('are asked for once a session', async () => {
    const session = await visit({ GetServices: SERVICES, GetProfiles: profile1('a', H264) });
    await session.readServices();
    await session.readProfiles();
    expect(camera.operations.filter((operation) => operation === 'GetServices').length).toBe(1);
  });
});

describe('profiles', () => {
  it('come from Media2 first, which knows H.265', async () => {
    const session = await visit({
      GetServices: SERVICES,
      'Media2.GetProfiles': profile2('main&lt;1&gt;', H265),
      GetProfiles: profile1('a', H264),
    });
    expect(await session.readProfiles()).toMatchObject({ value: [MAIN] });
    expect(camera.calls.at(-1)).toMatchObject({ path: '/onvif/Media2' });
    expect(camera.calls.at(-1)?.body).toContain('<Type>VideoEncoder</Type>');
  });

  it.each<[string, Contents]>([
    ['is not there', { 'Media2.GetProfiles': null }],
    ['answers 404', { 'Media2.GetProfiles': 404 }],
    ['names no encoder', { 'Media2.GetProfiles': profile2('a', '') }],
  ])('come from Media1 where Media2 %s', async (_name, contents) => {
    const session = await visit({ GetServices: SERVICES, ...contents, GetProfiles: profile1('a', H264) });
    expect(await session.readProfiles()).toMatchObject({
      value: [{ service: 'media', encoding: 'H264', width: 640, height: 360, frameRate: 25, gopLength: 50 }],
    });
    expect(camera.calls.at(-1)).toMatchObject({ path: '/onvif/Media' });
  });

  it('without an encoder say so, and those without a token are left out', async () => {
    const media = service(MEDIA, '/onvif/Media');
    const session = await visit({
      GetServices: media,
      GetProfiles: profile1('none', '') + profile1('', H264) + profile1('a', H264),
    });
    const outcome = await session.readProfiles();
    expect(outcome.ok && outcome.value.map(({ token, encoding }) => [token, encoding])).toEqual([
      ['none', null],
      ['a', 'H264'],
    ]);
  });

  it.each<[string, Contents]>([
    ['advertised services that are not there', { GetServices: SERVICES }],
    [
      'advertised services that are not found',
      { GetServices: SERVICES, 'Media2.GetProfiles': 404, GetProfiles: 404 },
    ],
    ['no media service', { GetServices: service(DEVICE, 'http://h/onvif') }],
  ])('are "no media" with %s', async (_name, contents) => {
    const session = await visit(contents);
    expect(await session.readProfiles()).toMatchObject({ ok: false, fault: { code: 'no-media' } });
  });
});

const mediaUri = (uri: string): Contents => ({
  GetServices: SERVICES,
  GetStreamUri: `<MediaUri><tt:Uri>${uri}</tt:Uri></MediaUri>`,
  'Media2.GetStreamUri': `<Uri>${uri}</Uri>`,
  GetSnapshotUri: `<MediaUri><tt:Uri>${uri}</tt:Uri></MediaUri>`,
});

describe('the address of a stream', () => {
  it.each<['media' | 'media2', string]>([
    ['media', '<tt:Protocol>RTSP</tt:Protocol></tt:Transport></StreamSetup>'],
    ['media2', '<Protocol>RTSP</Protocol>'],
  ])('is asked from %s in its own form', async (mediaService, fragment) => {
    const session = await visit(mediaUri('rtsp://192.168.1.64:8554/ch/1?a=1&amp;b=2'));
    expect(await session.readStreamUri({ ...MAIN, service: mediaService })).toMatchObject({
      value: {
        scheme: 'rtsp',
        original: 'rtsp://192.168.1.64:8554/ch/1?a=1&b=2',
        host: '127.0.0.1',
        port: 8554,
        path: '/ch/1?a=1&b=2',
        hadCredentials: false,
      },
    });
    const { body } = camera.calls.at(-1)!;
    expect(body).toContain(fragment);
    expect(body).toContain('<ProfileToken>main&lt;1&gt;</ProfileToken>');
    expect(body).toContain(mediaService === 'media' ? `xmlns:tt="${SCHEMA}"` : MEDIA2);
  });

  it('may lie on an allowed host', async () => {
    const session = await visit(mediaUri('rtsp://10.9.8.7/ch'), { allowedHosts: ['10.9.8.7'] });
    expect(await session.readStreamUri(MAIN)).toMatchObject({ value: { host: '10.9.8.7', port: 554 } });
  });

  it('loses its credentials, and ours wherever they stand', async () => {
    const login = { username: 'u', password: 'our-secret' };
    const session = await visit(mediaUri('rtsp://admin:pass@1.2.3.4/x/our-secret'), { login });
    const outcome = await session.readStreamUri(MAIN);
    expect(outcome).toMatchObject({
      value: { original: 'rtsp://1.2.3.4/x/***', path: '/x/our-secret', hadCredentials: true },
    });
  });

  it.each([
    ['another scheme', 'http://1.2.3.4/video'],
    ['no address', ''],
    ['line breaks (a request of its own)', 'rtsp://1.2.3.4/a&#13;&#10;TEARDOWN'],
  ])('is garbled with %s', async (_name, uri) => {
    const session = await visit(mediaUri(uri));
    expect(await session.readStreamUri(MAIN)).toMatchObject({ fault: { code: 'onvif-garbled' } });
  });

  it('is "no media" where the service is gone', async () => {
    const session = await visit({ GetServices: SERVICES });
    expect(await session.readStreamUri(MAIN)).toMatchObject({ fault: { code: 'no-media' } });
  });
});

describe('the address of a picture', () => {
  it('on a wrong host goes to the registered port', async () => {
    const session = await visit(mediaUri('http://192.168.1.64:80/snap.jpg'));
    expect(await session.readSnapshotUri({ ...MAIN, service: 'media' })).toMatchObject({
      value: { host: '127.0.0.1', port: camera.endpoint.port, path: '/snap.jpg' },
    });
  });
});

const networkInterface = (mac: string, isEnabled: boolean, address = ''): string =>
  `<NetworkInterfaces><tt:Enabled>${isEnabled}</tt:Enabled><tt:Info><tt:HwAddress>${mac}</tt:HwAddress></tt:Info>` +
  `<tt:IPv4><tt:Config><tt:Manual><tt:Address>${address}</tt:Address></tt:Manual></tt:Config></tt:IPv4></NetworkInterfaces>`;

describe('the MAC address', () => {
  it.each([
    [
      'of the enabled interface',
      [networkInterface('02:00:00:00:00:01', false), networkInterface('c0:56:e3:f9:55:68', true)],
    ],
    [
      'of the interface with the registered address',
      [networkInterface('02:00:00:00:00:01', true), networkInterface('C056E3F95568', true, '127.0.0.1')],
    ],
    ['of the only interface, though it is disabled', [networkInterface('C0-56-E3-F9-55-68', false)]],
    [
      'and not that of loopback or a group',
      [
        networkInterface('00:00:00:00:00:00', true),
        networkInterface('01:00:5e:00:00:01', true),
        networkInterface('c0 56 e3 f9 55 68', true),
      ],
    ],
  ])('is that %s', async (_name, interfaces) => {
    const session = await visit({ GetNetworkInterfaces: interfaces.join('') });
    expect(await session.readMac()).toMatchObject({ ok: true, value: 'C0-56-E3-F9-55-68' });
  });

  it.each<[string, Contents]>([
    ['the call is not implemented', {}],
    ['no interface has one', { GetNetworkInterfaces: networkInterface('eth0', true) }],
  ])('is null where %s', async (_name, contents) => {
    const session = await visit(contents);
    expect(await session.readMac()).toMatchObject({ ok: true, value: null });
  });
});

describe('scopes', () => {
  it('are listed as sent', async () => {
    const item = 'onvif://www.onvif.org/name/HIKVISION%20DS';
    const session = await visit({
      GetScopes: `<Scopes><tt:ScopeItem>${item}</tt:ScopeItem></Scopes><Scopes/>`,
    });
    expect(await session.readScopes()).toMatchObject({ value: [item] });
  });
});
