import type { EntryChange } from '../../src/registry/domain/entry-change.js';
import { newCameraRow } from '../../src/registry/store/camera-mapper.js';
import { entryChanges } from '../../src/registry/store/entry-change.row.js';
import { describeOnBothDatabases } from '../databases.js';
import { Register, START } from './registry-register.js';

const CLERK = {
  kind: 'user',
  id: 'u-1',
  userId: 'u-1',
  name: '林文书',
  role: 'village',
  villageIds: null,
  address: '10.9.9.9',
} as const;

describeOnBothDatabases('the change book', (newDatabase) => {
  let register: Register;
  const told = (entryId: string): Promise<EntryChange[]> =>
    register.source.getRepository(entryChanges).find({ where: { entryId }, order: { id: 'ASC' } });
  const short = ({ action, field, old, new: value, revision }: EntryChange) => [
    revision,
    action,
    field,
    old,
    value,
  ];

  beforeEach(async () => {
    register = await Register.open(newDatabase);
  });

  afterEach(() => register.close());

  it('says field by field what changed, who did it, when and from where', async () => {
    const [camera] = await register.enterNamed('村口');
    register.clock.advance(1_000);
    await register.actors.run(CLERK, () =>
      register.cameras.change(camera!.id, { name: '村口 02', network: { mac: 'AA-BB-CC-00-11-22' } }),
    );

    const changes = (await told(camera!.id)).filter(({ action }) => action === 'changed');
    expect(changes.map(short)).toEqual([
      [2, 'changed', 'name', '村口', '村口 02'],
      [2, 'changed', 'network.mac', null, 'AA-BB-CC-00-11-22'],
    ]);
    expect(changes[0]).toMatchObject({
      entryKind: 'camera',
      entryId: camera!.id,
      villageId: register.villageId,
      at: START + 1_000,
      actorKind: 'user',
      actorId: 'u-1',
      actorName: '林文书',
      actorAddress: '10.9.9.9',
      importId: null,
    });
  });

  it('keeps what came and what went as a whole, also after it is gone', async () => {
    const [camera] = await register.enterNamed('村口');
    await register.cameras.remove(camera!.id);

    const [created, removed] = await told(camera!.id);
    expect(created).toMatchObject({ revision: 1, action: 'created', field: null, old: null });
    expect(created!.new).toMatchObject({ name: '村口', 'network.host': '10.1.1.1', isDemonstration: false });
    expect(created!.new).not.toHaveProperty('deviceCode');
    expect(removed).toMatchObject({
      revision: 2,
      action: 'removed',
      field: null,
      old: created!.new,
      new: null,
    });
    expect(created!.actorName).toBe('system');
  });

  it('tells of villages, programmes, zones and credentials, and of a password only that it changed', async () => {
    const programme = await register.enterProgramme('雪亮工程');
    await register.groups.programmes.change(programme.id, { heartbeatIntervalS: 30 });
    const zone = await register.groups.zones.enter({ name: '北片', allowedNetworks: [] });
    await register.groups.zones.change(zone.id, { allowedNetworks: ['10.0.0.0/8'] });
    await register.groups.villages.change(register.villageId, { name: '上坡' });
    const login = await register.credentials.enter({ name: 'monitor', username: 'u', password: 'secret-1' });
    await register.credentials.change(login.id, { password: 'secret-2' });

    expect((await told(programme.id)).map(short).at(-1)).toEqual([
      2,
      'changed',
      'heartbeatIntervalS',
      null,
      30,
    ]);
    expect((await told(zone.id)).map(short).at(-1)).toEqual([
      2,
      'changed',
      'allowedNetworks',
      [],
      ['10.0.0.0/8'],
    ]);
    expect((await told(register.villageId)).map(short).at(-1)).toEqual([
      2,
      'changed',
      'name',
      '上坡村',
      '上坡',
    ]);
    expect((await told(login.id)).map(short)).toEqual([
      [1, 'created', null, null, { name: 'monitor', username: 'u' }],
      [2, 'changed', 'password', null, null],
    ]);
  });

  it('writes nothing of a change of nothing, of a refused one, and of what probing saw', async () => {
    const [camera] = await register.enterNamed('村口');
    await register.cameras.change(camera!.id, { name: '村口' });
    await register.cameras.change(camera!.id, { siteKind: '宿舍' }).catch(() => undefined);
    const facts = { vendor: 'Hikvision', model: null, firmware: null, serial: null, mac: null };
    await register.registry.recordObserved(camera!.id, facts, START);

    expect(await told(camera!.id)).toHaveLength(1);
    expect(await register.cameras.get(camera!.id)).toMatchObject({ revision: 1, observed: facts });
  });

  it('writes a batch and its history as one, marked by its import', async () => {
    const [standing] = await register.enterNamed('村口');
    const rows = Array.from({ length: 120 }, (_, number) =>
      newCameraRow({ ...standing!, id: `019b0000-0000-7000-8000-${String(number).padStart(12, '0')}` }),
    );
    await register.store.write('import-1', async ({ cameras }) => {
      await cameras.insert(rows);
      await cameras.update([
        { id: standing!.id, columns: { name: '河边' } },
        { id: standing!.id, columns: { lifecycle: 'planned' } },
        { id: rows[7]!.id, columns: { name: rows[7]!.name } },
      ]);
    });

    const changes = await register.source.getRepository(entryChanges).findBy({ importId: 'import-1' });
    expect(changes).toHaveLength(122);
    expect(await register.cameras.get(standing!.id)).toMatchObject({ revision: 3, name: '河边' });
    expect((await told(rows[7]!.id)).map(short)).toHaveLength(1);
  });

  it('undoes a batch of which one row breaks a rule, and says which rule', async () => {
    const [standing] = await register.enterNamed('村口');
    const write = register.store.write('import-2', async ({ cameras }) => {
      await cameras.update([{ id: standing!.id, columns: { name: '河边' } }]);
      await cameras.insert([newCameraRow(standing!)]);
    });

    await expect(write).rejects.toMatchObject({ name: 'BrokenRule', refusal: 'duplicate' });
    expect(await register.cameras.get(standing!.id)).toMatchObject({ revision: 1, name: '村口' });
    expect(await told(standing!.id)).toHaveLength(1);
  });
});
