import { NO_FILTER } from '../../src/registry/domain/camera-filter.js';
import { LOCAL_ZONE_ID } from '../../src/registry/domain/groups.js';
import { CameraChanged, CameraRegistered, CameraRemoved, GroupsChanged } from '../../src/registry/index.js';
import { describeOnBothDatabases } from '../databases.js';
import { codeOf, NOBODY, NOTHING, Register, START } from './registry-register.js';

describeOnBothDatabases('the register', (newDatabase) => {
  let register: Register;

  beforeEach(async () => {
    register = await Register.open(newDatabase);
  });

  afterEach(() => register.close());

  it('keeps what was entered, to the last field', async () => {
    const camera = await register.cameras.enter(
      register.entry({
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
    expect(await register.cameras.get(camera.id)).toEqual(camera);
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
    const village = await register.groups.villages.enter({
      name: '桥头村',
      code: '350582101212',
      kind: 'village',
      isDemonstration: false,
      boundary,
    });
    const programme = await register.groups.programmes.enter({
      name: '智能天网',
      heartbeatIntervalS: 0.5,
      frameIntervalS: null,
      factsIntervalS: 604_800,
    });

    expect(await register.groups.villages.get(village.id)).toEqual(village);
    expect(await register.groups.programmes.get(programme.id)).toEqual(programme);
  });

  it('tells what happened, once and after it is true', async () => {
    const [camera] = await register.enterNamed('村口');
    await register.cameras.change(camera!.id, { name: '村口 02' });
    await register.cameras.change(camera!.id, { name: '村口 02' });
    await register.cameras.remove(camera!.id);
    await register.enterProgramme('雪亮工程');
    await codeOf(register.cameras.enter(register.entry({ villageId: NOBODY })));
    await codeOf(register.cameras.remove(NOBODY));

    const { id } = camera!;
    expect(register.events).toEqual([
      new CameraRegistered(id),
      new CameraChanged(id),
      new CameraRemoved(id),
      new GroupsChanged(),
    ]);
  });

  it('stamps a change, and lets a change of nothing leave the stamp', async () => {
    const [camera] = await register.enterNamed('村口');
    register.clock.advance(1_000);
    await register.cameras.change(camera!.id, { name: '村口', network: { host: '10.1.1.1' } });
    expect((await register.cameras.get(camera!.id)).updatedAt).toBe(START);

    await register.cameras.change(camera!.id, { lifecycle: 'under-repair' });
    expect(await register.cameras.get(camera!.id)).toEqual({
      ...camera,
      lifecycle: 'under-repair',
      updatedAt: START + 1_000,
      revision: 2,
    });
  });

  it('keeps both of two changes that come at once', async () => {
    const [camera] = await register.enterNamed('村口');

    await Promise.all([
      register.cameras.change(camera!.id, { name: '河边' }),
      register.cameras.change(camera!.id, { position: { latitudeDeg: 24.7, longitudeDeg: 118.4 } }),
      register.cameras.change(camera!.id, { register: { poleNumber: 'G-1' } }),
    ]);

    expect(await register.cameras.get(camera!.id)).toMatchObject({
      name: '河边',
      position: { latitudeDeg: 24.7, longitudeDeg: 118.4 },
      register: { poleNumber: 'G-1' },
    });
  });

  it('lets one of two cameras with the same device code in, and any number without one', async () => {
    const deviceCode = '35058210001320000001';
    const ends = await Promise.all(
      [1, 2].map(() => codeOf(register.cameras.enter(register.entry({ deviceCode })))),
    );
    await register.enterNamed('a', 'b');

    expect(ends.toSorted()).toEqual(['done', 'duplicate-device-code']);
    expect(await register.namesFor({})).toHaveLength(3);
    const [, second] = (await register.cameras.list({ limit: 1_000, cursor: null }, NO_FILTER)).items;
    expect(await codeOf(register.cameras.change(second!.id, { deviceCode }))).toBe('duplicate-device-code');
  });

  it('lets nothing go that a camera names, and says how many do', async () => {
    const programme = await register.enterProgramme('雪亮工程');
    const zone = await register.groups.zones.enter({ name: '北片', allowedNetworks: ['10.0.0.0/8'] });
    const credential = await register.credentials.enter({ name: 'monitor', username: 'u', password: 'p' });
    const camera = await register.cameras.enter(
      register.entry({ programmeId: programme.id, zoneId: zone.id, credentialId: credential.id }),
    );
    register.events.length = 0;
    const removals = (): Promise<string[]> =>
      Promise.all([
        codeOf(register.groups.villages.remove(register.villageId)),
        codeOf(register.groups.programmes.remove(programme.id)),
        codeOf(register.groups.zones.remove(zone.id)),
        codeOf(register.credentials.remove(credential.id)),
      ]);

    expect(await removals()).toEqual(
      ['village', 'programme', 'zone', 'credential'].map((noun) => `${noun}-in-use`),
    );
    await expect(register.groups.villages.remove(register.villageId)).rejects.toThrow(
      '1 camera still names this village',
    );
    expect(register.events).toEqual([]);
    await register.cameras.remove(camera.id);
    expect(await removals()).toEqual(['done', 'done', 'done', 'done']);
    expect(await codeOf(register.groups.zones.remove(LOCAL_ZONE_ID))).toBe('zone-is-built-in');
  });

  it('lets no village go while a camera comes in', async () => {
    const ends = await Promise.all([
      codeOf(register.cameras.enter(register.entry())),
      codeOf(register.groups.villages.remove(register.villageId)),
      codeOf(register.cameras.enter(register.entry())),
    ]);

    const [left, members] = [await register.registry.villages(), await register.registry.cameras()];
    expect(members.every((camera) => left.some(({ id }) => id === camera.villageId))).toBe(true);
    expect(ends.filter((end) => end === 'done')).toHaveLength(members.length + (left.length === 0 ? 1 : 0));
    for (const end of ends) expect(['done', 'village-in-use', 'unknown-village']).toContain(end);
  });

  it('pages in the order of entry, without loss or repetition', async () => {
    const names = Array.from({ length: 25 }, (_, number) => `camera ${number}`);
    await register.enterNamed(...names);

    const seen: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: Awaited<ReturnType<typeof register.cameras.list>> = await register.cameras.list(
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
    await register.enterNamed('Gate 100%', 'gate_b', '祠堂');
    await register.cameras.enter(
      register.entry({ name: 'host', network: { ...register.entry().network, host: 'River.Example' } }),
    );
    await register.cameras.enter(register.entry({ name: 'code', deviceCode: '35058210001320000077' }));

    expect(await register.namesFor({ words: 'GATE' })).toEqual(['Gate 100%', 'gate_b']);
    expect(await register.namesFor({ words: '%' })).toEqual(['Gate 100%']);
    expect(await register.namesFor({ words: '_' })).toEqual(['gate_b']);
    expect(await register.namesFor({ words: '!' })).toEqual([]);
    expect(await register.namesFor({ words: "'" })).toEqual([]);
    expect(await register.namesFor({ words: '祠' })).toEqual(['祠堂']);
    expect(await register.namesFor({ words: 'river' })).toEqual(['host']);
    expect(await register.namesFor({ words: '0077' })).toEqual(['code']);
    expect(await register.namesFor({ words: 'gate', villageId: NOBODY })).toEqual([]);
  });
});
