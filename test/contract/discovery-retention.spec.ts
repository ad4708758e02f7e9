import { MatchDesk } from '../../src/discovery/app/match-desk.js';
import { Retention } from '../../src/discovery/app/retention.js';
import { type Candidate, UNKNOWN_IDENTITY } from '../../src/discovery/domain/candidate.js';
import { recognise, sighted } from '../../src/discovery/domain/recognise.js';
import { NO_PROGRESS, type Search } from '../../src/discovery/domain/search.js';
import { sightingInRange } from '../../src/discovery/domain/sighting.js';
import { discoverySchema } from '../../src/discovery/index.js';
import { CandidateStore } from '../../src/discovery/store/candidate.store.js';
import { SearchStore } from '../../src/discovery/store/search.store.js';
import { DAY_MS } from '../../src/kernel/instant.js';
import { RandomIds } from '../../src/platform/clock/ids.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { Log } from '../../src/platform/logging/log.js';
import { LOCAL_ZONE_ID } from '../../src/registry/domain/groups.js';
import { describeOnBothDatabases } from '../databases.js';
import { Register, START } from './registry-register.js';

const ids = new RandomIds();
const log = new Log({ level: 'silent' });
const REQUEST = {
  zoneId: LOCAL_ZONE_ID,
  interfaces: [],
  withIpv6: false,
  hosts: [],
  ranges: ['10.1.0.0/24'],
  ports: [80],
  perSecond: 100,
  credentialIds: [],
};

describeOnBothDatabases('what discovery forgets', (newDatabase) => {
  let register: Register;
  let searches: SearchStore;
  let candidates: CandidateStore;
  let retention: Retention;

  beforeEach(async () => {
    register = await Register.open(newDatabase, [discoverySchema]);
    const { source, entries, clock } = register;
    searches = new SearchStore(source);
    candidates = new CandidateStore(source);
    const matches = new MatchDesk(entries, new EventBus(log), clock);
    const config = loadConfig({ SHOUWANG_DISCOVERY_KEEP_DAYS: '30' });
    retention = new Retention(searches, candidates, matches, config, clock, log);
  });

  afterEach(async () => {
    await retention.beforeApplicationShutdown();
    await register.close();
  });

  async function search(startedAt: number, status: Search['status'] = 'done'): Promise<Search> {
    const finishedAt = status === 'running' ? null : startedAt + 1_000;
    const made = { status, progress: NO_PROGRESS, startedBy: 'admin-token', startedAt, finishedAt };
    const one: Search = { id: ids.next(), request: REQUEST, failure: null, ...made };
    await searches.insert(one);
    return one;
  }

  /** What one search at that time found at these addresses. */
  async function found(at: number, ...hosts: string[]): Promise<readonly Candidate[]> {
    const { id: searchId } = await search(at);
    const seen = hosts.map((host) => sightingInRange({ host, port: 80, path: '/o', tls: false }));
    return candidates.record(LOCAL_ZONE_ID, seen, (sighting, among) => {
      const now = { searchId, zoneId: LOCAL_ZONE_ID, at, id: ids.next() };
      return { candidate: sighted(sighting, recognise(sighting, among), now), absorbedIds: [] };
    });
  }

  async function left(): Promise<{ hosts: string[]; searches: number }> {
    await retention.swept;
    const every = await candidates.all({ zoneId: null, searchId: null });
    const all = await searches.some({ zoneId: null, status: null }, { limit: 100, cursor: null });
    return { hosts: every.map(({ address }) => address.host), searches: all.length };
  }

  it('keeps what is young, forgets what is old, and looks again every day', async () => {
    await found(START - 31 * DAY_MS, '10.1.0.1');
    await found(START - 29.5 * DAY_MS, '10.1.0.2');
    retention.onApplicationBootstrap();
    expect(await left()).toEqual({ hosts: ['10.1.0.2'], searches: 1 });

    register.clock.advance(DAY_MS);
    expect(await left()).toEqual({ hosts: [], searches: 0 });

    await found(START - 40 * DAY_MS, '10.1.0.3');
    register.clock.advance(DAY_MS);
    expect(await left()).toEqual({ hosts: [], searches: 0 });
  });

  it('keeps a candidate that was seen again, with the search that saw it', async () => {
    await found(START - 40 * DAY_MS, '10.1.0.1');
    await found(START - DAY_MS, '10.1.0.1');
    retention.onApplicationBootstrap();
    expect(await left()).toEqual({ hosts: ['10.1.0.1'], searches: 1 });
  });

  it('keeps candidates of registered cameras, adopted or recognised, while they match', async () => {
    const camera = await register.cameras.enter(
      register.entry({
        network: { ...register.entry().network, host: '10.1.0.1', mac: 'C0-56-E3-58-00-01' },
      }),
    );
    const [, adopted, byMac] = await found(
      START - 40 * DAY_MS,
      '10.1.0.1',
      '10.1.0.2',
      '10.1.0.3',
      '10.1.0.4',
    );
    await candidates.link(adopted!.id, camera.id);
    const identity = { ...UNKNOWN_IDENTITY, mac: 'C0-56-E3-58-00-01' };
    await candidates.keep({ candidate: { ...byMac!, identity }, absorbedIds: [] });
    retention.onApplicationBootstrap();
    expect((await left()).hosts.toSorted()).toEqual(['10.1.0.1', '10.1.0.2', '10.1.0.3']);

    await register.cameras.remove(camera.id);
    register.clock.advance(DAY_MS);
    expect((await left()).hosts).toEqual([]);
  });

  it('leaves a search that is running, however old it is', async () => {
    await search(START - 40 * DAY_MS, 'running');
    retention.onApplicationBootstrap();
    expect((await left()).searches).toBe(1);
  });

  it('goes through more candidates than one look holds', async () => {
    const hosts = Array.from({ length: 450 }, (_, n) => `10.1.${n >> 8}.${n & 255}`);
    await found(START - 40 * DAY_MS, ...hosts);
    retention.onApplicationBootstrap();
    expect(await left()).toEqual({ hosts: [], searches: 0 });
  });
});
