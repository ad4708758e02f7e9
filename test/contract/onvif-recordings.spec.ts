import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import {
  OnvifClient,
  smallestSuitableProfile,
  type MediaProfile,
  type OnvifSession,
} from '../../src/devices/onvif/index.js';
import type { Outcome } from '../../src/devices/wire/outcome.js';

/**
 * Recorded answers of real cameras, one folder a camera: `<Operation>.response.xml` or `<Operation>.fault.xml`, with
 * `Media2.` in front for the Media2 service, and `source.json` with what the camera is.
 */
const root = process.env['ONVIF_RECORDINGS'];

/** Read off the recordings by hand, so that a mistake of the client cannot confirm itself. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'axis-q6045-e': {
    serial: '00408CFAB754',
    mac: '00-40-8C-FA-B7-54',
    clock: '2018-02-27T23:09:59.000Z',
    smallest: 'profile_1_h264',
    stream: '/onvif-media/media.amp?profile=profile_1_jpeg&sessiontimeout=60&streamtype=unicast',
  },
  'dlink-dcs-6511': {
    serial: 'F07D68099FCA',
    mac: null,
    clock: '2023-03-07T16:14:53.000Z',
    smallest: 'Profile2',
    stream: null,
  },
  'hikvision-ds-2cd2012-i': {
    serial: 'DS-2CD2012-I20150201CCWR501088621',
    mac: 'C0-56-E3-F9-55-68',
    clock: '2018-02-27T18:34:41.000Z',
    smallest: 'Profile_2',
    stream: '/Streaming/Channels/2?transportmode=unicast&profile=Profile_2',
  },
  'oem-ipd-h4k8m05-bs': {
    serial: '071D3E36963F',
    mac: null,
    clock: '2025-04-06T17:38:53.000Z',
    smallest: 'SubStream',
    stream: '/1/h264major',
  },
  'pelco-d6230l': {
    serial: 'J250117',
    mac: '00-04-7D-0E-B8-5C',
    clock: '2018-02-27T18:10:11.000Z',
    smallest: '1',
    stream: '/stream2_v',
  },
};

if (root === undefined) {
  process.stderr.write(
    'Left out: the recordings of real cameras; to run them, set ONVIF_RECORDINGS to their folder.\n',
  );
  it.todo('reads recordings of real cameras (ONVIF_RECORDINGS is not set)');
} else {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  describe.each(folders.map(({ name }) => name))('the recorded camera %s', (name) => {
    describeCamera(path.join(root, name), KNOWN[name]);
  });
}

function describeCamera(folder: string, known: Readonly<Record<string, unknown>> | undefined): void {
  const client = new OnvifClient();
  const expected = (key: string, actual: unknown): unknown => (known === undefined ? actual : known[key]);
  let server: Server;
  let session: OnvifSession;
  let connections = 0;

  beforeAll(async () => {
    server = replay(folder).on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
    session = client.open({ endpoint, path: '/onvif/device_service', login: null, scheme: null });
  });

  afterAll(async () => {
    await client.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('tells its time', async () => {
    const clock = valueOf(await session.readClock());
    expect(clock.timeZone).toBe(textIn(recorded(folder, 'GetSystemDateAndTime'), 'TZ'));
    const utc = new Date(clock.utcMs).toISOString();
    expect(utc).toBe(expected('clock', utc));
  });

  it('tells what it is', async () => {
    const { device } = JSON.parse(readFileSync(path.join(folder, 'source.json'), 'utf8')) as {
      device: Record<string, string>;
    };
    const { vendor, model, firmware, hardwareId, serial } = valueOf(await session.readInformation());
    expect({ vendor, model, firmware, hardwareId }).toEqual({
      vendor: device['manufacturer'],
      model: device['model'],
      firmware: device['firmware'],
      hardwareId: device['hardwareId'],
    });
    expect(serial).toBe(textIn(recorded(folder, 'GetDeviceInformation'), 'SerialNumber'));
    expect(serial).toBe(expected('serial', serial));
  });

  it('tells its MAC address where it was recorded', async () => {
    const mac = valueOf(await session.readMac());
    const hardware = textIn(recorded(folder, 'GetNetworkInterfaces'), 'HwAddress');
    expect(mac?.replaceAll('-', '')).toBe(hardware?.replaceAll(/[:-]/g, '').toUpperCase());
    expect(mac).toBe(expected('mac', mac));
  });

  it('tells its profiles, each with what it encodes', async () => {
    const listed = valueOf(await session.readProfiles());
    const answer = recorded(folder, 'Media2.GetProfiles') ?? recorded(folder, 'GetProfiles') ?? '';
    const tokens = [...answer.matchAll(/<[\w-]*:?Profiles [^>]*?token="([^"]*)"/g)].map(([, token]) => token);
    expect(listed.map(({ token }) => token)).toEqual(tokens);
    const pictured = listed.filter(({ encoding }) => encoding !== null);
    expect(pictured.length).toBeGreaterThan(0);
    expect(pictured.filter(({ width, height }) => width === null || height === null)).toEqual([]);
    const smallest = smallestSuitableProfile(listed)?.token;
    expect(smallest).toBe(expected('smallest', smallest));
  });

  it('tells the address of its stream, held to the registered host', async () => {
    const profile = smallestSuitableProfile(valueOf(await session.readProfiles()));
    const outcome = await session.readStreamUri(profile as MediaProfile);
    const answer =
      profile?.service === 'media2'
        ? recorded(folder, 'Media2.GetStreamUri')
        : recorded(folder, 'GetStreamUri');
    const uri = textIn(answer, 'Uri')?.replaceAll('&amp;', '&');
    const told = outcome.ok ? outcome.value : { path: null, code: outcome.fault.code };
    expect(told).toMatchObject(
      uri === undefined
        ? { code: 'no-media' }
        : { host: '127.0.0.1', original: uri, path: uri.replace(/^rtsp:\/\/[^/]*/, '') },
    );
    expect(told.path).toBe(expected('stream', told.path));
  });

  it('needs one connection for all of that', () => {
    expect(connections).toBe(1);
  });
}

/** The camera of one folder; what was not recorded is "not implemented". */
function replay(folder: string): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const [, operation = '', namespace = ''] = /Body><(\w+) xmlns="([^"]+)"/.exec(body) ?? [];
      const file = `${namespace.includes('ver20/media') ? 'Media2.' : ''}${operation}`;
      const answer = recorded(folder, file);
      const fault = recorded(folder, file, 'fault');
      response.writeHead(answer === undefined ? (fault === undefined ? 500 : 400) : 200, {
        'content-type': 'application/soap+xml; charset=utf-8',
      });
      response.end(answer ?? fault ?? NOT_IMPLEMENTED);
    });
  });
}

const NOT_IMPLEMENTED =
  '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:Fault><e:Code><e:Value>e:Receiver</e:Value>' +
  '<e:Subcode><e:Value xmlns:ter="http://www.onvif.org/ver10/error">ter:ActionNotSupported</e:Value></e:Subcode></e:Code>' +
  '<e:Reason><e:Text xml:lang="en">Optional Action Not Implemented</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>';

function recorded(folder: string, operation: string, kind = 'response'): string | undefined {
  const file = path.join(folder, `${operation}.${kind}.xml`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function textIn(xml: string | undefined, name: string): string | undefined {
  return new RegExp(`<[\\w-]*:?${name}>([^<]*)<`).exec(xml ?? '')?.[1];
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.fault.code}: ${outcome.fault.detail}`);
  return outcome.value;
}
