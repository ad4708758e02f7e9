import { SYSTEM_ACTOR } from '../../src/access/index.js';
import type { PlaceEntry } from '../../src/registry/app/places.service.js';
import { HistoryStore } from '../../src/registry/store/history.store.js';
import { PlacesChanged } from '../../src/registry/index.js';
import { describeOnBothDatabases } from '../databases.js';
import { codeOf, NOBODY, Register } from './registry-register.js';

const ANY = { villageId: null, kind: null };
const ALL = { limit: 100, cursor: null };

describeOnBothDatabases('places', (newDatabase) => {
  let register: Register;
  let otherId: string;

  beforeEach(async () => {
    register = await Register.open(newDatabase);
    otherId = (await register.enterVillage('桥头村')).id;
    register.events.length = 0;
  });

  afterEach(() => register.close());

  const entry = (more: Partial<PlaceEntry> = {}): PlaceEntry => ({
    name: '村口',
    villageId: register.villageId,
    kind: '进出村路口',
    geometry: { type: 'Point', coordinates: [118.470_987_654_321, 24.720_123_456_789] },
    detail: 'recognise',
    weight: 2.5,
    isDemonstration: true,
    ...more,
  });
  const asVillager = <T>(work: () => Promise<T>): Promise<T> =>
    register.actors.run(
      { ...SYSTEM_ACTOR, kind: 'user', role: 'village', villageIds: [register.villageId] },
      work,
    );

  it('keeps what was entered, and tells', async () => {
    const place = await register.places.enter(entry());

    expect(await register.places.get(place.id)).toEqual(place);
    expect(register.events).toEqual([new PlacesChanged()]);
  });

  it('writes a row of history for each field', async () => {
    const { id } = await register.places.enter(entry());
    await register.places.change(id, { detail: 'identify', weight: 2.5 }, [1]);
    await register.places.remove(id, [2]);

    const of = { entryKind: 'place' as const, entryId: id, villageIds: [register.villageId] };
    const { items } = await new HistoryStore(register.source).page(of, ALL);
    expect(items.map(({ action, field, old, new: value }) => [action, field, old, value])).toEqual([
      ['removed', null, { ...entry(), detail: 'identify' }, null],
      ['changed', 'detail', 'recognise', 'identify'],
      ['created', null, null, entry()],
    ]);
  });

  it('lists by village and kind, page by page', async () => {
    for (const name of ['a', 'b', 'c']) await register.places.enter(entry({ name }));
    await register.places.enter(entry({ name: 'd', kind: '停车场' }));
    await register.places.enter(entry({ name: 'e', villageId: otherId }));
    const names = async (filter: object, request = ALL): Promise<string[]> =>
      (await register.places.list(request, { ...ANY, ...filter })).items.map(({ name }) => name);

    expect(await names({ villageId: register.villageId })).toEqual(['a', 'b', 'c', 'd']);
    expect(await names({ villageId: register.villageId, kind: '停车场' })).toEqual(['d']);
    expect(await names({ kind: '进出村路口' })).toEqual(['a', 'b', 'c', 'e']);
    const { nextCursor } = await register.places.list({ limit: 3, cursor: null }, ANY);
    expect(await names({}, { limit: 3, cursor: nextCursor! } as never)).toEqual(['d', 'e']);
  });

  it('has one place of a name in a village', async () => {
    const { id } = await register.places.enter(entry());
    expect(await codeOf(register.places.enter(entry()))).toBe('duplicate-place-name');
    const { id: elsewhere } = await register.places.enter(entry({ villageId: otherId }));
    expect(await codeOf(register.places.change(elsewhere, { villageId: register.villageId }))).toBe(
      'duplicate-place-name',
    );
    expect((await register.places.get(id)).revision).toBe(1);
  });

  it('refuses villages that are not there, and revisions that are past', async () => {
    expect(await codeOf(register.places.enter(entry({ villageId: NOBODY })))).toBe('unknown-village');
    const { id } = await register.places.enter(entry());
    expect(await codeOf(register.places.change(id, { villageId: NOBODY }))).toBe('unknown-village');
    expect(await codeOf(register.places.change(id, { weight: 1 }, [7]))).toBe('changed-since');
    expect(await codeOf(register.places.remove(NOBODY))).toBe('no-such-place');
  });

  it('keeps a village that places still name', async () => {
    const { id } = await register.places.enter(entry({ villageId: otherId }));
    await expect(register.groups.villages.remove(otherId)).rejects.toThrow(
      '1 place still names this village; change or remove it first.',
    );
    await register.places.remove(id);
    expect(await codeOf(register.groups.villages.remove(otherId))).toBe('done');
  });

  it('is not there for those of other villages', async () => {
    const own = await register.places.enter(entry());
    const other = await register.places.enter(entry({ villageId: otherId }));

    await asVillager(async () => {
      expect((await register.places.list(ALL, ANY)).items.map(({ id }) => id)).toEqual([own.id]);
      expect((await register.places.list(ALL, { ...ANY, villageId: otherId })).items).toEqual([]);
      expect(await codeOf(register.places.get(other.id))).toBe('no-such-place');
      expect(await codeOf(register.places.change(other.id, { weight: 1 }))).toBe('no-such-place');
      expect(await codeOf(register.places.remove(other.id))).toBe('no-such-place');
      expect(await codeOf(register.places.change(own.id, { villageId: otherId }))).toBe('unknown-village');
      expect(await codeOf(register.places.enter(entry({ name: 'x', villageId: otherId })))).toBe(
        'unknown-village',
      );
    });
  });
});
