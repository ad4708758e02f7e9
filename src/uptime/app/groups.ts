import type { Registry } from '../../registry/index.js';

export const GROUPED_BY = ['village', 'programme', 'town'] as const;
export type GroupedBy = (typeof GROUPED_BY)[number];

const TOWN = { id: 'town', name: '全镇' } as const;

export interface NamedGroup {
  /** Null for the cameras of no programme: without them the programmes would not add up to the town. */
  readonly id: string | null;
  readonly name: string;
}

/** What a camera's village and programme are summed into. */
export function groupKey(
  by: GroupedBy,
  { villageId, programmeId }: { readonly villageId: string; readonly programmeId: string | null },
): string | null {
  switch (by) {
    case 'village':
      return villageId;
    case 'programme':
      return programmeId;
    case 'town':
      return TOWN.id;
  }
}

interface Wanted {
  /** Null for all. */
  readonly villageIds: readonly string[] | null;
  readonly found: ReadonlyMap<string | null, unknown>;
}

/**
 * Every group of its kind in the order of ids, also those without cameras; then the cameras of no programme, if any. Who
 * sees some villages alone is told of the programmes that these have.
 */
export async function groupsOf(
  by: GroupedBy,
  registry: Registry,
  { villageIds, found }: Wanted,
): Promise<readonly NamedGroup[]> {
  if (by === 'town') return [TOWN];
  if (by === 'programme') {
    const all = await registry.programmes();
    const programmes = villageIds === null ? all : all.filter(({ id }) => found.has(id));
    return found.has(null) ? [...programmes, { id: null, name: '' }] : programmes;
  }
  const villages = await registry.villages();
  return villageIds === null ? villages : villages.filter(({ id }) => villageIds.includes(id));
}
