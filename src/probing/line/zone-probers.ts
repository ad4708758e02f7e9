import { Inject, Injectable } from '@nestjs/common';
import { MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import type { EvidenceBatch } from './evidence-batch.js';
import { PRESENCE_MS } from './lines.js';

/** One that says nothing for so long is not, or its line is cut. */
const ABSENT_MS = 3 * PRESENCE_MS + 5 * SECOND_MS;
/** One of which nothing is heard for so long will not come back. */
const FORGOTTEN_MS = 10 * MINUTE_MS;

type Said = Pick<EvidenceBatch, 'zoneId' | 'prober' | 'instance' | 'run' | 'items'>;

interface Heard {
  /** By the clock that never jumps. */
  readonly atMs: number;
  /** Those of older versions do not. */
  readonly saysThatItIsThere: boolean;
  readonly run: string | undefined;
}

/** Which probers look after each zone, as far as they were heard. */
@Injectable()
export class ZoneProbers {
  /** By zone, then by prober. */
  private readonly zones = new Map<string, Map<string, Heard>>();
  /** When each zone last told of a look. */
  private readonly lookedMs = new Map<string, number>();

  /** Of which something is being taken in. */
  private readonly deafTo = new Set<string>();

  constructor(@Inject(Clock) private readonly clock: Pick<Clock, 'monotonicMs'>) {}

  /** True where the only prober of its zone begins anew: what it took before is lost. */
  heard({ zoneId, prober, instance, run, items }: Said): boolean {
    const ofZone = this.zones.get(zoneId) ?? new Map<string, Heard>();
    this.zones.set(zoneId, ofZone);
    const atMs = this.clock.monotonicMs();
    if (items.length > 0) this.lookedMs.set(zoneId, atMs);
    const name = instance ?? prober;
    const before = ofZone.get(name)?.run;
    ofZone.set(name, { atMs, saysThatItIsThere: instance !== undefined, run });
    return before !== undefined && before !== run && this.isAlone(zoneId);
  }

  /** While what a zone said is being taken in, nothing else of it is heard: that is no silence of its probers. */
  async whileDeaf(zoneId: string, work: () => Promise<void>): Promise<void> {
    const sinceMs = this.clock.monotonicMs();
    this.deafTo.add(zoneId);
    try {
      await work();
    } finally {
      this.deafTo.delete(zoneId);
      const deafMs = this.clock.monotonicMs() - sinceMs;
      const ofZone = this.zones.get(zoneId);
      for (const [name, heard] of ofZone ?? []) ofZone!.set(name, { ...heard, atMs: heard.atMs + deafMs });
    }
  }

  /** Whether any of them has told of a look since then. */
  hasLookedSince(zoneId: string, atMs: number): boolean {
    return (this.lookedMs.get(zoneId) ?? -Infinity) > atMs;
  }

  /** Whether exactly one looks after it. */
  isAlone(zoneId: string): boolean {
    const ofZone = this.zones.get(zoneId);
    if (ofZone === undefined) return false;
    const oldest = this.clock.monotonicMs() - FORGOTTEN_MS;
    for (const [prober, { atMs }] of ofZone) if (atMs < oldest) ofZone.delete(prober);
    return ofZone.size === 1;
  }

  /** Those whose every prober was there and says nothing any more. */
  absent(): readonly string[] {
    const oldest = this.clock.monotonicMs() - ABSENT_MS;
    const isAbsent = ({ atMs, saysThatItIsThere }: Heard): boolean => saysThatItIsThere && atMs < oldest;
    return [...this.zones].flatMap(([zoneId, ofZone]) =>
      !this.deafTo.has(zoneId) && ofZone.size > 0 && [...ofZone.values()].every(isAbsent) ? [zoneId] : [],
    );
  }
}
