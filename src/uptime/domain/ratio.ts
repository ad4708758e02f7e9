import { CAMERA_STATES, type CameraState } from '../../kernel/camera-state.js';
import type { Instant } from '../../kernel/instant.js';
import type { Spell } from './maintenance.js';

/** Milliseconds that were spent in each state, and in maintenance, whatever the state was then. */
export type TimeByState = Readonly<Record<CameraState | 'maintenance', number>>;

/** What ratios are made of: what nobody saw, and maintenance, are left out. */
export type TimeSeen = Pick<TimeByState, 'online' | 'impaired' | 'offline'>;

export const NO_TIME: TimeByState = { online: 0, impaired: 0, offline: 0, unknown: 0, maintenance: 0 };

/**
 * The history of one camera, oldest first. States are numbers, their places in CAMERA_STATES: `states[i]` holds from
 * `instants[i]` to `instants[i + 1]`, the last one until now.
 */
export interface History {
  readonly instants: ArrayLike<Instant>;
  readonly states: ArrayLike<number>;
  readonly length: number;
}

const UNKNOWN = CAMERA_STATES.indexOf('unknown');

/**
 * How long each state lasted between `from` and `to`. Before its first transition a camera was not looked at and
 * counts as unknown, so the five numbers always add up to `to - from`. `spells` are those of maintenance.
 */
export function timeByState(
  history: History,
  [from, to]: Spell,
  spells: readonly Spell[] = NO_SPELLS,
): TimeByState {
  return new TimeSum().addAround(spells, history, [from, to]).value();
}

export const NO_SPELLS: readonly Spell[] = [];

/** Adds up many histories in place: the sum of a town walks half a million transitions and must allocate nothing. */
export class TimeSum {
  private readonly ms = new Float64Array(CAMERA_STATES.length);
  private maintenanceMs = 0;

  /**
   * What is in a spell of maintenance counts as that; they are in order and apart from each other. Both are walked once,
   * from the end: a town in nightly maintenance must cost no more than one in none.
   */
  addAround(spells: readonly Spell[], history: History, [from, to]: Spell): this {
    if (spells.length === 0) return this.add(history, from, to);
    const { instants, states, length } = history;
    let end = to;
    let spell = spells.length - 1;
    let reach = spells[spell]![1];
    for (let index = length - 1; index >= -1 && end > from; index -= 1) {
      const begin = index < 0 ? from : Math.max(from, instants[index]!);
      if (begin >= end) continue;
      const state = index < 0 ? UNKNOWN : states[index]!;
      if (reach > begin) {
        spell = this.addPart(state, [begin, end], spells, spell);
        reach = spell < 0 ? from : spells[spell]![1];
      } else {
        this.ms[state]! += end - begin;
      }
      end = begin;
    }
    return this;
  }

  /** One stretch of one state, less its spells from `spell` backwards; answers the first that may reach further back. */
  private addPart(state: number, part: Spell, spells: readonly Spell[], spell: number): number {
    const begin = part[0];
    const end = part[1];
    let rest = end - begin;
    let index = spell;
    for (; index >= 0 && spells[index]![1] > begin; index -= 1) {
      // By index: destructuring walks an iterator, three hundred thousand times a town and month.
      const first = spells[index]![0];
      const covered = Math.max(0, Math.min(spells[index]![1], end) - Math.max(first, begin));
      this.maintenanceMs += covered;
      rest -= covered;
      if (first < begin) break;
    }
    this.ms[state]! += rest;
    return index;
  }

  add({ instants, states, length }: History, from: Instant, to: Instant): this {
    let end = to;
    for (let index = length - 1; index >= 0 && end > from; index -= 1) {
      const begin = Math.max(from, instants[index]!);
      if (begin >= end) continue;
      this.ms[states[index]!]! += end - begin;
      end = begin;
    }
    if (end > from) this.ms[UNKNOWN]! += end - from;
    return this;
  }

  value(): TimeByState {
    const [online = 0, impaired = 0, offline = 0, unknown = 0] = this.ms;
    return { online, impaired, offline, unknown, maintenance: this.maintenanceMs };
  }
}

export function addTime(a: TimeByState, b: TimeByState): TimeByState {
  return {
    online: a.online + b.online,
    impaired: a.impaired + b.impaired,
    offline: a.offline + b.offline,
    unknown: a.unknown + b.unknown,
    maintenance: a.maintenance + b.maintenance,
  };
}

/**
 * 在线率: (online + impaired) ÷ all that was looked at; null when nothing was. Worked value: 23 h online, 0.5 h
 * impaired, 0.5 h offline and 2 h unknown give 23.5 ÷ 24 = 0.979…
 */
export function uptimeRatio(time: TimeSeen): number | null {
  return share(time.online + time.impaired, time);
}

/** 完好率: online ÷ all that was looked at; null when nothing was. */
export function intactRatio(time: TimeSeen): number | null {
  return share(time.online, time);
}

function share(part: number, time: TimeSeen): number | null {
  const seen = time.online + time.impaired + time.offline;
  return seen === 0 ? null : part / seen;
}
