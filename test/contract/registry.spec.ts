import type { DataSource } from 'typeorm';
import { DomainError } from '../../src/kernel/domain-error.js';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { RandomIds } from '../../src/platform/clock/ids.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { Log } from '../../src/platform/logging/log.js';
import { CameraChecks } from '../../src/registry/app/camera-checks.js';
import type { CameraEntry } from '../../src/registry/app/camera-entry.js';
import { CamerasService } from '../../src/registry/app/cameras.service.js';
import { CredentialSeal } from '../../src/registry/app/credential-seal.js';
import { CredentialsService } from '../../src/registry/app/credentials.service.js';
import { GroupsService } from '../../src/registry/app/groups.service.js';
import { RegistryReader } from '../../src/registry/app/registry.reader.js';
import type { Camera } from '../../src/registry/domain/camera.js';
import { LOCAL_ZONE_ID } from '../../src/registry/domain/groups.js';
import { REGISTER_FIELDS, type RegisterValues } from '../../src/registry/domain/register-columns.js';
import {
  CameraChanged,
  CameraRegistered,
  CameraRemoved,
  GroupsChanged,
  registrySchema,
} from '../../src/registry/index.js';
import { RegistryStore } from '../../src/registry/store/registry.store.js';
import { describeOnBothDatabases } from './registry-databases.js';

const NOBODY = '019a0000-0000-7000-8000-00000000dead';
const START = Date.UTC(2026, 0, 1);
const NOTHING = Object.fromEntries(
  REGISTER_FIELDS.map((field) => [field, null]),
) as unknown as RegisterValues;
const EVERYTHING = { limit: 1_000, cursor: null };
const NO_FILTER = { villageId: null, programmeId: null, zoneId: null, lifecycle: null, words: null };

/** How a refusal is called; `done` where there was none. */
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (cause) {
    if (cause instanceof DomainError) return cause.code;
    throw cause;
  }
}

describeOnBothDatabases('the register', (target) => {
  let source: DataSource;
  let clock: ManualClock;
  let events: object[];
  let cameras: CamerasService;
  let credentials: CredentialsService;
  let groups: GroupsService;
  let registry: RegistryReader;
  let villageId: string;

  beforeEach(async () => {
    source = await openDatabase(await target(), [registrySchema]);
    const store = new RegistryStore(source);
    const bus = new EventBus(new Log({ level: 'silent' }));
    const seal = new CredentialSeal(Buffer.alloc(32, 7));
    const ids = new RandomIds();
    clock = new ManualClock(START);
    events = [];
    for (const kind of [CameraRegistered, CameraChanged, CameraRemoved, GroupsChanged]) {
      bus.on(kind, (event) => void events.push(event));
    }
    cameras = new CamerasService(store, new CameraChecks(store), bus, clock, ids);
    credentials = new CredentialsService(store, seal, bus, clock, ids);
    groups = new GroupsService(store, bus, clock, ids);
    registry = new RegistryReader(store, seal);
    villageId = (await enterVillage('上坡村')).id;
    events.length = 0;
  });

  afterEach(() => source.destroy());

  const enterVillage = (name: string, code: string | null = null) =>
    groups.villages.enter({ name, code, kind: 'village', boundary: null, isDemonstration: true });
  const entry = (more: Partial<CameraEntry> = {}): CameraEntry => ({
    name: '村口',
    deviceCode: null,
    villageId,
    programmeId: null,
    zoneId: LOCAL_ZONE_ID,
    credentialId: null,
    lifecycle: 'in-service',
    siteKind: null,
    isDemonstration: false,
    position: null,
    network: {
      host: '10.1.1.1',
      mac: null,
      onvif: { port: 80, path: '/onvif/device_service', tls: false },
      rtsp: null,
    },
    register: NOTHING,
    ...more,
  });
  const enterNamed = async (...names: string[]): Promise<Camera[]> => {
    const entered = [];
    for (const name of names) entered.push(await cameras.enter(entry({ name })));
    return entered;
  };
  const namesFor = async (filter: object): Promise<string[]> =>
    (await cameras.list(EVERYTHING, { ...NO_FILTER, ...filter })).items.map(({ name }) => name);
  it('keeps what was entered, to the last field', async () => {
    const camera = await cameras.enter(
      entry({
        deviceCode: '35058210001320000001',
        position: { latitudeDeg: 24.720_123_456_789, longitudeDeg: 118.470_987_654_321 },
        network: {
          host: '2001:db8::1',
          mac: 'AA-BB-CC-00-11-22',
          onvif: null,
          rtsp: { port: 554, path: '/码流?密码', tls: true },
        },
        register: {
          ...NOTHING,
          functionTypes: ['1', '99'],
          positionTypes: [],
          hasSign: false,
          horizontalFieldOfViewDeg: 84.5,
          retentionDays: 30,
          installAddress: '安海镇"上坡村"\\村口 👁',
        },
      }),
    );

    expect(camera.createdAt).toBe(START);
    expect(await cameras.get(camera.id)).toEqual(camera);
  });

  it('keeps a boundary and every interval of a programme', async () => {
    const boundary = {
      type: 'Polygon',
      coordinates: [
        [
          [118.1, 24.1],
          [118.2, 24.1],
          [118.2, 24.2],
          [118.1, 24.1],
        ],
      ],
    };
    const village = await groups.villages.enter({
      name: '桥头村',
      code: '350582101212',
      kind: 'village',
      isDemonstration: false,
      boundary,
    });
    const programme = await groups.programmes.enter({
      name: '智能天网',
      heartbeatIntervalS: 0.5,
      frameIntervalS: null,
      factsIntervalS: 604_800,
    });

    expect(await groups.villages.get(village.id)).toEqual(village);
    expect(await groups.programmes.get(programme.id)).toEqual(programme);
  });

  it('tells what happened, once and after it is true', async () => {
    const [camera] = await enterNamed('村口');
    await cameras.change(camera!.id, { name: '村口 02' });
    await cameras.change(camera!.id, { name: '村口 02' });
    await cameras.remove(camera!.id);
    await groups.programmes.enter({
      name: '雪亮工程',
      heartbeatIntervalS: null,
      frameIntervalS: null,
      factsIntervalS: null,
    });
    await codeOf(cameras.enter(entry({ villageId: NOBODY })));
    await codeOf(cameras.remove(NOBODY));

    const { id } = camera!;
    expect(events).toEqual([
      new CameraRegistered(id),
      new CameraChanged(id),
      new CameraRemoved(id),
      new GroupsChanged(),
    ]);
  });

  it('stamps a change, and lets a change of nothing leave the stamp', async () => {
    const [camera] = await enterNamed('村口');
    clock.advance(1_000);
    await cameras.change(camera!.id, { name: '村口', network: { host: '10.1.1.1' } });
    expect((await cameras.get(camera!.id)).updatedAt).toBe(START);

    await cameras.change(camera!.id, { lifecycle: 'under-repair' });
    expect(await cameras.get(camera!.id)).toEqual({
      ...camera,
      lifecycle: 'under-repair',
      updatedAt: START + 1_000,
    });
  });

  it('keeps both of two changes that come at once', async () => {
    const [camera] = await enterNamed('村口');

    await Promise.all([
      cameras.change(camera!.id, { name: '河边' }),
      cameras.change(camera!.id, { position: { latitudeDeg: 24.7, longitudeDeg: 118.4 } }),
      cameras.change(camera!.id, { register: { poleNumber: 'G-1' } }),
    ]);

    expect(await cameras.get(camera!.id)).toMatchObject({
      name: '河边',
      position: { latitudeDeg: 24.7, longitudeDeg: 118.4 },
      register: { poleNumber: 'G-1' },
    });
  });

  it('lets one of two cameras with the same device code in, and any number without one', async () => {
    const deviceCode = '35058210001320000001';
    const ends = await Promise.all([1, 2].map(() => codeOf(cameras.enter(entry({ deviceCode })))));
    await enterNamed('a', 'b');

    expect(ends.toSorted()).toEqual(['done', 'duplicate-device-code']);
    expect(await namesFor({})).toHaveLength(3);
    const [, second] = (await cameras.list(EVERYTHING, NO_FILTER)).items;
    expect(await codeOf(cameras.change(second!.id, { deviceCode }))).toBe('duplicate-device-code');
  });

  it('lets nothing go that a camera names, and says how many do', async () => {
    const programme = await groups.programmes.enter({
      name: '雪亮工程',
      heartbeatIntervalS: null,
      frameIntervalS: null,
      factsIntervalS: null,
    });
    const zone = await groups.zones.enter({ name: '北片', allowedNetworks: ['10.0.0.0/8'] });
    const credential = await credentials.enter({ name: 'monitor', username: 'u', password: 'p' });
    const camera = await cameras.enter(
      entry({ programmeId: programme.id, zoneId: zone.id, credentialId: credential.id }),
    );
    events.length = 0;
    const removals = (): Promise<string[]> =>
      Promise.all([
        codeOf(groups.villages.remove(villageId)),
        codeOf(groups.programmes.remove(programme.id)),
        codeOf(groups.zones.remove(zone.id)),
        codeOf(credentials.remove(credential.id)),
      ]);

    expect(await removals()).toEqual(
      ['village', 'programme', 'zone', 'credential'].map((noun) => `${noun}-in-use`),
    );
    await expect(groups.villages.remove(villageId)).rejects.toThrow('1 camera still names this village');
    expect(events).toEqual([]);
    await cameras.remove(camera.id);
    expect(await removals()).toEqual(['done', 'done', 'done', 'done']);
    expect(await codeOf(groups.zones.remove(LOCAL_ZONE_ID))).toBe('zone-is-built-in');
  });

  it('lets no village go while a camera comes in', async () => {
    const ends = await Promise.all([
      codeOf(cameras.enter(entry())),
      codeOf(groups.villages.remove(villageId)),
      codeOf(cameras.enter(entry())),
    ]);

    const [left, members] = [await registry.villages(), await registry.cameras()];
    expect(members.every((camera) => left.some(({ id }) => id === camera.villageId))).toBe(true);
    expect(ends.filter((end) => end === 'done')).toHaveLength(members.length + (left.length === 0 ? 1 : 0));
    for (const end of ends) expect(['done', 'village-in-use', 'unknown-village']).toContain(end);
  });

  it('pages in the order of entry, without loss or repetition', async () => {
    const names = Array.from({ length: 25 }, (_, number) => `camera ${number}`);
    await enterNamed(...names);

    const seen: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: Awaited<ReturnType<typeof cameras.list>> = await cameras.list(
        { limit: 10, cursor },
        NO_FILTER,
      );
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor !== null && pages < 5);

    expect(seen).toEqual(names);
    expect(pages).toBe(3);
  });

  it('finds words in name, code and host, in any case and to the letter', async () => {
    await enterNamed('Gate 100%', 'gate_b', '祠堂');
    await cameras.enter(entry({ name: 'host', network: { ...entry().network, host: 'River.Example' } }));
    await cameras.enter(entry({ name: 'code', deviceCode: '35058210001320000077' }));

    expect(await namesFor({ words: 'GATE' })).toEqual(['Gate 100%', 'gate_b']);
    expect(await namesFor({ words: '%' })).toEqual(['Gate 100%']);
    expect(await namesFor({ words: '_' })).toEqual(['gate_b']);
    expect(await namesFor({ words: '!' })).toEqual([]);
    expect(await namesFor({ words: "'" })).toEqual([]);
    expect(await namesFor({ words: '祠' })).toEqual(['祠堂']);
    expect(await namesFor({ words: 'river' })).toEqual(['host']);
    expect(await namesFor({ words: '0077' })).toEqual(['code']);
    expect(await namesFor({ words: 'gate', villageId: NOBODY })).toEqual([]);
  });

  it('gives probers the cameras in service, with what their programme and credential say', async () => {
    const programme = await groups.programmes.enter({
      name: '雪亮工程',
      heartbeatIntervalS: 30,
      frameIntervalS: null,
      factsIntervalS: null,
    });
    const { id: credentialId } = await credentials.enter({ name: 'monitor', username: 'u', password: 'p' });
    const camera = await cameras.enter(entry({ programmeId: programme.id, credentialId }));
    const [plain] = await enterNamed('plain');
    const planned = await cameras.enter(entry({ lifecycle: 'planned' }));
    await credentials.change(credentialId, { password: 'q' });

    const target = {
      cameraId: camera.id,
      villageId,
      programmeId: programme.id,
      zoneId: LOCAL_ZONE_ID,
      host: '10.1.1.1',
      onvif: { port: 80, path: '/onvif/device_service', tls: false },
      rtsp: null,
      credentialId,
      credentialVersion: 2,
      cadence: { heartbeatIntervalS: 30, frameIntervalS: null, factsIntervalS: null },
    };
    const nothing = { heartbeatIntervalS: null, frameIntervalS: null, factsIntervalS: null };
    expect(await registry.probeTargets()).toEqual([
      target,
      {
        ...target,
        cameraId: plain!.id,
        programmeId: null,
        credentialId: null,
        credentialVersion: null,
        cadence: nothing,
      },
    ]);
    expect(await registry.probeTarget(camera.id)).toEqual(target);
    expect(await registry.probeTarget(planned.id)).toBeNull();
    expect(await registry.probeTarget(NOBODY)).toBeNull();
  });

  it('tells the cameras of a credential that their login changed, and only then', async () => {
    const { id: credentialId } = await credentials.enter({ name: 'monitor', username: 'u', password: 'p' });
    const camera = await cameras.enter(entry({ credentialId }));
    await enterNamed('plain');
    events.length = 0;

    await credentials.change(credentialId, { name: 'watch' });
    expect(events).toEqual([]);
    await credentials.change(credentialId, { username: 'v' });
    expect(events).toEqual([new CameraChanged(camera.id)]);
    expect(await registry.loginOf(credentialId)).toEqual({ username: 'v', password: 'p' });
  });

  it('keeps passwords sealed, each time with another nonce', async () => {
    const password = 'p@ss:/%#-密码';
    const one = await credentials.enter({ name: 'one', username: 'u', password });
    const two = await credentials.enter({ name: 'two', username: 'u', password });

    const rows = (await source.query('SELECT sealed FROM credentials ORDER BY id')) as { sealed: string }[];
    const stored = JSON.stringify(await source.query('SELECT * FROM credentials'));
    expect(stored).not.toContain(password);
    expect(stored).not.toContain(Buffer.from(password).toString('base64url'));
    expect(rows[0]!.sealed).not.toBe(rows[1]!.sealed);
    for (const { id } of [one, two]) expect((await registry.loginOf(id))?.password).toBe(password);
  });

  it('writes what probing observed beside the entry, silently, and only what is new', async () => {
    const [camera] = await enterNamed('村口');
    events.length = 0;
    const facts = {
      vendor: 'HIKVISION',
      model: 'DS-2CD',
      firmware: '1.10',
      serial: '123456789012345678',
      mac: null,
    };

    await registry.recordObserved(camera!.id, facts, START + 1);
    await registry.recordObserved(camera!.id, facts, START + 2);
    await registry.recordObserved(NOBODY, facts, START + 3);
    expect(await cameras.get(camera!.id)).toEqual({
      ...camera,
      observed: { ...facts, observedAt: START + 1 },
    });

    const mac = 'AA-BB-CC-00-11-22';
    await registry.recordObserved(camera!.id, { ...facts, vendor: null, mac }, START + 4);
    expect((await cameras.get(camera!.id)).observed).toEqual({ ...facts, mac, observedAt: START + 4 });

    await cameras.change(camera!.id, { name: '河边' });
    expect((await cameras.get(camera!.id)).observed).toEqual({ ...facts, mac, observedAt: START + 4 });
    expect(events).toEqual([new CameraChanged(camera!.id)]);
  });

  it('sums up cameras, villages and programmes in the order of ids', async () => {
    const other = await enterVillage('桥头村', '350582101212');
    const [first] = await enterNamed('村口');
    const second = await cameras.enter(entry({ name: '河边', villageId: other.id, lifecycle: 'removed' }));

    expect(await registry.villages()).toEqual([
      { id: villageId, name: '上坡村', code: null },
      { id: other.id, name: '桥头村', code: '350582101212' },
    ]);
    expect(await registry.programmes()).toEqual([]);
    expect(await registry.cameras()).toEqual([
      { id: first!.id, name: '村口', villageId, programmeId: null, isInService: true },
      { id: second.id, name: '河边', villageId: other.id, programmeId: null, isInService: false },
    ]);
    expect(await registry.camera(second.id)).toEqual((await registry.cameras())[1]);
    expect(await registry.camera(NOBODY)).toBeNull();
  });
});
