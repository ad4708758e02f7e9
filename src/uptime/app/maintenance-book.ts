import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import { LocalCalendar } from '../domain/local-calendar.js';
import { type MaintenanceWindow, type Spell, spellsOf, union } from '../domain/maintenance.js';
import { NO_SPELLS } from '../domain/ratio.js';
import { MaintenanceStore } from '../store/maintenance.store.js';

/** What of a camera a window may name. */
export interface Maintained {
  readonly cameraId: string;
  readonly villageId: string;
  readonly ties: { readonly zoneId: string };
}

/** Every version of every maintenance window, in memory, too: ratios ask for them at each scrape. */
@Injectable()
export class MaintenanceBook {
  readonly calendar: LocalCalendar;
  private readonly versions = new Map<string, MaintenanceWindow>();
  private readonly latest = new Map<string, MaintenanceWindow>();

  constructor(
    @Inject(MaintenanceStore) private readonly store: MaintenanceStore,
    @Inject(Config) config: Pick<Config, 'timeZone'>,
  ) {
    this.calendar = new LocalCalendar(config.timeZone);
  }

  async load(): Promise<void> {
    for (const version of await this.store.all()) this.put(version);
  }

  /** In the database, then here; versions of one window in the order of their making. */
  async keep(versions: readonly MaintenanceWindow[]): Promise<void> {
    const pasts = versions.filter(({ rewritesPast }) => rewritesPast).map(({ validFrom }) => validFrom);
    const recountFrom = pasts.length === 0 ? null : this.calendar.dayOf(Math.min(...pasts));
    await this.store.keep(versions, recountFrom);
    for (const version of versions) this.put(version);
  }

  /** Each as it holds now, or held last. */
  windows(): readonly MaintenanceWindow[] {
    return [...this.latest.values()];
  }

  window(id: string): MaintenanceWindow | null {
    return this.latest.get(id) ?? null;
  }

  covers(camera: Maintained, at: Instant): boolean {
    return this.coveredAt(at)(camera);
  }

  /** The same for many cameras of one instant. */
  coveredAt(at: Instant): (camera: Maintained) => boolean {
    const spellsOf = this.spellsOver([at, at + 1]);
    return (camera) => spellsOf(camera).length > 0;
  }

  /** Names what the windows that are open then are of, or nothing: while it says the same, the same cameras are covered. */
  scopesAt(at: Instant): string {
    return [...this.spellsByScope([at, at + 1]).keys()].join(', ');
  }

  /** A camera's spells within these bounds, from its own windows and those of its village and zone. */
  spellsOver(bounds: Spell): (camera: Maintained) => readonly Spell[] {
    const spellsByScope = this.spellsByScope(bounds);
    if (spellsByScope.size === 0) return () => NO_SPELLS;
    const unions = new Map<string, readonly Spell[]>();
    return ({ cameraId, villageId, ties }) => {
      const keys = [`camera ${cameraId}`, `village ${villageId}`, `zone ${ties.zoneId}`].filter((key) =>
        spellsByScope.has(key),
      );
      if (keys.length === 0) return NO_SPELLS;
      const together = keys.join(' ');
      const known = unions.get(together) ?? union(keys.flatMap((key) => spellsByScope.get(key)!));
      unions.set(together, known);
      return known;
    };
  }

  private spellsByScope(bounds: Spell): ReadonlyMap<string, readonly Spell[]> {
    const byScope = new Map<string, readonly Spell[]>();
    for (const version of this.versions.values()) {
      const spells = spellsOf(version, bounds, this.calendar);
      const key = `${version.scope.kind} ${version.scope.id}`;
      if (spells.length > 0) byScope.set(key, [...(byScope.get(key) ?? []), ...spells]);
    }
    return byScope;
  }

  private put(version: MaintenanceWindow): void {
    this.versions.set(version.versionId, version);
    this.latest.set(version.id, version);
  }
}
