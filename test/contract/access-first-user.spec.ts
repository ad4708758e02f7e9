import type { DataSource } from 'typeorm';
import { AccessStore } from '../../src/access/store/access.store.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases, openNew } from '../databases.js';

describeOnBothDatabases('the first user', (newDatabase) => {
  let source: DataSource;
  let store: AccessStore;

  beforeEach(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    store = new AccessStore(source);
  });

  afterEach(() => source.destroy());

  const user = (id: string) => ({
    id,
    name: `user-${id}`,
    role: 'admin' as const,
    villageIds: null,
    isDisabled: false,
    passwordHash: 'hash',
    hasFirstPassword: false,
    createdAt: 1,
    updatedAt: 1,
  });

  it('is one, however many come at once', async () => {
    const ids = Array.from({ length: 8 }, (_, index) => `${index}`);
    // Each over a connection that is open already: else the first is done before the second can begin.
    const before = await Promise.all(ids.map(() => store.users.isEmpty()));

    const written = await Promise.all(ids.map((id) => store.users.insertFirst(user(id))));

    expect(new Set(before)).toEqual(new Set([true]));
    expect(written.filter((one) => one === 'written')).toHaveLength(1);
    expect((await store.users.page({ limit: 10, cursor: null })).items).toHaveLength(1);
    expect(await store.users.isEmpty()).toBe(false);
  });

  it('is none where there is one already', async () => {
    await store.users.insert({ ...user('a'), role: 'planner' });

    expect(await store.users.insertFirst(user('b'))).toBe('missing');
  });
});
