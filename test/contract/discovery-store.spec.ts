import type { DataSource } from 'typeorm';
import { discoverySchema } from '../../src/discovery/index.js';
import { type Candidate, UNKNOWN_IDENTITY } from '../../src/discovery/domain/candidate.js';
import { recognise, sighted } from '../../src/discovery/domain/recognise.js';
import { type Search, NO_PROGRESS } from '../../src/discovery/domain/search.js';
import { type Sighting, sightingInRange } from '../../src/discovery/domain/sighting.js';
import { CandidateStore } from '../../src/discovery/store/candidate.store.js';
import { SearchStore } from '../../src/discovery/store/search.store.js';
import { LOCAL_ZONE_ID } from '../../src/registry/domain/groups.js';
import { registrySchema } from '../../src/registry/index.js';
import { RandomIds } from '../../src/platform/clock/ids.js';
import { describeOnBothDatabases, openNew } from '../databases.js';

const ids = new RandomIds();
const uuid = (n: number): string => `aaaaaaaa-0000-1000-8000-${String(n).padStart(12, '0')}`;
const at = (n: number, endpoint: string | null = uuid(n)): Sighting => ({
  ...sightingInRange({ host: `10.1.${n >> 8}.${n & 255}`, port: 80, path: '/o', tls: false }),
  endpoint,
  said: { types: ['NetworkVideoTransmitter'], scopes: ['onvif://www.onvif.org/name/村口'] },
});

const newSearch = (more: Partial<Search> = {}): Search => ({
  id: ids.next(),
  request: {
    zoneId: LOCAL_ZONE_ID,
    interfaces: [],
    withIpv6: false,
    hosts: [],
    ranges: ['10.1.0.0/24'],
    ports: [80],
    perSecond: 100,
    credentialIds: [],
  },
  status: 'running',
  progress: NO_PROGRESS,
  startedBy: 'admin-token',
  startedAt: 1_764_000_000_000,
  finishedAt: null,
  failure: null,
  ...more,
});

describeOnBothDatabases('what discovery keeps', (newDatabase) => {
  let source: DataSource;
  let searches: SearchStore;
  let candidates: CandidateStore;

  beforeEach(async () => {
    source = await openNew(newDatabase, [registrySchema, discoverySchema]);
    searches = new SearchStore(source);
    candidates = new CandidateStore(source);
  });

  afterEach(() => source.destroy());

  async function see(sightings: readonly Sighting[], when = 1_000): Promise<readonly Candidate[]> {
    const search = newSearch();
    await searches.insert(search);
    return candidates.record(LOCAL_ZONE_ID, sightings, (sighting, among) => {
      const recognised = recognise(sighting, among);
      const now = { searchId: search.id, zoneId: LOCAL_ZONE_ID, at: when, id: ids.next() };
      const candidate = sighted(sighting, recognised, now);
      const absorbed = recognised.absorbed?.id;
      return { candidate, absorbedIds: absorbed && absorbed !== candidate.id ? [absorbed] : [] };
    });
  }
  const every = (): Promise<Candidate[]> => candidates.all({ zoneId: LOCAL_ZONE_ID, searchId: null });

  it('gives a search back as it was, how far it came and how it ended', async () => {
    const search = newSearch();
    await searches.insert(search);
    expect(await searches.find(search.id)).toEqual(search);
    const progress = { ...NO_PROGRESS, found: 7, warnings: ['Nothing was asked on eth0: EADDRINUSE.'] };
    await searches.note(search.id, progress);
    expect(await searches.find(search.id)).toEqual({ ...search, progress });
    const over = {
      ...search,
      progress,
      status: 'failed',
      finishedAt: 1_764_000_001_000,
      failure: 'x',
    } as const;
    await searches.finish(over);
    expect(await searches.find(search.id)).toEqual(over);
  });

  it('interrupts the searches that were running, and no others', async () => {
    const [running, done] = [newSearch(), newSearch({ status: 'done', finishedAt: 5 })];
    for (const search of [running, done]) await searches.insert(search);
    await searches.interruptRunning(9);
    expect(await searches.find(running.id)).toMatchObject({ status: 'interrupted', finishedAt: 9 });
    expect(await searches.find(done.id)).toEqual(done);
    const listed = await searches.some(
      { zoneId: LOCAL_ZONE_ID, status: 'interrupted' },
      { limit: 9, cursor: null },
    );
    expect(listed.map(({ id }) => id)).toEqual([running.id]);
  });

  it('keeps 1,000 devices once, however often they are seen', async () => {
    const street = Array.from({ length: 1_000 }, (_, n) => at(n));
    const first = await see(street, 1_000);
    const second = await see(street.toReversed(), 2_000);
    expect((await every()).map(({ id }) => id).toSorted()).toEqual(first.map(({ id }) => id).toSorted());
    expect(await candidates.find(second[0]!.id)).toEqual(second[0]);
    expect(second[0]).toMatchObject({ firstSeenAt: 1_000, lastSeenAt: 2_000 });
    const seen = await candidates.all({ zoneId: null, searchId: first[0]!.searchId });
    expect(seen.length).toBe(1_000);
  });

  it('follows an endpoint to another address, and lets the next device have the old one', async () => {
    const [before] = await see([at(1)]);
    await see([
      { ...at(1), address: at(2).address },
      { ...at(3), address: at(1).address },
    ]);
    const places = (await every()).map(({ id, address }) => [id === before!.id, address.host]);
    expect(places).toEqual([
      [true, '10.1.0.2'],
      [false, '10.1.0.1'],
    ]);
  });

  it('makes one of two when a nameless device turns out to be known', async () => {
    const [named] = await see([at(1)]);
    await see([at(2, null)]);
    expect((await every()).length).toBe(2);
    await see([{ ...at(1), address: at(2).address }]);
    expect((await every()).map(({ id }) => id)).toEqual([named!.id]);
  });

  it('hands a key over from one that is absorbed', async () => {
    const [one, other] = await see([at(1, null), at(2, null)]);
    const mac = 'C0-56-E3-58-00-01';
    const known = { ...one!, identity: { ...UNKNOWN_IDENTITY, mac }, key: `mac ${mac}` };
    await candidates.keep({ candidate: known, absorbedIds: [] });
    expect(await candidates.findByKey(LOCAL_ZONE_ID, `mac ${mac}`)).toEqual(known);
    await candidates.keep({ candidate: { ...known, address: other!.address }, absorbedIds: [other!.id] });
    expect((await every()).map(({ id, address }) => [id, address.host])).toEqual([[one!.id, '10.1.0.2']]);
  });

  it('takes texts that devices make up', async () => {
    const scopes = ['onvif://x/%00', "'; DROP TABLE candidates; --", '\u{1F4F7}', '"{}[]'];
    const [kept] = await see([{ ...at(1), said: { types: ['T'.repeat(512)], scopes } }]);
    expect((await candidates.find(kept!.id))?.said.scopes).toEqual(scopes);
  });

  it('goes with its zone', async () => {
    await source.transaction((manager) =>
      manager.query(
        `INSERT INTO zones (id, created_at, updated_at, name, allowed_networks) VALUES ('z', 0, 0, 'east', '[]')`,
      ),
    );
    const search = newSearch({ request: { ...newSearch().request, zoneId: 'z' } });
    await searches.insert(search);
    await source.transaction((manager) => manager.query(`DELETE FROM zones WHERE id = 'z'`));
    expect(await searches.find(search.id)).toBeNull();
  });
});
