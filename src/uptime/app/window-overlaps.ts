import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import {
  type MaintenanceScope,
  type MaintenanceWindow,
  type Spell,
  spellsOf,
} from '../domain/maintenance.js';
import { spellsMeet } from '../domain/spells-meet.js';
import { MaintenanceBook } from './maintenance-book.js';
import { UptimeBook } from './uptime-book.js';

/** How far ahead windows are held against each other: every monthly one comes once. */
const AHEAD_MS = 31 * DAY_MS;

export interface OtherWindow {
  readonly id: string;
  readonly name: string;
}

/** Which windows have a camera and an instant to come in common: nothing is counted twice, but perhaps one is too many. */
@Injectable()
export class WindowOverlaps {
  constructor(
    @Inject(MaintenanceBook) private readonly book: MaintenanceBook,
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Of each window, those of `others` that it meets within 31 days. */
  among(others: readonly MaintenanceWindow[]): (window: MaintenanceWindow) => readonly OtherWindow[] {
    const now = this.clock.now();
    const spells = new Map<string, readonly Spell[]>();
    const spellsTo = (window: MaintenanceWindow): readonly Spell[] => {
      const known = spells.get(window.id);
      if (known !== undefined) return known;
      const made = spellsOf(window, [now, now + AHEAD_MS], this.book.calendar);
      spells.set(window.id, made);
      return made;
    };
    const share = this.sharing();
    return (window) =>
      others
        .filter(({ id, scope }) => id !== window.id && share(window.scope, scope))
        .filter((other) => spellsMeet(spellsTo(window), spellsTo(other)))
        .map(({ id, name }) => ({ id, name }));
  }

  /** Whether two scopes have a camera in common. */
  private sharing(): (one: MaintenanceScope, other: MaintenanceScope) => boolean {
    let pairs: ReadonlySet<string> | null = null;
    const ofBoth = (villageId: string, zoneId: string): boolean => {
      pairs ??= new Set(
        this.cameras.standings().map((camera) => `${camera.villageId} ${camera.ties.zoneId}`),
      );
      return pairs.has(`${villageId} ${zoneId}`);
    };
    return (one, other) => {
      if (one.kind === other.kind) return one.id === other.id;
      const { camera, village, zone } = { [one.kind]: one.id, [other.kind]: other.id } as Partial<
        Record<MaintenanceScope['kind'], string>
      >;
      if (camera === undefined) return ofBoth(village!, zone!);
      const standing = this.cameras.standingOf(camera);
      return standing?.villageId === village || (zone !== undefined && standing?.ties.zoneId === zone);
    };
  }
}
