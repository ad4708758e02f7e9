import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Channel } from '../domain/channel.js';
import { allowedFrom, RATE_LIMITS } from '../domain/rate.js';
import { SecretBox } from './secret-box.js';

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

  constructor(
    @Inject(SecretBox) private readonly secrets: SecretBox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A place for one message, to be called when that is over; or how many milliseconds to wait before asking again. */
  take(channel: Channel): (() => void) | number {
    const now = this.clock.monotonicMs();
    const turns = this.recent(channel, now);
    const allowedAt = allowedFrom(
      turns.map(({ endedAtMs }) => endedAtMs ?? now),
      RATE_LIMITS[channel.kind],
    );
    if (allowedAt > now) return Math.ceil(allowedAt - now);
    const turn: Turn = { endedAtMs: null };
    turns.push(turn);
    return () => {
      turn.endedAtMs = this.clock.monotonicMs();
    };
  }

  /** A message that was sent `agoMs` ago. */
  remember(channel: Channel, agoMs: number): void {
    const now = this.clock.monotonicMs();
    this.recent(channel, now).push({ endedAtMs: now - agoMs });
  }

  private recent(channel: Channel, now: number): Turn[] {
    const robot = this.secrets.robotOf(channel);
    const turns = (this.turns.get(robot) ?? []).filter(
      ({ endedAtMs }) => endedAtMs === null || now - endedAtMs < KEEP_MS,
    );
    this.turns.set(robot, turns);
    return turns;
  }
}
