import { VillageScope } from '../../src/access/index.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { Log } from '../../src/platform/logging/log.js';
import { BulkEditService } from '../../src/registry/app/bulk-edit.service.js';
import { CameraChecks } from '../../src/registry/app/camera-checks.js';
import { EntryDesks } from '../../src/registry/app/entry-desks.js';
import { HistoryService } from '../../src/registry/app/history.service.js';
import { QualityService } from '../../src/registry/app/quality.service.js';
import type { Camera } from '../../src/registry/domain/camera.js';
import { NO_FILTER } from '../../src/registry/domain/camera-filter.js';
import { CameraIndex } from '../../src/registry/store/camera-index.js';
import { HistoryStore } from '../../src/registry/store/history.store.js';
import { describeOnBothDatabases } from '../databases.js';
import { codeOf, Register } from './registry-register.js';

const CLERK = {
  kind: 'user',
  id: 'u-1',
  userId: 'u-1',
  name: '林文书',
  role: 'village',
  address: '10.9.9.9',
} as const;
const FIRST_PAGE = { limit: 100, cursor: null };

describeOnBothDatabases('what a clerk of one village sees', (newDatabase) => {
  let register: Register;
  let history: HistoryService;
  let bulk: BulkEditService;
  let quality: QualityService;
  let otherId: string;
  let own: Camera;
  let other: Camera;
  const asClerk = <T>(work: () => T): T =>
    register.actors.run({ ...CLERK, villageIds: [register.villageId] }, work);

  beforeEach(async () => {
    register = await Register.open(newDatabase);
    const { store, actors, source, clock } = register;
    const index = new CameraIndex(source, actors);
    const desks = new EntryDesks(
      register.cameras,
      register.credentials,
      register.groups,
      register.places,
      register.buildings,
    );
    const bus = new EventBus(new Log({ level: 'silent' }));
    history = new HistoryService(new HistoryStore(source), desks, actors);
    bulk = new BulkEditService(
      store,
      register.finder,
      new CameraChecks(store, new VillageScope(actors)),
      bus,
      clock,
      actors,
    );
    quality = new QualityService(store, index, actors, loadConfig({}), clock);
    otherId = (await register.enterVillage('桥头村')).id;
    own = await register.cameras.enter(register.entry({ name: 'own' }));
    other = await register.cameras.enter(register.entry({ name: 'other', villageId: otherId }));
  });

  afterEach(() => register.close());

  it('has the history of its own cameras alone, also when they are gone', async () => {
    await register.cameras.remove(other.id);
    await register.cameras.remove(own.id);

    expect((await asClerk(() => history.page('camera', own.id, FIRST_PAGE))).items).toHaveLength(2);
    expect(await asClerk(() => codeOf(history.page('camera', other.id, FIRST_PAGE)))).toBe('no-such-camera');
    const [removal] = (await history.page('camera', other.id, FIRST_PAGE)).items;
    expect(await asClerk(() => codeOf(history.revert('camera', other.id, removal!.id)))).toBe(
      'no-such-change',
    );
  });

  it('sees of a camera that moved in nothing that was before', async () => {
    await register.cameras.change(other.id, { name: 'secret name' });
    await register.cameras.change(other.id, { villageId: register.villageId, name: 'moved' });
    await register.cameras.change(other.id, { lifecycle: 'planned' });

    const { items } = await asClerk(() => history.page('camera', other.id, FIRST_PAGE));
    expect(items.map(({ field }) => field)).toEqual(['lifecycle']);
    expect((await history.page('camera', other.id, FIRST_PAGE)).items).toHaveLength(5);
  });

  it('changes its own cameras in bulk, and counts no others', async () => {
    const everyone = { ...NO_FILTER, lifecycle: 'in-service' };
    const outcome = await asClerk(() => bulk.apply(everyone, { lifecycle: 'planned' }));

    expect(outcome.matched).toBe(1);
    expect((await register.cameras.get(other.id)).lifecycle).toBe('in-service');
    expect(
      await asClerk(() => bulk.preview({ ...NO_FILTER, villageId: otherId }, { lifecycle: 'planned' })),
    ).toEqual({
      matched: 0,
      edits: [],
    });
  });

  it('reads the quality of its own village, and learns of no double elsewhere', async () => {
    const all = await quality.report(register.villageId);
    const seen = await asClerk(() => quality.report(null));

    expect(all[0]!.findings.map(({ code }) => code)).toContain('same-address');
    expect(seen.map(({ village }) => village.name)).toEqual(['上坡村']);
    expect(seen[0]!.findings.map(({ code }) => code)).not.toContain('same-address');
    expect(await asClerk(() => codeOf(quality.report(otherId)))).toBe('no-such-village');
  });
});
