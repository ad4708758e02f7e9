import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SYSTEM_ACTOR } from '../../src/access/index.js';
import { BuildingsChanged } from '../../src/registry/index.js';
import { describeOnBothDatabases } from '../databases.js';
import { codeOf, Register } from './registry-register.js';

const HOUSE = {
  type: 'Polygon',
  coordinates: [
    [
      [118.461, 24.711],
      [118.462, 24.711],
      [118.462, 24.712],
      [118.461, 24.711],
    ],
  ],
} as const;

describeOnBothDatabases('the buildings of villages', (newDatabase) => {
  let register: Register;
  let folder: string;
  let otherId: string;
  const put = (villageId: string, heightM: number, expected: readonly number[] | null = null) => {
    const path = join(folder, 'file');
    const features = [{ type: 'Feature', geometry: HOUSE, properties: { heightM } }];
    writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }));
    return register.buildings.put(villageId, path, expected);
  };

  beforeEach(async () => {
    register = await Register.open(newDatabase);
    folder = mkdtempSync(join(tmpdir(), 'shouwang-buildings-'));
    otherId = (await register.enterVillage('桥头村')).id;
    register.events.length = 0;
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await register.close();
  });

  it('are there for the room that computes what they hide, and told of', async () => {
    await put(register.villageId, 9);
    await put(otherId, 12);

    expect(register.events).toEqual([
      new BuildingsChanged(register.villageId),
      new BuildingsChanged(otherId),
    ]);
    expect(await register.grounds.buildings()).toEqual([
      { villageId: register.villageId, buildings: [{ geometry: HOUSE, heightM: 9 }] },
      { villageId: otherId, buildings: [{ geometry: HOUSE, heightM: 12 }] },
    ]);
    expect(await register.grounds.buildingsOf(otherId)).toEqual([{ geometry: HOUSE, heightM: 12 }]);
    await register.buildings.remove(otherId);
    expect(await register.grounds.buildingsOf(otherId)).toEqual([]);
  });

  it('go with their village', async () => {
    await put(otherId, 12);
    await register.groups.villages.remove(otherId);
    expect(await register.grounds.buildings()).toEqual([]);
  });

  it('of other villages do not exist, and those that changed since are not written over', async () => {
    await put(otherId, 12);
    const actor = {
      ...SYSTEM_ACTOR,
      kind: 'user',
      role: 'planner',
      villageIds: [register.villageId],
    } as const;
    await register.actors.run(actor, async () => {
      expect(await codeOf(register.buildings.get(otherId))).toBe('no-such-village');
      expect(await codeOf(put(otherId, 1))).toBe('no-such-village');
      expect(await codeOf(register.buildings.remove(otherId))).toBe('no-such-village');
    });
    expect(await codeOf(put(otherId, 3, [7]))).toBe('changed-since');
    expect((await put(otherId, 3, [1])).entry.revision).toBe(2);
  });

  it('have what the register says of a camera beside them', async () => {
    const value = { headingDeg: 90, mountHeightM: 4, resolution: '1920*1080', cameraType: '1' };
    const { register: nothing } = register.entry();
    const { id } = await register.cameras.enter(
      register.entry({
        position: { latitudeDeg: 24.71, longitudeDeg: 118.46 },
        register: { ...nothing, ...value },
      }),
    );
    const [facts] = await register.grounds.sights();
    expect(facts).toMatchObject({
      id,
      lifecycle: 'in-service',
      position: { latitudeDeg: 24.71, longitudeDeg: 118.46 },
      register: { ...value, tiltDeg: null },
      ties: { poleNumber: null },
    });
    expect(await register.grounds.sight(id)).toEqual(facts);
    expect(await register.grounds.sight(otherId)).toBeNull();
  });
});
