import type { DataSource } from 'typeorm';
import { RandomIds } from '../../src/platform/clock/ids.js';
import { probingSchema } from '../../src/probing/index.js';
import { PictureChoiceStore } from '../../src/probing/store/picture-choice.store.js';
import { registrySchema } from '../../src/registry/index.js';
import { describeOnBothDatabases, openNew, writeTo } from '../databases.js';
import { enterCameras } from './probing-cameras.js';

const T = Date.UTC(2026, 0, 1);

describeOnBothDatabases('what people chose for the picture checks', (newDatabase) => {
  let source: DataSource;
  let store: PictureChoiceStore;

  beforeAll(async () => {
    source = await openNew(newDatabase, [registrySchema, probingSchema]);
    store = new PictureChoiceStore(source, new RandomIds());
    await enterCameras(source, ['a']);
  });

  afterAll(() => source?.destroy());

  it('holds as it was chosen last, and remembers what was chosen before', async () => {
    const choice = { cameraId: 'a', at: T, by: '李工', reason: '对着白墙', checks: { 'low-contrast': null } };
    await store.add(choice);
    await store.add({ ...choice, at: T + 1, checks: { blurred: 0.8 } });

    expect(await store.latest()).toMatchObject([{ cameraId: 'a', at: T + 1, checks: { blurred: 0.8 } }]);
    expect(await store.ofCamera('a', 20)).toMatchObject([{ at: T + 1 }, choice]);
    expect(await store.ofCamera('a', 1)).toHaveLength(1);
  });

  it('goes with its camera', async () => {
    await writeTo(source, 'DELETE FROM cameras');
    expect(await store.latest()).toEqual([]);
  });
});
