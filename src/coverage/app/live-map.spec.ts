import { ManualClock } from '../../platform/clock/manual-clock.js';
import { Log } from '../../platform/logging/log.js';
import { camera, GROUNDS } from '../domain/changes/testing/street.js';
import { LiveMap } from './live-map.js';
import type { CoverageSummary, PlaceNow, Question, TownToMap } from './map-talk.js';

const STATUSES: Question = { kind: 'statuses', villageIds: null, programmeId: null, basis: 'live' };
/** A change of what is no camera: nothing in the thread expects that. */
const FATAL = { kind: 'camera', camera: null, name: '', isWatched: true } as never;
const A_MINUTE_MS = 60_000;

/** A map on a clock that stands still, in a thread that is real; `next` is told of its next summary. */
class Followed {
  readonly clock = new ManualClock();
  readonly map = new LiveMap(
    { coverage: { mapMemoryMb: 128 } } as never,
    this.clock,
    new Log({ level: 'silent' }),
  );
  town: TownToMap = { grounds: GROUNDS, names: {}, unwatched: [] };
  private told: (summary: CoverageSummary) => void = () => {};

  constructor() {
    this.map.follow(
      () => this.town,
      (summary) => this.told(summary),
    );
  }

  next(): Promise<CoverageSummary> {
    return new Promise((resolve) => (this.told = resolve));
  }

  async loaded(): Promise<void> {
    const first = this.next();
    this.map.load();
    await first;
  }

  /** Until the service has noticed; who asked is refused then. */
  async die(): Promise<unknown> {
    const asked = this.map.ask(STATUSES);
    this.map.change([FATAL]);
    const late = this.map.ask(STATUSES);
    await asked;
    return late.catch((cause: unknown) => cause);
  }

  async statusOf(placeId: string): Promise<string | undefined> {
    const places = await this.map.ask<readonly PlaceNow[]>(STATUSES);
    return places.find((place) => place.placeId === placeId)?.status;
  }
}

describe('the thread that holds the map', () => {
  let followed: Followed;

  beforeEach(async () => {
    followed = new Followed();
    await followed.loaded();
  });

  afterEach(() => followed.map.stop());

  it('that dies tells who waits to come back, and starts again with the town as it is then', async () => {
    expect(await followed.statusOf('q')).toBe('dark');
    const lost = { kind: 'unavailable', code: 'coverage-lost', retryAfterS: 5 };
    expect(await followed.die()).toMatchObject(lost);
    expect(followed.map.isLoaded).toBe(false);
    await expect(followed.map.ask(STATUSES)).rejects.toMatchObject(lost);
    followed.town = { ...followed.town, grounds: { ...GROUNDS, cameras: [camera('b', 500)] } };
    const again = followed.next();
    followed.clock.advance(500);
    const { places } = await again;
    expect(places.map(({ status }) => status)).toEqual(['uncovered', 'fragile', 'uncovered']);
    expect(await followed.statusOf('q')).toBe('fragile');
  });

  it('is left alone while it waits to start, whatever changes and whoever asks', async () => {
    await followed.die();
    followed.map.load();
    followed.map.change([{ kind: 'gone', cameraId: 'a' }]);
    await expect(followed.map.ask(STATUSES)).rejects.toMatchObject({ code: 'coverage-lost' });
    followed.clock.advance(499);
    expect(followed.map.isLoaded).toBe(false);
    followed.clock.advance(1);
    expect(followed.map.isLoaded).toBe(true);
    expect(await followed.statusOf('p')).toBe('fragile');
  });

  it('that dies at every start is started less and less often', async () => {
    const { clock, map } = followed;
    followed.town = { ...followed.town, grounds: null as never };
    await followed.die();
    const pauses: number[] = [];
    while (pauses.length < 4) {
      const before = clock.now();
      while (!map.isLoaded) clock.advance(100);
      pauses.push(clock.now() - before);
      await expect(map.ask(STATUSES)).rejects.toMatchObject({ code: 'coverage-lost' });
    }
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it('that was stopped stays so, and lets nobody wait', async () => {
    const asked = followed.map.ask(STATUSES).catch((cause: unknown) => cause);
    await followed.map.stop();
    const end = await asked;
    expect(Array.isArray(end) || (end as { code: string }).code === 'coverage-lost').toBe(true);
    followed.clock.advance(A_MINUTE_MS);
    expect(followed.map.isLoaded).toBe(false);
    await expect(followed.map.ask(STATUSES)).rejects.toMatchObject({ code: 'coverage-lost' });
  });
});
