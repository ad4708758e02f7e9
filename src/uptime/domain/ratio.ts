import { CAMERA_STATES, type CameraState } from '../../kernel/camera-state.js';
import type { Instant } from '../../kernel/instant.js';

/** Milliseconds that were spent in each state. */
export type TimeByState = Readonly<Record<CameraState, number>>;

export const NO_TIME: TimeByState = { online: 0, impaired: 0, offline: 0, unknown: 0 };

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
 * counts as unknown, so the four numbers always add up to `to - from`.
 */
export function timeByState(history: History, from: Instant, to: Instant): TimeByState {
  return new TimeSum().add(history, from, to).value();
}

/** Adds up many histories in place: the sum of a town walks half a million transitions and must allocate nothing. */
export class TimeSum {
  private readonly ms = new Float64Array(CAMERA_STATES.length);

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
    return { online, impaired, offline, unknown };
  }
}

export function addTime(a: TimeByState, b: TimeByState): TimeByState {
  return {
    online: a.online + b.online,
    impaired: a.impaired + b.impaired,
    offline: a.offline + b.offline,
    unknown: a.unknown + b.unknown,
  };
}

/**
 * 在线率: (online + impaired) ÷ all that was looked at; null when nothing was. Worked value: 23 h online, 0.5 h
 * impaired, 0.5 h offline and 2 h unknown give 23.5 ÷ 24 = 0.979…
 */
export function uptimeRatio(time: TimeByState): number | null {
  return share(time.online + time.impaired, time);
}

/** 完好率: online ÷ all that was looked at; null when nothing was. */
export function intactRatio(time: TimeByState): number | null {
  return share(time.online, time);
}

function share(part: number, time: TimeByState): number | null {
  const seen = time.online + time.impaired + time.offline;
  return seen === 0 ? null : part / seen;
}
