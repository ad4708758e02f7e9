import type { ShownState } from '../../src/kernel/camera-state.js';
import type { CameraEntry } from '../../src/registry/app/camera-entry.js';
import { NO_FILTER } from '../../src/registry/domain/camera-filter.js';
import { CameraIndex } from '../../src/registry/store/camera-index.js';
import { describeOnBothDatabases, writeTo } from '../databases.js';
import { NOTHING, Register } from './registry-register.js';

const GONE = '019a0000-0000-7000-8000-';
const OF_ONE_VILLAGE = {
  kind: 'user',
  id: 'u-1',
  userId: 'u-1',
  name: '林文书',
  role: 'village',
  address: null,
} as const;

describeOnBothDatabases('the search', (newDatabase) => {
  let register: Register;
  const enter = (name: string, more: Partial<CameraEntry> = {}) =>
    register.cameras.enter(register.entry({ name, ...more }));

  beforeEach(async () => {
    register = await Register.open(newDatabase);
  });

  afterEach(() => register.close());

  it('finds a village by a fragment of its name, one character of it, or its initials', async () => {
    const other = await register.enterVillage('桥头村');
    await enter('a');
    await enter('b', { villageId: other.id });

    for (const words of ['上坡村', '坡', '上坡', 'spc', 'SPC', 'sp']) {
      expect([words, await register.namesFor({ words })]).toEqual([words, ['a']]);
    }
    expect(await register.namesFor({ words: '村' })).toEqual(['a', 'b']);
    expect(await register.namesFor({ words: 'qtc' })).toEqual(['b']);
  });

  it('finds name, address, vendor, model, code, MAC and host, each by a part of it', async () => {
    await enter('大榕树 01', {
      deviceCode: '35058210001320000077',
      network: { ...register.entry().network, host: 'River.example', mac: 'AA-BB-CC-00-11-22' },
      register: { ...NOTHING, installAddress: '重庆路12号', vendorCode: '1', model: 'DS-2CD3T46' },
    });
    await enter('祠堂');

    for (const words of [
      '榕',
      '榕树',
      'drs',
      'DRS 01',
      '重庆',
      'cql',
      '12号',
      '海康',
      'hkws',
      '2cd3',
      '132000',
      'bb-cc',
      'river',
      '０１',
    ]) {
      expect([words, await register.namesFor({ words })]).toEqual([words, ['大榕树 01']]);
    }
  });

  it('wants every word, and takes no word across two fields', async () => {
    await enter('村口', { register: { ...NOTHING, installAddress: '河边' } });
    await enter('村尾', { register: { ...NOTHING, installAddress: '河边' } });

    expect(await register.namesFor({ words: '河边 村口' })).toEqual(['村口']);
    expect(await register.namesFor({ words: '上坡 村尾' })).toEqual(['村尾']);
    expect(await register.namesFor({ words: '村口河边' })).toEqual([]);
    expect(await register.namesFor({ words: '河边 祠堂' })).toEqual([]);
    expect(await register.namesFor({ words: '   ' })).toEqual(['村口', '村尾']);
  });

  it('narrows by village, programme, zone, lifecycle, vendor, credential and position, all at once', async () => {
    const programme = await register.enterProgramme('雪亮工程');
    const zone = await register.groups.zones.enter({ name: '北片', allowedNetworks: [] });
    const login = await register.credentials.enter({ name: 'monitor', username: 'u', password: 'p' });
    const village = await register.enterVillage('桥头村');
    await enter('plain');
    await enter('full', {
      villageId: village.id,
      programmeId: programme.id,
      zoneId: zone.id,
      credentialId: login.id,
      lifecycle: 'planned',
      position: { latitudeDeg: 24.7, longitudeDeg: 118.4 },
      register: { ...NOTHING, vendorCode: '2' },
    });

    const filters = {
      villageId: village.id,
      programmeId: programme.id,
      zoneId: zone.id,
      credentialId: login.id,
      lifecycle: 'planned',
      vendorCode: '2',
      hasPosition: true,
    };
    for (const [name, value] of Object.entries(filters)) {
      expect([name, await register.namesFor({ [name]: value })]).toEqual([name, ['full']]);
    }
    expect(await register.namesFor({ ...filters, words: 'full' })).toEqual(['full']);
    expect(await register.namesFor({ ...filters, words: 'plain' })).toEqual([]);
    expect(await register.namesFor({ hasPosition: false })).toEqual(['plain']);
  });

  describe('by state', () => {
    /** The cameras named, in these states; every other one is not in service. */
    const tell = (states: Readonly<Record<string, ShownState>>, names: ReadonlyMap<string, string>): void =>
      register.states.tellBy(() => ({
        of: (id) => states[names.get(id)!] ?? null,
        ids: (state) => [...names].flatMap(([id, name]) => (states[name] === state ? [id] : [])).toSorted(),
      }));
    const namesOf = async (...names: string[]) =>
      new Map((await register.enterNamed(...names)).map(({ id, name }) => [id, name]));

    it('finds the cameras that are in it now, together with every other filter', async () => {
      const names = await namesOf('a', 'b', 'x', 'd');
      tell({ a: 'offline', b: 'online', x: 'offline', d: 'maintenance' }, names);

      expect(await register.namesFor({ state: 'offline' })).toEqual(['a', 'x']);
      expect(await register.namesFor({ state: 'maintenance' })).toEqual(['d']);
      expect(await register.namesFor({ state: 'impaired' })).toEqual([]);
      expect(await register.namesFor({ state: 'offline', words: 'x' })).toEqual(['x']);
      expect(await register.namesFor({ state: 'offline', lifecycle: 'planned' })).toEqual([]);
      expect(await register.cameras.count({ ...NO_FILTER, state: 'offline' })).toBe(2);
      tell({ a: 'online' }, names);
      expect(await register.namesFor({ state: 'offline' })).toEqual([]);
    });

    it('finds nothing while nobody says how cameras stand, and no camera of another village', async () => {
      const other = await register.enterVillage('桥头村');
      await enter('far', { villageId: other.id });
      const far = (await register.cameras.list({ limit: 9, cursor: null }, NO_FILTER)).items[0]!;
      expect(await register.namesFor({ state: 'offline' })).toEqual([]);

      tell({ far: 'offline' }, new Map([[far.id, 'far']]));
      const clerk = { ...OF_ONE_VILLAGE, villageIds: [register.villageId] };
      expect(await register.actors.run(clerk, () => register.namesFor({ state: 'offline' }))).toEqual([]);
    });

    it('pages alike whether few or many cameras are in it', async () => {
      const entered = await register.enterNamed(...Array.from({ length: 24 }, (_, index) => `c${index}`));
      const wanted = entered.map(({ id }) => id).filter((_, index) => index % 4 !== 0);
      // Cameras that have left the register a moment ago.
      const gone = Array.from({ length: 2_500 }, (_, index) => GONE + String(index).padStart(12, '0'));
      register.states.tellBy(() => ({
        of: () => null,
        ids: (state) => (state === 'online' ? [...gone, ...wanted].toSorted() : wanted),
      }));
      for (const state of ['online', 'offline'] as const) {
        const filter = { ...NO_FILTER, state };
        expect(await register.cameras.count(filter)).toBe(wanted.length);
        const after = await register.finder.ids(filter, { limit: 7, cursor: wanted[9]! });
        expect(after).toEqual(wanted.slice(10, 18));
        const late = await register.finder.ids(filter, { limit: 50, cursor: null, offset: 15 });
        expect(late).toEqual(wanted.slice(15));
      }
    });
  });

  it('enters a list anywhere', async () => {
    await register.enterNamed('a', 'b', 'x', 'd');
    const page = await register.cameras.list({ limit: 2, cursor: null, offset: 2 }, NO_FILTER);

    expect(page).toMatchObject({ items: [{ name: 'x' }, { name: 'd' }], nextCursor: null });
    expect(await register.cameras.count(NO_FILTER)).toBe(4);
    expect(await register.cameras.count({ ...NO_FILTER, words: 'x' })).toBe(1);
  });

  it('follows a change, the new name of a village, and a removal', async () => {
    const [camera] = await register.enterNamed('村口');
    await register.cameras.change(camera!.id, { name: '河边', lifecycle: 'planned' });
    await register.groups.villages.change(register.villageId, { name: '桥头村' });

    expect(await register.namesFor({ words: '村口' })).toEqual([]);
    expect(await register.namesFor({ words: 'hb qtc', lifecycle: 'planned' })).toEqual(['河边']);
    expect(await register.namesFor({ words: 'spc' })).toEqual([]);
    await register.cameras.remove(camera!.id);
    expect(await register.namesFor({})).toEqual([]);
  });

  it('has no cameras of other villages for whoever sees a few', async () => {
    const other = await register.enterVillage('桥头村');
    await enter('a');
    await enter('b', { villageId: other.id });
    const seenBy = (villageIds: readonly string[], filter: object) =>
      register.actors.run({ ...OF_ONE_VILLAGE, villageIds }, () => register.namesFor(filter));

    expect(await seenBy([other.id], {})).toEqual(['b']);
    expect(await seenBy([other.id], { words: '村' })).toEqual(['b']);
    expect(await seenBy([other.id], { words: 'spc' })).toEqual([]);
    expect(await seenBy([other.id], { villageId: register.villageId })).toEqual([]);
    expect(await seenBy([], {})).toEqual([]);
  });

  it('finds at the start what was entered before there was an index', async () => {
    await register.enterNamed('村口', '河边');
    await writeTo(register.source, 'DELETE FROM camera_index');
    expect(await register.namesFor({})).toEqual([]);

    await new CameraIndex(register.source, register.actors).onModuleInit();
    expect(await register.namesFor({ words: 'ck' })).toEqual(['村口']);
    expect(await register.namesFor({})).toEqual(['村口', '河边']);
  });
});
