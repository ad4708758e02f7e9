import type { ProgrammeSummary, VillageSummary } from '../registry/index.js';

/** The programme of cameras that have none, and of villages that have no cameras. */
export const NO_PROGRAMME = '';

/** Anything with a name that may not be the only one of its kind. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly code?: string | null;
}

/** Label values of villages and programmes: their names, so there are no more of them than the register has groups. */
export class GroupLabels {
  readonly villages: ReadonlyMap<string, string>;
  private readonly programmes: ReadonlyMap<string, string>;

  constructor(villages: readonly VillageSummary[], programmes: readonly ProgrammeSummary[]) {
    this.villages = labelsOf(villages);
    this.programmes = labelsOf(programmes);
  }

  /** False for a village that was removed since the group was summed up. */
  knows({ villageId }: { readonly villageId: string }): boolean {
    return this.villages.has(villageId);
  }

  village({ villageId }: { readonly villageId: string }): string {
    return this.villages.get(villageId) ?? villageId;
  }

  programme({ programmeId }: { readonly programmeId: string | null }): string {
    return programmeId === null ? NO_PROGRAMME : (this.programmes.get(programmeId) ?? programmeId);
  }
}

/** The name where it is unique, else the name and the code, or the id where there is none. */
function labelsOf(groups: readonly Named[]): ReadonlyMap<string, string> {
  const count = new Map<string, number>();
  for (const { name } of groups) count.set(name, (count.get(name) ?? 0) + 1);
  return new Map(
    groups.map(({ id, name, code }) => [id, count.get(name) === 1 ? name : `${name} (${code ?? id})`]),
  );
}
