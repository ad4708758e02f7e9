import { PlanStore } from '../../src/coverage/store/plan.store.js';
import type { Plan } from '../../src/coverage/domain/plans/plan.js';
import { coverageRoomSchema } from '../../src/coverage/index.js';
import { PlanEntry } from '../../src/coverage/app/plan-entry.js';
import type { RegistryEntries } from '../../src/registry/index.js';
import { describeOnBothDatabases } from '../databases.js';
import { codeOf, Register, START } from './registry-register.js';

const ALL = { seenVillageIds: null, villageId: null };
const idOf = (count: number): string => `019a0000-0000-7000-8000-${String(count).padStart(12, '0')}`;
const USUAL = {
  resolution: null,
  mountHeightM: null,
  headingDeg: 90,
  tiltDeg: null,
  horizontalFieldOfViewDeg: null,
  verticalFieldOfViewDeg: null,
  viewDistanceM: null,
};
const NOTHING_CHANGES = {
  costFen: 350_000,
  before: { places: { covered: 0, fragile: 0, dark: 0, uncovered: 1 }, gapWeight: 2.5 },
  after: { places: { covered: 0, fragile: 1, dark: 0, uncovered: 0 }, gapWeight: 0 },
  differences: [],
};

describeOnBothDatabases('the plans', (newDatabase) => {
  let register: Register;
  let store: PlanStore;
  let otherVillageId: string;

  beforeEach(async () => {
    register = await Register.open(newDatabase, [coverageRoomSchema]);
    store = new PlanStore(register.source);
    otherVillageId = (await register.enterVillage('桥头村')).id;
  });

  afterEach(() => register.close());

  const plan = (count: number, more: Partial<Plan> = {}): Plan => ({
    id: idOf(count),
    name: `方案${count}`,
    note: null,
    villageIds: [register.villageId],
    items: [{ id: idOf(100 + count), costFen: 350_000, change: { kind: 'repair', cameraId: idOf(9) } }],
    state: 'draft',
    promise: NOTHING_CHANGES,
    promisedAt: START,
    enteredAt: null,
    createdBy: '规划员',
    createdAt: START,
    updatedAt: START,
    revision: 1,
    ...more,
  });
  const enter = async (...plans: readonly Plan[]): Promise<void> => {
    for (const each of plans) await store.insert(each);
  };

  it('come back as they were written', async () => {
    const written = plan(1, {
      note: '先修后买',
      villageIds: [register.villageId, otherVillageId].toSorted(),
    });
    await enter(written);
    expect(await store.find(written.id, ALL)).toEqual(written);
    expect(await store.find(idOf(2), ALL)).toBeNull();
  });

  it('are there only for who sees every village of theirs', async () => {
    const [mine, both] = [plan(1), plan(2, { villageIds: [register.villageId, otherVillageId] })];
    await enter(mine, both);
    const seen = async (seenVillageIds: readonly string[] | null, villageId: string | null = null) =>
      (await store.some({ seenVillageIds, villageId }, { limit: 10, cursor: null })).map(({ id }) => id);
    expect(await seen(null)).toEqual([mine.id, both.id]);
    expect(await seen([register.villageId])).toEqual([mine.id]);
    expect(await seen([otherVillageId])).toEqual([]);
    expect(await seen([])).toEqual([]);
    expect(await seen(null, otherVillageId)).toEqual([both.id]);
    expect(await store.find(both.id, { seenVillageIds: [register.villageId], villageId: null })).toBeNull();
    const rest = await store.some(ALL, { limit: 1, cursor: mine.id });
    expect(rest.map(({ id }) => id)).toEqual([both.id]);
  });

  it('are written over what was read, and over nothing else', async () => {
    await enter(plan(1));
    const change = { name: '新', villageIds: [otherVillageId], updatedAt: START + 1 };
    expect(await store.update(idOf(1), 1, change)).toBe(true);
    expect(await store.update(idOf(1), 1, { name: '旧' })).toBe(false);
    const after = plan(1, { ...change, revision: 2 });
    expect(await store.find(idOf(1), ALL)).toEqual(after);
    expect(await store.remove(idOf(1), 1)).toBe(false);
    expect(await store.remove(idOf(1), 2)).toBe(true);
    expect(await store.find(idOf(1), ALL)).toBeNull();
    const links = await register.source.query('SELECT * FROM plan_villages');
    expect(links).toEqual([]);
  });

  it('go with their village, as far as it is theirs', async () => {
    await enter(plan(1, { villageIds: [otherVillageId] }));
    await register.groups.villages.remove(otherVillageId, null);
    expect((await store.find(idOf(1), ALL))?.villageIds).toEqual([]);
    const asked = { seenVillageIds: [register.villageId], villageId: null };
    expect(await store.find(idOf(1), asked)).toBeNull();
  });

  describe('entered into the register', () => {
    const camera = (count: number) => ({
      id: idOf(100 + count),
      name: `摄像机${count}`,
      villageId: register.villageId,
      programmeId: null,
      zoneId: null,
      position: { latitudeDeg: 24.72, longitudeDeg: 118.47 },
      register: {},
    });
    const claim = (of: Plan, cameras: readonly ReturnType<typeof camera>[]) =>
      register.entries.enterPlanned(cameras, async (manager) => {
        const isWritten = await store.updateWithin(manager, of, { state: 'entered', enteredAt: START });
        if (!isWritten) throw new Error('somebody else was first');
      });

    it('say so together with their cameras', async () => {
      await enter(plan(1));
      await claim(plan(1), [camera(1), camera(2)]);
      expect(await store.find(idOf(1), ALL)).toMatchObject({
        state: 'entered',
        enteredAt: START,
        revision: 2,
      });
      expect(await register.namesFor({})).toEqual(['摄像机1', '摄像机2']);
    });

    it('stay drafts where a camera cannot be entered, and cameras stay away where somebody else was first', async () => {
      await enter(plan(1));
      expect(await codeOf(claim(plan(1), [camera(1), camera(1)]))).toBe('changed-meanwhile');
      expect(await store.find(idOf(1), ALL)).toEqual(plan(1));
      await store.update(idOf(1), 1, { name: '新' });
      await expect(claim(plan(1), [camera(1)])).rejects.toThrow('somebody else was first');
      expect(await register.namesFor({})).toEqual([]);
    });

    /** What somebody else does after the plan was read and before it is entered. */
    const entryAfter = (meanwhile: () => Promise<unknown>): PlanEntry => {
      const plans = { get: async (id: string) => (await store.find(id, ALL))! };
      const enterPlanned: RegistryEntries['enterPlanned'] = async (cameras, first) => {
        await meanwhile();
        await register.entries.enterPlanned(cameras, first);
      };
      return new PlanEntry(plans, store, { enterPlanned }, register.clock);
    };
    const buying = (): Plan => {
      const {
        id: _id,
        programmeId: _programmeId,
        zoneId: _zoneId,
        register: _register,
        ...bought
      } = camera(1);
      const mounting = { ...USUAL, cameraType: '3' };
      const change = { kind: 'buy', camera: { ...bought, mounting } } as const;
      return plan(1, { items: [{ id: idOf(101), costFen: 1, change }] });
    };
    const WANTED = { programmeId: null, zoneId: null };

    it('are refused where they were changed in between, and no camera is entered', async () => {
      await enter(buying());
      const entry = entryAfter(() => store.update(idOf(1), 1, { name: '改了' }));
      expect(await codeOf(entry.enter(idOf(1), WANTED, null))).toBe('changed-meanwhile');
      expect(await register.namesFor({})).toEqual([]);
      expect((await store.find(idOf(1), ALL))?.state).toBe('draft');
    });

    it('are entered once where two enter them at once, and both are told', async () => {
      await enter(buying());
      const other = entryAfter(async () => {});
      const entry = entryAfter(() => other.enter(idOf(1), WANTED, null));
      expect(await entry.enter(idOf(1), WANTED, [1])).toMatchObject({ state: 'entered', revision: 2 });
      expect(await register.namesFor({})).toEqual(['摄像机1']);
      expect(await entry.enter(idOf(1), WANTED, [1])).toMatchObject({ revision: 2 });
    });
  });
});
