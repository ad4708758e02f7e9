import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { allowedFrom, type RateLimit } from '../domain/rate.js';

/** Long enough for the longest window. */
const KEEP_MS = 60_000;

interface Turn {
  /** Null while it is under way. */
  endedAtMs: number | null;
}

/**
 * Keeps every robot to its rate, also where several channels share one: what the robot counts is its own address.
 * In memory, by a clock that does not jump; {@link remember} tells what was sent before a restart.
 */
@Injectable()
export class RobotRates {
  private readonly turns = new Map<string, Turn[]>();

  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** A place for one message, to be called when that is over; or how many milliseconds to wait before asking again. */
  take(robot: string, limits: readonly RateLimit[]): (() => void) | number {
    const now = this.clock.monotonicMs();
    const turns = this.recent(robot, now);
    const allowedAt = allowedFrom(
      turns.map(({ endedAtMs }) => endedAtMs ?? now),
      limits,
    );
    if (allowedAt > now) return Math.ceil(allowedAt - now);
    const turn: Turn = { endedAtMs: null };
    turns.push(turn);
    return () => {
      turn.endedAtMs = this.clock.monotonicMs();
    };
  }

  /** A message that was sent `agoMs` ago. */
  remember(robot: string, agoMs: number): void {
    const now = this.clock.monotonicMs();
    this.recent(robot, now).push({ endedAtMs: now - agoMs });
  }

  private recent(robot: string, now: number): Turn[] {
    const turns = (this.turns.get(robot) ?? []).filter(
      ({ endedAtMs }) => endedAtMs === null || now - endedAtMs < KEEP_MS,
    );
    this.turns.set(robot, turns);
    return turns;
  }
}
