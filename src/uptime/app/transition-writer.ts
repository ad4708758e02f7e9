import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import type { Standing, Transition } from '../domain/standing.js';
import { CameraStateChanged } from '../events.js';
import { type NewTransition, UptimeStore } from '../store/uptime.store.js';

/** Changes come in bursts: those of this long share one transaction. */
const GATHER_MS = 50;
const RETRY_MS = 2_000;

/** What waits to be written, in the order of its happening. */
interface Batch {
  readonly standings: ReadonlyMap<string, Standing>;
  readonly transitions: readonly NewTransition[];
}

/** Writes standings and transitions in batches, one transaction each, and publishes only what is committed. */
@Injectable()
export class TransitionWriter {
  private standings = new Map<string, Standing>();
  private transitions: NewTransition[] = [];
  private writing: Promise<boolean> | null = null;
  private isPlanned = false;

  constructor(
    @Inject(UptimeStore) private readonly store: UptimeStore,
    @Inject(EventBus) private readonly bus: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Without a transition for a camera that is new. */
  add(cameraId: string, standing: Standing, transition: Transition | null): void {
    this.standings.set(cameraId, standing);
    if (transition !== null) this.transitions.push({ id: this.ids.next(), cameraId, transition });
    this.plan(GATHER_MS);
  }

  forget(cameraId: string): void {
    this.standings.delete(cameraId);
    this.transitions = this.transitions.filter((added) => added.cameraId !== cameraId);
  }

  /** True when everything that was added is committed; false when a write failed and is kept for the next try. */
  async flush(): Promise<boolean> {
    while (this.writing !== null) await this.writing;
    if (this.standings.size === 0) return true;
    this.writing = this.write(this.takeBatch()).finally(() => {
      this.writing = null;
    });
    return this.writing;
  }

  private plan(delayMs: number): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    this.clock.after(delayMs, () => {
      this.isPlanned = false;
      void this.flush();
    });
  }

  private takeBatch(): Batch {
    const batch = { standings: this.standings, transitions: this.transitions };
    [this.standings, this.transitions] = [new Map(), []];
    return batch;
  }

  private async write(batch: Batch): Promise<boolean> {
    try {
      const written = await this.store.write(batch.standings, batch.transitions);
      this.publish(batch, written);
      return true;
    } catch (cause) {
      const waiting = batch.transitions.length;
      this.log.error({ err: cause, transitions: waiting }, 'transitions could not be written; trying again');
      this.standings = new Map([...batch.standings, ...this.standings]);
      this.transitions = [...batch.transitions, ...this.transitions];
      this.plan(RETRY_MS);
      return false;
    }
  }

  /** Cameras that were removed meanwhile were not written, and nothing is told of them. */
  private publish({ transitions }: Batch, written: ReadonlySet<string>): void {
    for (const { cameraId, transition } of transitions) {
      if (!written.has(cameraId)) continue;
      const { at, from, to, fault } = transition;
      this.bus.publish(new CameraStateChanged(cameraId, at, from, to, fault));
    }
  }
}
