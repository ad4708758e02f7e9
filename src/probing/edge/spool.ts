import { Inject, Injectable } from '@nestjs/common';
import type { ProbeTarget } from '../../registry/index.js';
import { historyOf } from '../app/jury.js';
import type { Found } from '../line/evidence-batch.js';
import { EdgeStore, type Spooled } from './edge-store.js';
import { LastPlan } from './last-plan.js';

export interface Seen {
  readonly target: ProbeTarget;
  readonly found: Found;
}

/** Keeps what was seen until it can be told. */
@Injectable()
export class Spool {
  constructor(
    @Inject(EdgeStore) private readonly store: EdgeStore,
    @Inject(LastPlan) private readonly plan: LastPlan,
  ) {}

  get isEmpty(): boolean {
    return this.store.isSpoolEmpty;
  }

  /** The oldest that nobody was told; null for none. */
  next(): Spooled | null {
    return this.store.next();
  }

  told(spooled: Spooled): void {
    this.store.told(spooled);
  }

  keep(seen: readonly Seen[]): void {
    const byZone = new Map<string, Found[]>();
    for (const { target, found } of seen) {
      const late = this.toldLate(found, target);
      if (late === null) continue;
      byZone.set(target.zoneId, [...(byZone.get(target.zoneId) ?? []), late]);
    }
    for (const [zoneId, found] of byZone) this.store.put(zoneId, found);
    this.plan.save();
  }

  /** Null for what is of no use to anybody afterwards. */
  private toldLate(found: Found, target: ProbeTarget): Found | null {
    if (found.what === 'rung') return null;
    if (found.what !== 'climbed') return found;
    const { errandId, cameraId, climb } = found;
    const history = historyOf(target, { ...this.plan.of(cameraId), ...climb.memory });
    return { what: 'looked', errandId, cameraId, evidence: climb.evidence, history };
  }
}
