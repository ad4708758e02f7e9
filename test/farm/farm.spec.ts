import { type Farm, startFarm } from './index.js';
import { makeReels } from './reels/reel.js';
import { DISCOVERY_PORT, probe } from './testing/probe.js';
import { meet } from './testing/reach-checks.js';
import { h264Types, rtpView } from './testing/rtp-view.js';
import { soapCall } from './testing/soap-call.js';
import { specCamera } from './testing/spec-camera.js';
import { Viewer } from './testing/viewer.js';

let farm: Farm;
// Where nothing was filmed yet, that takes longer than a test may.
beforeAll(async () => void (await makeReels()), 120_000);
afterEach(async () => farm?.close());

const statusOf = async (id: string): Promise<number> =>
  (await soapCall(farm.camera(id), 'GetDeviceInformation')).status;

describe('a farm', () => {
  it.each(['192.168.1.64', '0.0.0.0', 'localhost', '128.0.0.1'])('refuses a camera on %s', async (host) => {
    await expect(startFarm([specCamera(host)])).rejects.toThrow(`${host} is not on 127.0.0.0/8`);
  });

  it('refuses two cameras on one address', async () => {
    const twin = { ...specCamera('127.46.0.1'), id: 'twin' };
    await expect(startFarm([specCamera('127.46.0.1'), twin])).rejects.toThrow('twin: two cameras');
  });

  it('says where it cannot listen, and keeps nothing open', async () => {
    farm = await startFarm([specCamera('127.46.0.2')]);
    const { onvifPort } = farm.camera('127.46.0.2');
    const [free, taken] = [specCamera('127.46.0.3'), { ...specCamera('127.46.0.2'), onvifPort }];
    const first = { ...free, onvifPort };
    await expect(startFarm([first, taken])).rejects.toThrow(`cannot listen on 127.46.0.2:${onvifPort}`);
    expect(await meet('127.46.0.3', onvifPort)).toBe('refused');
  });

  it('tells facts as text: a firmware of 1.10, a serial number of 18 digits', async () => {
    farm = await startFarm([specCamera('127.46.0.4')]);
    const body = (await soapCall(farm.camera('127.46.0.4'), 'GetDeviceInformation')).body.toString();
    expect(body).toContain('FirmwareVersion>1.10<');
    expect(body).toContain('SerialNumber>900000000000000123<');
  });

  it('speaks of H.265 in the second Media service alone, unless no other can be found', async () => {
    const services = {
      one: 'http://www.onvif.org/ver10/media/wsdl',
      two: 'http://www.onvif.org/ver20/media/wsdl',
    };
    const encoders = async (namespace: string): Promise<number> => {
      const { body } = await soapCall(farm.camera('127.46.0.6'), 'GetProfiles', { namespace });
      return body.toString().match(/Encoding>H265</g)?.length ?? 0;
    };
    farm = await startFarm([specCamera('127.46.0.6', { codec: 'h265' })]);
    expect([await encoders(services.one), await encoders(services.two)]).toEqual([0, 2]);
    await farm.change('127.46.0.6', { faults: ['no-get-services'] });
    expect(await encoders(services.one)).toBe(2);
  });

  it('answers nothing under a path, a namespace or a profile that it does not have', async () => {
    farm = await startFarm([specCamera('127.46.0.5', { size: '1080p' })]);
    const camera = farm.camera('127.46.0.5');
    const media = 'http://www.onvif.org/ver10/media/wsdl';
    expect((await soapCall(camera, 'GetDeviceInformation', { path: '/' })).status).toBe(404);
    expect((await soapCall(camera, 'GetDeviceInformation', { namespace: media })).status).toBe(500);
    const content = '<ProfileToken>SubStream</ProfileToken>';
    expect((await soapCall(camera, 'GetStreamUri', { namespace: media, content })).status).toBe(400);
    const viewer = await Viewer.visit(camera);
    const elsewhere = viewer.uri.replace('101', '102');
    expect((await viewer.ask('DESCRIBE', {}, elsewhere)).status).toBe(404);
    viewer.leave();
  });
});

describe('a living camera', () => {
  const id = '127.46.1.1';
  beforeEach(async () => {
    farm = await startFarm([specCamera(id)]);
  });

  it('is taken down and mended on the same ports', async () => {
    const { host, onvifPort, rtspPort } = farm.camera(id);
    await farm.change(id, { faults: ['refuse'] });
    expect([await meet(host, onvifPort), await meet(host, rtspPort)]).toEqual(['refused', 'refused']);
    await farm.change(id, { faults: ['unreachable'] });
    expect(await meet(host, onvifPort)).toBe('no answer');
    await farm.change(id, { faults: [] });
    expect(farm.camera(id)).toMatchObject({ onvifPort, rtspPort });
    expect(await statusOf(id)).toBe(200);
  });

  it('loses its viewers when it breaks, and keeps them when its picture changes', async () => {
    const viewer = await Viewer.visit(farm.camera(id));
    await viewer.play();
    await farm.change(id, { picture: 'frozen' });
    const before = viewer.media().length;
    await viewer.until(() => viewer.media().length > before);
    await farm.change(id, { faults: ['rtsp-404'] });
    await viewer.until(() => viewer.isClosed);
    expect(farm.stats(id).openRtspSessions).toBe(0);
  });

  it('shows the same key picture to all once it is frozen, and another to each before', async () => {
    const key = async (): Promise<string> => {
      const viewer = await Viewer.visit(farm.camera(id));
      await viewer.play();
      const isKey = (packet: Buffer): boolean => h264Types(rtpView(packet)).includes(5);
      await viewer.until(() => viewer.media().filter(isKey).length > 1);
      viewer.leave();
      return viewer.media().find(isKey)!.subarray(12).toString('base64');
    };
    expect(await key()).not.toBe(await key());
    await farm.change(id, { picture: 'frozen' });
    expect(await key()).toBe(await key());
  });

  it('counts connections, calls and sessions, and who said goodbye', async () => {
    await statusOf(id);
    const [polite, rude] = [await Viewer.visit(farm.camera(id)), await Viewer.visit(farm.camera(id))];
    await polite.play();
    await rude.play();
    await polite.ask('TEARDOWN');
    await polite.until(() => polite.isClosed);
    expect(farm.stats(id)).toMatchObject({
      connections: 3,
      onvifCalls: 1,
      rtspSessions: 2,
      openRtspSessions: 1,
    });
    expect(farm.stats(id)).toMatchObject({ maxConcurrentRtspSessions: 2, sessionsEndedByTeardown: 1 });
    expect(farm.stats(id).onvifOperations).toEqual({ GetDeviceInformation: 1 });
    rude.leave();
  });

  it('answers 453 to one viewer more than it has sessions', async () => {
    await farm.change(id, { sessionCap: 1 });
    const [first, second] = [await Viewer.visit(farm.camera(id)), await Viewer.visit(farm.camera(id))];
    expect((await first.play()).status).toBe(200);
    expect((await second.play()).status).toBe(453);
    await first.ask('TEARDOWN');
    expect((await second.play()).status).toBe(200);
    second.leave();
  });

  it('understands a viewer that sends receiver reports between its requests', async () => {
    const viewer = await Viewer.visit(farm.camera(id));
    await viewer.play();
    viewer.socket.write(Buffer.from([0x24, 1, 0, 8, 0x80, 201, 0, 1, 0, 0, 0, 1]));
    expect((await viewer.ask('GET_PARAMETER')).status).toBe(200);
    viewer.socket.write(Buffer.from([0x24, 1, 0, 4, 13, 10]));
    viewer.socket.write(Buffer.from([13, 10]));
    expect((await viewer.ask('TEARDOWN')).status).toBe(200);
  });

  it('makes a viewer of a long group wait for the key picture', async () => {
    await farm.change(id, { gopS: 12, firstKeyFrameMs: 600 });
    const viewer = await Viewer.visit(farm.camera(id));
    const startMs = Date.now();
    await viewer.play();
    const types = (): number[] => viewer.media().flatMap((packet) => h264Types(rtpView(packet)));
    await viewer.until(() => types().includes(5));
    expect(Date.now() - startMs).toBeGreaterThanOrEqual(590);
    expect(types()[0]).toBe(1);
    viewer.leave();
  });
});

describe('cameras that share listeners', () => {
  const cameras = Array.from({ length: 5 }, (_, index) => specCamera(`127.46.2.${index + 1}`));

  it('are told apart by the address that was called', async () => {
    const named = cameras.map((camera, index) => ({ ...camera, model: `model-${index}` }));
    farm = await startFarm(named, { ownListenersUpTo: 0 });
    for (const { id, model } of named) {
      const { body } = await soapCall(farm.camera(id), 'GetDeviceInformation');
      expect(body.toString()).toContain(`>${model}<`);
    }
    const viewer = await Viewer.visit(farm.camera('127.46.2.3'));
    expect((await viewer.play()).status).toBe(200);
    expect(farm.stats('127.46.2.3').rtspSessions).toBe(1);
    viewer.leave();
  });

  it('reset what they cannot refuse, and know nobody else', async () => {
    farm = await startFarm(cameras, { ownListenersUpTo: 0 });
    const { host, onvifPort, rtspPort } = farm.camera('127.46.2.1');
    await farm.change('127.46.2.1', { faults: ['onvif-refused'] });
    expect(await meet(host, onvifPort)).not.toBe('connected and silent');
    expect(await meet(host, rtspPort)).toBe('connected and silent');
    expect(await meet('127.46.2.99', onvifPort)).not.toBe('connected and silent');
  });

  it('cannot be unreachable', async () => {
    const odd = specCamera('127.46.2.9', { faults: ['unreachable'] });
    await expect(startFarm([...cameras, odd], { ownListenersUpTo: 0 })).rejects.toThrow('127.46.2.9');
  });
});

describe('discovery', () => {
  const id = '127.46.3.1';
  beforeEach(async () => {
    farm = await startFarm([specCamera(id)], { discoveryPort: DISCOVERY_PORT });
  });

  it('answers a probe with the same endpoint each time and the address of the service', async () => {
    const endpoint = /Address>(urn:uuid:[0-9a-f-]{36})</;
    const first = await probe(id);
    expect(first).toContain('RelatesTo>uuid:1-2-3<');
    expect(first).toContain(`http://${id}:${farm.camera(id).onvifPort}/onvif/device_service`);
    expect(endpoint.exec(await probe(id))?.[1]).toBe(endpoint.exec(first)?.[1]);
  });

  it('answers those who look for its type alone', async () => {
    expect(await probe(id, 'dn:NetworkVideoTransmitter')).toContain('ProbeMatches');
    await expect(probe(id, 'dn:NetworkVideoDisplay')).rejects.toThrow('no answer');
  });
});
