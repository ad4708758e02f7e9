import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';
import { ChannelStore } from '../store/channel.store.js';
import { DeliveryRound } from './delivery-round.js';

/** After the database failed. */
const TROUBLE_MS = 5_000;
/** Nothing that is due later than this is slept for in one go: the machine's clock may be set meanwhile. */
const LONGEST_SLEEP_MS = 60_000;

/** What every postman shares. */
@Injectable()
export class PostmanMeans {
  constructor(
    @Inject(ChannelStore) readonly channels: ChannelStore,
    @Inject(DeliveryRound) readonly round: DeliveryRound,
    @Inject(Clock) readonly clock: Clock,
    @Inject(Log) readonly log: Log,
  ) {}
}

/** Serves one channel, one message after the other, until the channel is gone or the service stops. */
export class Postman {
  private readonly stopping = new AbortController();
  private isWoken = false;
  private rouse: () => void = () => {};
  private finished: Promise<void> = Promise.resolve();

  constructor(
    readonly channelId: string,
    private readonly means: PostmanMeans,
  ) {}

  work(): Promise<void> {
    this.finished = this.untilStopped();
    return this.finished;
  }

  wake(): void {
    this.isWoken = true;
    this.rouse();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.finished;
  }

  private async untilStopped(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.isWoken = false;
      const pauseMs = await this.attempt();
      if (pauseMs === 'gone') return;
      if (pauseMs !== 0) await this.sleep(pauseMs);
    }
  }

  /** Milliseconds until there may be more to do; null when only somebody else can know. */
  private async attempt(): Promise<number | null | 'gone'> {
    try {
      const channel = await this.means.channels.find(this.channelId);
      if (channel === null) return 'gone';
      return channel.isPaused ? null : await this.means.round.go(channel, this.stopping.signal);
    } catch (cause) {
      this.means.log.error({ err: cause, channelId: this.channelId }, 'a channel could not be served');
      return TROUBLE_MS;
    }
  }

  private async sleep(pauseMs: number | null): Promise<void> {
    if (this.isWoken) return;
    const { promise: roused, resolve } = newPause();
    this.rouse = resolve;
    const cancel =
      pauseMs === null ? null : this.means.clock.after(Math.min(pauseMs, LONGEST_SLEEP_MS), resolve);
    await roused;
    cancel?.();
  }
}

interface Pause {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function newPause(): Pause {
  let resolve: (() => void) | undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve?.() };
}
