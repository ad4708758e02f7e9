import { CAMERA_STATES, type CameraState } from '../../kernel/camera-state.js';
import type { Instant } from '../../kernel/instant.js';
import type { Spell } from './maintenance.js';
import { type History, type TimeByState } from './ratio.js';

const KINDS = [...CAMERA_STATES, 'maintenance'] as const satisfies readonly (CameraState | 'maintenance')[];
const UNKNOWN = CAMERA_STATES.indexOf('unknown');
const MAINTENANCE = KINDS.indexOf('maintenance');

/** Slices of equal length that end with one that may be shorter: `to` need not be on an edge. */
export interface Slices {
  readonly from: Instant;
  readonly to: Instant;
  readonly stepMs: number;
}

/**
 * Adds up, slice by slice, how long cameras were in each state. A stretch costs the same however many slices it spans: its
 * ends are added to theirs, and for those between it is noted where it came and went. So a band of a month costs what its
 * transitions do.
 */
export class BandSum {
  private readonly parts: readonly Float64Array[];
  /** How many stretches fill the slice, as the difference to the slice before. */
  private readonly whole: readonly Float64Array[];
  private readonly count: number;

  constructor(private readonly slices: Slices) {
    this.count = Math.ceil((slices.to - slices.from) / slices.stepMs);
    this.parts = KINDS.map(() => new Float64Array(this.count));
    this.whole = KINDS.map(() => new Float64Array(this.count + 1));
  }

  /** Before its first transition a camera is unknown. `spells` of maintenance are in order and apart from each other. */
  add({ instants, states, length }: History, spells: readonly Spell[]): this {
    let end = this.slices.to;
    for (let index = length - 1; index >= -1 && end > this.slices.from; index -= 1) {
      const begin = index < 0 ? this.slices.from : Math.max(this.slices.from, instants[index]!);
      if (begin >= end) continue;
      this.addAround(spells, index < 0 ? UNKNOWN : states[index]!, [begin, end]);
      end = begin;
    }
    return this;
  }

  /** Oldest first. */
  values(): readonly TimeByState[] {
    const { from, to, stepMs } = this.slices;
    const running = KINDS.map(() => 0);
    return Array.from({ length: this.count }, (_, slice) => {
      const lengthMs = Math.min(stepMs, to - from - slice * stepMs);
      const ms = KINDS.map((_kind, kind) => {
        running[kind]! += this.whole[kind]![slice]!;
        return this.parts[kind]![slice]! + running[kind]! * lengthMs;
      });
      return Object.fromEntries(KINDS.map((kind, index) => [kind, ms[index]!])) as TimeByState;
    });
  }

  private addAround(spells: readonly Spell[], state: number, [begin, end]: Spell): void {
    let at = begin;
    for (const [spellFrom, spellTo] of spells) {
      if (spellTo <= at) continue;
      if (spellFrom >= end) break;
      if (spellFrom > at) this.addStretch(state, at, spellFrom);
      const until = Math.min(spellTo, end);
      this.addStretch(MAINTENANCE, Math.max(spellFrom, at), until);
      at = until;
    }
    if (at < end) this.addStretch(state, at, end);
  }

  private addStretch(kind: number, begin: Instant, end: Instant): void {
    const { from, stepMs } = this.slices;
    const [parts, whole] = [this.parts[kind]!, this.whole[kind]!];
    const first = Math.floor((begin - from) / stepMs);
    const last = Math.floor((end - 1 - from) / stepMs);
    if (first === last) {
      parts[first]! += end - begin;
      return;
    }
    parts[first]! += from + (first + 1) * stepMs - begin;
    parts[last]! += end - (from + last * stepMs);
    whole[first + 1]! += 1;
    whole[last]! -= 1;
  }
}
