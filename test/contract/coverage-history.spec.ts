import { SECOND_MS } from '../../src/kernel/instant.js';
import { RandomIds } from '../../src/platform/clock/ids.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { Log } from '../../src/platform/logging/log.js';
import { CoverageBook } from '../../src/coverage/app/coverage-book.js';
import type { PlaceNow } from '../../src/coverage/app/map-talk.js';
import { PlaceKeeper } from '../../src/coverage/app/place-keeper.js';
import type { PlaceStanding } from '../../src/coverage/domain/history/time-by-standing.js';
import { coverageRoomSchema, PlaceCoverageChanged } from '../../src/coverage/index.js';
import { PlaceHistoryStore } from '../../src/coverage/store/place-history.store.js';
import { describeOnBothDatabases } from '../databases.js';
import { Register, START } from './registry-register.js';

describeOnBothDatabases('how places stood', (target) => {
  let register: Register;
  let store: PlaceHistoryStore;
  let keeper: PlaceKeeper;
  let book: CoverageBook;
  let placeId: string;
  const told: object[] = [];

  beforeEach(async () => {
    register = await Register.open(target, [coverageRoomSchema]);
    store = new PlaceHistoryStore(register.source);
    ({ id: placeId } = await enter('村口'));
    told.length = 0;
    await start();
  });

  afterEach(async () => {
    await keeper.stop();
    await register.close();
  });

  const enter = (name: string) =>
    register.places.enter({
      name,
      villageId: register.villageId,
      kind: '停车场',
      geometry: { type: 'Point', coordinates: [118.47, 24.72] },
      detail: 'observe',
      weight: 1,
      isDemonstration: true,
    });

  async function start(): Promise<void> {
    const log = new Log({ level: 'silent' });
    const bus = new EventBus(log);
    bus.on(PlaceCoverageChanged, (event) => void told.push(event));
    book = new CoverageBook();
    keeper = new PlaceKeeper(store, book, bus, register.clock, new RandomIds(), loadConfig({}), log);
    await keeper.start();
  }

  const stands = (status: PlaceNow['status'], isWatched = true): void =>
    book.set({ villages: [], places: [{ placeId, villageId: register.villageId, status, isWatched }] });
  const pass = (seconds: number): void => register.clock.advance(seconds * SECOND_MS);
  const turns = async (): Promise<readonly (readonly [number, PlaceStanding])[]> => {
    const window = [START, START + 1e9] as const;
    const all = (await store.turns([placeId], window)).get(placeId) ?? [];
    return all.map(({ at, to }) => [(at - START) / SECOND_MS, to] as const);
  };

  it('is written when it turns, and told once it is written', async () => {
    stands('covered');
    pass(5);
    stands('covered');
    stands('dark');
    await keeper.stop();

    expect(await turns()).toEqual([
      [0, 'covered'],
      [5, 'dark'],
    ]);
    expect(told).toEqual([
      new PlaceCoverageChanged(placeId, START, 'covered'),
      new PlaceCoverageChanged(placeId, START + 5_000, 'dark'),
    ]);
    expect(await store.standings()).toEqual(new Map([[placeId, 'dark']]));
  });

  it('is nobody’s knowledge while none of its cameras is looked at', async () => {
    stands('dark');
    pass(5);
    stands('dark', false);
    pass(5);
    stands('dark');
    await keeper.stop();
    expect(await turns()).toEqual([
      [0, 'dark'],
      [5, 'unwatched'],
      [10, 'dark'],
    ]);
  });

  it('is not known from the last pulse to the next start, and stands again from then on', async () => {
    stands('dark');
    pass(13);
    await keeper.stop();
    pass(3_600);
    await start();
    stands('dark');
    await keeper.stop();
    expect(await turns()).toEqual([
      [0, 'dark'],
      [13, 'unwatched'],
      [3_613, 'dark'],
    ]);
  });

  it('of what held before a window is the last turn before it alone', async () => {
    stands('covered');
    pass(1);
    stands('fragile');
    pass(1);
    stands('dark');
    await keeper.stop();
    const window = [START + 1_500, START + 10_000] as const;
    expect((await store.turns([placeId], window)).get(placeId)).toEqual([
      { at: START + 1_000, to: 'fragile' },
      { at: START + 2_000, to: 'dark' },
    ]);
    while (await store.sweep(START + 1_500, 1));
    expect(await turns()).toEqual([
      [1, 'fragile'],
      [2, 'dark'],
    ]);
  });

  it('goes with the place, also with one that goes while it turns', async () => {
    stands('covered');
    await keeper.stop();
    await register.places.remove(placeId);
    stands('dark');
    await keeper.stop();
    expect(await turns()).toEqual([]);
  });
});
