import { Inject, Injectable } from '@nestjs/common';
import { Gauge, type Registry as Register } from 'prom-client';
import { Coverage, type VillageCoverage } from '../coverage/index.js';
import type { GroupLabels } from './group-labels.js';
import { METRICS_REGISTER } from './register.js';

const STATUSES = ['covered', 'fragile', 'dark', 'uncovered'] as const;
const BASES = ['registered', 'live'] as const;
const NOTHING = {
  places: { covered: 0, fragile: 0, dark: 0, uncovered: 0 },
  gapWeight: 0,
  ratio: { registered: null, live: null },
};

/**
 * Places of every village, also of those that have none: an alert needs a series to look at. A village without a known
 * boundary has no ratio, for there is nothing to share: a 0 would say that nobody sees anything there.
 */
@Injectable()
export class CoverageMetrics {
  private readonly places: Gauge<'village' | 'status'>;
  private readonly ratio: Gauge<'village' | 'basis'>;
  private readonly gapWeight: Gauge<'village'>;

  constructor(
    @Inject(METRICS_REGISTER) register: Register,
    @Inject(Coverage) private readonly coverage: Coverage,
  ) {
    const registers = [register];
    this.places = new Gauge({
      name: 'shouwang_village_places',
      help: 'Places covered by two live cameras and more, fragile by one, dark without repair, uncovered by any.',
      labelNames: ['village', 'status'],
      registers,
    });
    this.ratio = new Gauge({
      name: 'shouwang_village_coverage_ratio',
      help: 'Ground of the village that cameras see, as registered and live; none where no boundary is known.',
      labelNames: ['village', 'basis'],
      registers,
    });
    this.gapWeight = new Gauge({
      name: 'shouwang_village_gap_weight',
      help: 'Weights of the dark and uncovered places of the village.',
      labelNames: ['village'],
      registers,
    });
  }

  refresh(labels: GroupLabels): void {
    for (const gauge of [this.places, this.ratio, this.gapWeight]) gauge.reset();
    const known = new Map(this.coverage.villages().map((one) => [one.villageId, one]));
    for (const [villageId, village] of labels.villages) this.set(village, known.get(villageId) ?? NOTHING);
  }

  private set(village: string, { places, gapWeight, ratio }: Omit<VillageCoverage, 'villageId'>): void {
    for (const status of STATUSES) this.places.set({ village, status }, places[status]);
    for (const basis of BASES) {
      const share = ratio[basis];
      if (share !== null) this.ratio.set({ village, basis }, share);
    }
    this.gapWeight.set({ village }, gapWeight);
  }
}
