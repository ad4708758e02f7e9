import type { Village } from '../../domain/groups.js';
import type { GroupNoun, NamedGroup } from '../../../kernel/sheet/find-group.js';
import type { RegistryStore } from '../../store/registry.store.js';

/** The groups that rows may name, read once for a file. */
export interface Lookups {
  readonly groups: Readonly<Record<GroupNoun, readonly NamedGroup[]>>;
  /** With their boundaries. */
  readonly villages: ReadonlyMap<string, Village>;
  nameOf(noun: GroupNoun, id: string | null): string | null;
}

/** `villageIds`: the villages that exist for whoever imports; null for all. */
export async function openLookups(
  store: RegistryStore,
  villageIds: readonly string[] | null,
): Promise<Lookups> {
  const all = (await store.villages.all()) as readonly Village[];
  const villages = villageIds === null ? all : all.filter(({ id }) => villageIds.includes(id));
  const groups = {
    village: villages.map(({ id, name, code }) => ({ id, name, code })),
    programme: named(await store.programmes.columns(['id', 'name'])),
    zone: named(await store.zones.columns(['id', 'name'])),
    credential: named(await store.credentials.columns(['id', 'name'])),
  };
  const names = new Map(
    Object.entries(groups).flatMap(([noun, list]) => list.map(({ id, name }) => [`${noun} ${id}`, name])),
  );
  return {
    groups,
    villages: new Map(villages.map((village) => [village.id, village])),
    nameOf: (noun, id) => (id === null ? null : (names.get(`${noun} ${id}`) ?? id)),
  };
}

function named(rows: readonly { readonly id: string; readonly name: string }[]): NamedGroup[] {
  return rows.map(({ id, name }) => ({ id, name, code: null }));
}
