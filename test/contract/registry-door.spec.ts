import type { EntityManager } from 'typeorm';
import { LOCAL_ZONE_ID } from '../../src/registry/domain/groups.js';
import { CameraChanged, CameraRegistered } from '../../src/registry/index.js';
import { describeOnBothDatabases } from '../databases.js';
import { codeOf, NOBODY, Register, START } from './registry-register.js';

describeOnBothDatabases("the register's door", (newDatabase) => {
  let register: Register;

  beforeEach(async () => {
    register = await Register.open(newDatabase);
  });

  afterEach(() => register.close());

  it('gives probers the cameras in service, with what their programme and credential say', async () => {
    const programme = await register.enterProgramme('雪亮工程', 30);
    const { id: credentialId } = await register.credentials.enter({
      name: 'monitor',
      username: 'u',
      password: 'p',
    });
    const camera = await register.cameras.enter(register.entry({ programmeId: programme.id, credentialId }));
    const [plain] = await register.enterNamed('plain');
    const planned = await register.cameras.enter(register.entry({ lifecycle: 'planned' }));
    await register.credentials.change(credentialId, { password: 'q' });

    const target = {
      cameraId: camera.id,
      villageId: register.villageId,
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
    expect(await register.registry.probeTargets()).toEqual([
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
    expect(await register.registry.probeTarget(camera.id)).toEqual(target);
    expect(await register.registry.probeTarget(planned.id)).toBeNull();
    expect(await register.registry.probeTarget(NOBODY)).toBeNull();
  });

  it('tells the cameras of a credential that their login changed, and only then', async () => {
    const { id: credentialId } = await register.credentials.enter({
      name: 'monitor',
      username: 'u',
      password: 'p',
    });
    const camera = await register.cameras.enter(register.entry({ credentialId }));
    await register.enterNamed('plain');
    register.events.length = 0;

    await register.credentials.change(credentialId, { name: 'watch' });
    expect(register.events).toEqual([]);
    await register.credentials.change(credentialId, { username: 'v' });
    expect(register.events).toEqual([new CameraChanged(camera.id)]);
    expect(await register.registry.loginOf(credentialId)).toEqual({
      username: 'v',
      password: 'p',
      version: 2,
    });
  });

  it('keeps passwords sealed, each time with another nonce', async () => {
    const password = 'p@ss:/%#-密码';
    const one = await register.credentials.enter({ name: 'one', username: 'u', password });
    const two = await register.credentials.enter({ name: 'two', username: 'u', password });

    const rows = (await register.source.query('SELECT sealed FROM credentials ORDER BY id')) as {
      sealed: string;
    }[];
    const stored = JSON.stringify(await register.source.query('SELECT * FROM credentials'));
    expect(stored).not.toContain(password);
    expect(stored).not.toContain(Buffer.from(password).toString('base64url'));
    expect(rows[0]!.sealed).not.toBe(rows[1]!.sealed);
    for (const { id } of [one, two]) expect((await register.registry.loginOf(id))?.password).toBe(password);
  });

  it('writes what probing observed beside the entry, silently, and only what is new', async () => {
    const [camera] = await register.enterNamed('村口');
    register.events.length = 0;
    const facts = {
      vendor: 'HIKVISION',
      model: 'DS-2CD',
      firmware: '1.10',
      serial: '123456789012345678',
      mac: null,
    };

    await register.registry.recordObserved(camera!.id, facts, START + 1);
    await register.registry.recordObserved(camera!.id, facts, START + 2);
    await register.registry.recordObserved(NOBODY, facts, START + 3);
    expect(await register.cameras.get(camera!.id)).toEqual({
      ...camera,
      observed: { ...facts, observedAt: START + 1 },
    });

    const mac = 'AA-BB-CC-00-11-22';
    await register.registry.recordObserved(camera!.id, { ...facts, vendor: null, mac }, START + 4);
    expect((await register.cameras.get(camera!.id)).observed).toEqual({
      ...facts,
      mac,
      observedAt: START + 4,
    });

    await register.cameras.change(camera!.id, { name: '河边' });
    expect((await register.cameras.get(camera!.id)).observed).toEqual({
      ...facts,
      mac,
      observedAt: START + 4,
    });
    expect(register.events).toEqual([new CameraChanged(camera!.id)]);
  });

  it('sums up cameras with what they share, villages, programmes and zones in the order of ids', async () => {
    const other = await register.enterVillage('桥头村', '350582101212');
    const [first] = await register.enterNamed('村口');
    const second = await register.cameras.enter(
      register.entry({
        name: '河边',
        villageId: other.id,
        lifecycle: 'removed',
        siteKind: '沿街商铺',
        position: { latitudeDeg: 24.72, longitudeDeg: 118.47 },
      }),
    );
    await register.cameras.change(second.id, {
      register: { uplink: 'SW-1', nvr: 'NVR-2', poleNumber: 'G-3', powerFeed: '4路' },
    });
    const lonely = { zoneId: first!.zoneId, uplink: null, nvr: null, poleNumber: null, powerFeed: null };

    expect(await register.registry.villages()).toEqual([
      { id: register.villageId, name: '上坡村', code: null },
      { id: other.id, name: '桥头村', code: '350582101212' },
    ]);
    expect(await register.registry.hasDemonstration()).toBe(true);
    expect(await register.registry.programmes()).toEqual([]);
    expect(await register.registry.cameras()).toEqual([
      {
        id: first!.id,
        name: '村口',
        villageId: register.villageId,
        programmeId: null,
        isInService: true,
        siteKind: null,
        position: null,
        ties: lonely,
      },
      {
        id: second.id,
        name: '河边',
        villageId: other.id,
        programmeId: null,
        isInService: false,
        siteKind: '沿街商铺',
        position: { latitudeDeg: 24.72, longitudeDeg: 118.47 },
        ties: { zoneId: second.zoneId, uplink: 'SW-1', nvr: 'NVR-2', poleNumber: 'G-3', powerFeed: '4路' },
      },
    ]);
    expect(await register.registry.zones()).toEqual([{ id: first!.zoneId, name: 'local' }]);
    expect(await register.registry.camera(second.id)).toEqual((await register.registry.cameras())[1]);
    expect(await register.registry.camera(NOBODY)).toBeNull();
  });

  it('gives the places of all villages, with what a plan needs of them', async () => {
    const other = await register.enterVillage('桥头村');
    const area = [
      [118.46, 24.71],
      [118.48, 24.71],
      [118.48, 24.73],
      [118.46, 24.71],
    ] as const;
    const gate = {
      villageId: register.villageId,
      name: '村口',
      kind: '进出村路口',
      geometry: { type: 'Point', coordinates: [118.470_987_654_321, 24.72] },
      detail: 'identify',
      weight: 2.5,
    } as const;
    const school = {
      villageId: other.id,
      name: '小学',
      kind: '学校周边',
      geometry: { type: 'Polygon', coordinates: [area] },
      detail: 'observe',
      weight: 1,
    } as const;
    const entered = [];
    for (const place of [gate, school])
      entered.push(await register.places.enter({ ...place, isDemonstration: false }));

    expect(await register.registry.places()).toEqual([
      { ...gate, id: entered[0]!.id },
      { ...school, id: entered[1]!.id },
    ]);
    await register.places.change(entered[1]!.id, { detail: 'recognise' });
    await register.places.remove(entered[0]!.id);
    expect(await register.registry.places()).toEqual([
      { ...school, id: entered[1]!.id, detail: 'recognise' },
    ]);
  });

  describe('cameras that are to be bought', () => {
    const planned = (id: string, more: object = {}) => ({
      id,
      name: '桥头 1',
      villageId: register.villageId,
      programmeId: null,
      zoneId: null,
      position: { latitudeDeg: 24.72, longitudeDeg: 118.47 },
      register: { cameraType: '3', headingDeg: 90 },
      ...more,
    });
    const ID = '019a0000-0000-7000-8000-000000000101';

    it('are entries without an address, with their history, and told after the commit', async () => {
      const order: string[] = [];
      await register.entries.enterPlanned([planned(ID)], async (manager) => {
        order.push(`${await manager.query('SELECT COUNT(*) AS n FROM cameras').then(([{ n }]) => n)} before`);
      });
      expect(order).toEqual(['0 before']);
      expect(await register.cameras.get(ID)).toMatchObject({
        lifecycle: 'planned',
        zoneId: LOCAL_ZONE_ID,
        network: { host: `planned-${ID}.invalid` },
        register: { headingDeg: 90, tiltDeg: null },
      });
      expect(await register.namesFor({ words: '桥头' })).toEqual(['桥头 1']);
      expect(register.events).toEqual([new CameraRegistered(ID)]);
      expect(await codeOf(register.cameras.change(ID, { lifecycle: 'in-service' }))).toBe(
        'address-not-known',
      );
      const network = { host: '10.1.1.9' };
      expect(await codeOf(register.cameras.change(ID, { lifecycle: 'in-service', network }))).toBe('done');
    });

    it('are all entered or none, and with them what came first', async () => {
      const rename = async (manager: EntityManager): Promise<void> => {
        await manager.query("UPDATE villages SET name = '改了'");
      };
      const twice = register.entries.enterPlanned([planned(ID), planned(ID)], rename);
      expect(await codeOf(twice)).toBe('changed-meanwhile');
      const elsewhere = register.entries.enterPlanned(
        [planned(ID), planned(NOBODY, { villageId: NOBODY })],
        rename,
      );
      expect(await codeOf(elsewhere)).toBe('unknown-village');
      expect(await register.namesFor({})).toEqual([]);
      expect(await register.registry.villages()).toMatchObject([{ name: '上坡村' }]);
      expect(register.events).toEqual([]);
    });
  });
});
