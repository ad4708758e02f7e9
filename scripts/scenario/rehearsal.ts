import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/create-app.js';
import type { Instant } from '../../src/kernel/instant.js';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { ProbingStats } from '../../src/probing/index.js';

/** No step is longer than the shortest beat of the service that measures its own pauses. */
const STEP_MS = 5_000;
/** Probes of this long go out together. */
const TOGETHER_MS = 60_000;
/** Rounds of the event loop in which what a timer began is written down, where it waits for no socket. */
const ROUNDS = 3;

/**
 * The service in this process, on a clock that is put forward in small steps, and every minute waits until no probe is
 * under way. Sockets, decoder and database are real; only waiting is left out.
 */
export class Rehearsal {
  private app: NestFastifyApplication | null = null;
  private probing: ProbingStats | null = null;
  private clock: ManualClock;
  /** Told the time at each step, before it begins. */
  onStep: (now: Instant) => void = () => {};

  constructor(
    private readonly environment: Readonly<Record<string, string>>,
    start: Instant,
  ) {
    this.clock = new ManualClock(start);
  }

  get now(): Instant {
    return this.clock.now();
  }

  /** Answers the address of the API. */
  async start(): Promise<string> {
    // A new start has new timers; those of the one before are dead.
    this.clock = new ManualClock(this.clock.now());
    this.app = await createApp(loadConfig(this.environment), this.clock);
    await this.app.listen(0, '127.0.0.1');
    this.probing = this.app.get(ProbingStats, { strict: false });
    return this.app.getUrl();
  }

  /** The service is stopped, and started when it is this late; answers its new address. */
  async sleepUntil(instant: Instant): Promise<string> {
    await this.stop();
    this.clock = new ManualClock(instant);
    return this.start();
  }

  async stop(): Promise<void> {
    await this.app?.close();
    this.app = null;
    this.probing = null;
  }

  async passUntil(instant: Instant): Promise<void> {
    while (this.clock.now() < instant) {
      const now = this.clock.now();
      this.onStep(now);
      this.clock.advance(Math.min(STEP_MS, instant - now));
      for (let round = 0; round < ROUNDS; round += 1) await nextRound();
      const isMinuteOver = this.clock.now() % TOGETHER_MS === 0 || this.clock.now() >= instant;
      if (isMinuteOver) await this.probed();
    }
  }

  private async probed(): Promise<void> {
    while (this.isProbing()) await nextRound();
  }

  private isProbing(): boolean {
    const numbers = this.probing?.read();
    return numbers !== undefined && numbers.inFlight + numbers.waiting > 0;
  }
}

function nextRound(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
