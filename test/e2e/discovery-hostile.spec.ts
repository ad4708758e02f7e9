import { createSocket, type Socket } from 'node:dgram';
import { type Farm, startFarm } from '../farm/index.js';
import { candidatesOf, DISCOVERY_PORT, search, settle, streetAt } from './discovery-street.js';
import { type Service, startService } from './service.js';

const STREETS = [1, 2];
const HOSTS = STREETS.flatMap((street) => Array.from({ length: 250 }, (_, n) => `127.83.${street}.${n + 1}`));
/** Some of the cameras are broken, but none so that it hides. */
const BROKEN = {
  '127.83.1.10': { faults: ['xaddrs-unreachable-first'] },
  '127.83.1.20': { faults: ['onvif-hang'] },
  '127.83.1.30': { faults: ['entity-bomb'] },
  '127.83.1.40': { faults: ['onvif-refused'] },
  '127.83.1.50': { faults: ['huge-body'] },
  '127.83.2.60': { faults: ['redirect-elsewhere'] },
  '127.83.2.70': { faults: ['wrong-password'], lockoutAfter: 5 },
  '127.83.2.80': { faults: ['locked'] },
  '127.83.2.90': { faults: ['clock-needs-login'] },
  '127.83.2.100': { faults: ['stream-uri-elsewhere'] },
} as const;
const SILENT_TO_STRANGERS = ['127.83.1.20', '127.83.1.30', '127.83.1.40', '127.83.1.50', '127.83.2.60'];

interface Told {
  readonly endpoint: string;
  readonly xaddrs: string;
}

const uuid = (n: number): string => `dddddddd-0000-1000-8000-${String(n).padStart(12, '0')}`;
const at = (host: string, port = 8_080): string => `http://${host}:${port}/onvif/device_service`;

function answer(messageId: string, told: readonly Told[]): string {
  const matches = told.map(
    ({ endpoint, xaddrs }) =>
      `<d:ProbeMatch><w:EndpointReference><w:Address>urn:uuid:${endpoint}</w:Address></w:EndpointReference>` +
      `<d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/name/%00%1b[31m&#1;</d:Scopes>` +
      `<d:XAddrs>${xaddrs}</d:XAddrs></d:ProbeMatch>`,
  );
  return (
    '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" ' +
    `xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><e:Header><w:RelatesTo>${messageId}</w:RelatesTo></e:Header>` +
    `<e:Body><d:ProbeMatches>${matches.join('')}</d:ProbeMatches></e:Body></e:Envelope>`
  );
}

/** What each answerer sends for one probe; none of them is a device. */
const ANSWERERS: Readonly<Record<string, (messageId: string) => readonly (string | Buffer)[]>> = {
  'sends noise': () => [Buffer.alloc(0), Buffer.alloc(60_000, 0xff), Buffer.from([0, 1, 2]), '<', '&'],
  'sends an entity bomb': (id) => [
    `<!DOCTYPE a [<!ENTITY b "bbbb">]>${answer(id, [])}`,
    '<a>'.repeat(15_000),
  ],
  'names link-local addresses alone': (id) => [
    answer(id, [{ endpoint: uuid(3), xaddrs: 'http://[fe80::1]/o http://169.254.169.254/latest/meta-data' }]),
  ],
  'names a host elsewhere': (id) => [
    answer(id, [{ endpoint: uuid(4), xaddrs: 'http://192.0.2.7/o http://camera.example/o' }]),
  ],
  'speaks for others, real and made up': (id) => [
    answer(
      id,
      Array.from({ length: 60 }, (_, n) => ({ endpoint: uuid(5_000 + n), xaddrs: at(`127.83.1.${n + 1}`) })),
    ),
    answer(
      id,
      Array.from({ length: 60 }, (_, n) => ({ endpoint: uuid(5_100 + n), xaddrs: at(`127.83.9.${n + 1}`) })),
    ),
  ],
  floods: (id) =>
    Array.from({ length: 1_000 }, (_, n) =>
      answer(id, [{ endpoint: uuid(6_000 + n), xaddrs: at(`127.83.2.${(n % 250) + 1}`, 1 + (n % 60_000)) }]),
    ),
  'answers other probes': () => [
    answer(`urn:uuid:${uuid(7)}`, [{ endpoint: uuid(7), xaddrs: at('127.83.1.1') }]),
  ],
};

async function openAnswerers(): Promise<Map<string, Socket>> {
  const open = new Map<string, Socket>();
  for (const [index, reply] of Object.values(ANSWERERS).entries()) {
    const host = `127.83.3.${index + 1}`;
    const socket = createSocket('udp4');
    socket.on('message', (probe, from) => {
      const messageId = /MessageID>([^<]*)</.exec(probe.toString())?.[1] ?? '';
      for (const datagram of reply(messageId)) socket.send(datagram, from.port, from.address, () => {});
    });
    await new Promise<void>((resolve) => socket.bind(DISCOVERY_PORT, host, resolve));
    open.set(host, socket);
  }
  return open;
}

describe('a search among 500 cameras and those who lie to it', () => {
  let farm: Farm;
  let service: Service;
  let answerers: Map<string, Socket>;
  let credentialId: string;
  let villageId: string;

  beforeAll(async () => {
    farm = await startFarm(streetAt(HOSTS, BROKEN), { discoveryPort: DISCOVERY_PORT });
    answerers = await openAnswerers();
    service = await startService({
      DISCOVERY_LISTEN_S: '1',
      // Cameras, service and test share one process, which may stand still for a while.
      DISCOVERY_CONNECT_TIMEOUT_MS: '10000',
      PROBING_ONVIF_CALL_TIMEOUT_MS: '8000',
      PROBING_RTSP_ANSWER_TIMEOUT_MS: '8000',
      PROBING_FIRST_PACKET_TIMEOUT_MS: '8000',
      PROBING_KEY_PICTURE_TIMEOUT_MS: '10000',
    });
    ({ credentialId, villageId } = await settle(service));
  }, 120_000);

  afterAll(async () => {
    await service?.close();
    for (const socket of answerers?.values() ?? []) socket.close();
    await farm?.close();
  });

  const placesOf = async (query: string): Promise<string[]> =>
    (await candidatesOf(service, query)).map(({ host, port }) => `${host} ${port}`).toSorted();
  const all = HOSTS.map((host) => `${host} 8080`).toSorted();

  it('by unicast finds each camera, none twice, and nobody else', async () => {
    const { id, progress } = await search(service, {
      hosts: [...HOSTS, ...answerers.keys()],
      perSecond: 2_000,
    });
    expect(await placesOf(`searchId=${id}`)).toEqual(all);
    expect(progress.datagrams['garbled']).toBeGreaterThanOrEqual(10);
    expect(progress.datagrams['notOurs']).toBeGreaterThan(0);
    expect(progress.datagrams['overLimit']).toBeGreaterThan(0);
    expect(progress.refused).toBeGreaterThan(0);
  }, 60_000);

  it('in a range finds those that answer a stranger, and knows them again', async () => {
    const ranges = [...STREETS, 3].map((street) => `127.83.${street}.0/24`);
    const { id } = await search(service, { ranges, ports: [8_080], perSecond: 2_000 });
    const answering = all.filter((place) => !SILENT_TO_STRANGERS.some((host) => place === `${host} 8080`));
    expect(await placesOf(`searchId=${id}`)).toEqual(answering);
    expect(await placesOf('')).toEqual(all);
  }, 60_000);

  it('with a credential sees a frame of each that has one, for one refused login at most', async () => {
    const { id, progress } = await search(service, {
      hosts: HOSTS,
      perSecond: 2_000,
      credentialIds: [credentialId],
    });
    const found = await candidatesOf(service, `searchId=${id}`);
    expect(progress).toMatchObject({ frames: 493, rejectedLogins: 2 });
    expect(found.filter(({ interviewed }) => interviewed?.frame).length).toBe(493);
    expect(Math.max(...HOSTS.map((host) => farm.stats(host).rejectedLogins))).toBe(1);
    expect(farm.trapHits()).toBe(0);
    expect(new Set(found.map(({ mac }) => mac)).size).toBeGreaterThanOrEqual(493);
  }, 120_000);

  it('by rule adopts each once, also when two ask at once, and leaves the broken ones planned', async () => {
    interface Bulk {
      readonly summary: Readonly<Record<string, number>>;
      readonly items: readonly {
        readonly camera: { readonly cameraId: string; readonly lifecycle: string };
      }[];
    }
    const order = { rules: [{ network: '127.83.0.0/16', villageId, credentialId }] };
    const adoptAll = (): Promise<Bulk> => service.json('POST', '/api/v1/candidates/adopt', order);
    const [one, other] = await Promise.all([adoptAll(), adoptAll()]);
    const { items } = await service.json<{ items: { lifecycle: string }[] }>(
      'GET',
      '/api/v1/cameras?limit=1000',
    );
    expect(one.summary['live']! + other.summary['live']!).toBeGreaterThanOrEqual(493);
    expect(items.length).toBe(500);
    expect(items.filter(({ lifecycle }) => lifecycle === 'planned').length).toBe(7);
    expect(new Set([...one.items, ...other.items].map(({ camera }) => camera.cameraId)).size).toBe(500);
    expect(Math.max(...HOSTS.map((host) => farm.stats(host).rejectedLogins))).toBe(1);
  }, 120_000);
});
