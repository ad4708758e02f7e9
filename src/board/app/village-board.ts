import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { Coverage } from '../../coverage/index.js';
import { DAY_MS, type Instant, SECOND_MS } from '../../kernel/instant.js';
import { Registry, RegistryGrounds } from '../../registry/index.js';
import { Uptime } from '../../uptime/index.js';
import { type CameraFigures, NO_FIGURES, plus } from '../domain/figures.js';

export interface VillageBoard {
  readonly id: string;
  readonly name: string;
  readonly hasBoundary: boolean;
  readonly figures: CameraFigures;
  /** Shares of the ground that is seen; null before it was computed, and where no boundary is known. */
  readonly groundRatio: { readonly registered: number | null; readonly live: number | null } | null;
}

/** Outages, maintenance and coverage change without a change of standings: the sums are not older than this. */
const KEPT_MS = 2 * SECOND_MS;

interface Sums {
  readonly at: Instant;
  readonly revision: number;
  readonly figures: ReadonlyMap<string, CameraFigures>;
}

/** Each village at a glance, of those that exist for whoever asks. Names come from the database, all else from memory. */
@Injectable()
export class VillageBoards {
  private last: Sums | null = null;

  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(RegistryGrounds) private readonly grounds: RegistryGrounds,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Coverage) private readonly coverage: Coverage,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  async boards(now: Instant): Promise<readonly VillageBoard[]> {
    const [villages, boundaries] = await Promise.all([
      this.registry.villages(),
      this.grounds.villageBoundaries(),
    ]);
    const bounded = new Set(boundaries.flatMap(({ villageId, boundary }) => (boundary ? villageId : [])));
    const ratios = new Map(this.coverage.villages().map(({ villageId, ratio }) => [villageId, ratio]));
    const figures = this.figuresAt(now);
    return villages
      .filter(({ id }) => this.scope.allows(id))
      .map(({ id, name }) => ({
        id,
        name,
        hasBoundary: bounded.has(id),
        figures: figures.get(id) ?? NO_FIGURES,
        groundRatio: ratios.get(id) ?? null,
      }));
  }

  /** A change is told to every page at once, and all of them ask what it comes to: it is counted for all of them. */
  private figuresAt(now: Instant): Sums['figures'] {
    const revision = this.uptime.revision();
    const age = now - (this.last?.at ?? 0);
    if (this.last?.revision === revision && age >= 0 && age < KEPT_MS) return this.last.figures;
    this.last = { at: now, revision, figures: this.figures(now) };
    return this.last.figures;
  }

  private figures(now: Instant): ReadonlyMap<string, CameraFigures> {
    const sums = new Map<string, CameraFigures>();
    const add = (villageId: string, part: Partial<CameraFigures>): void =>
      void sums.set(villageId, plus(sums.get(villageId) ?? NO_FIGURES, part));
    for (const { villageId, inService, maintenance, notInService } of this.uptime.counts(now))
      add(villageId, { ...inService, maintenance, notInService });
    for (const { villageId, time } of this.uptime.timeByGroup(now - DAY_MS, now)) add(villageId, { time });
    for (const { villageId } of this.uptime.openOutages()) add(villageId, { openOutages: 1 });
    for (const { villageId, places, gapWeight } of this.coverage.villages())
      add(villageId, { places, gapWeight });
    return sums;
  }
}
