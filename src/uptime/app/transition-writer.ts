import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import type { Standing, Transition } from '../domain/standing.js';
import { CameraStateChanged } from '../events.js';
import type { StandingRow, TransitionRow } from '../store/rows.js';
import { UptimeStore } from '../store/uptime.store.js';

/** Changes come in bursts: those of this long share one transaction. */
const GATHER_MS = 50;
const RETRY_MS = 2_000;

/** Writes standings and transitions in batches, one transaction each, and publishes only what is committed. */
@Injectable()
export class TransitionWriter {
  private standings = new Map<string, StandingRow>();
  private transitions: TransitionRow[] = [];
  private events: CameraStateChanged[] = [];
  private writing: Promise<void> | null = null;
  private isPlanned = false;

  constructor(
    @Inject(UptimeStore) private readonly store: UptimeStore,
    @Inject(EventBus) private readonly bus: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Log) private readonly log: Log,
  ) {}

  add(cameraId: string, standing: Standing, { at, from, to, fault }: Transition): void {
    const faultCode = fault?.code ?? null;
    const faultDetail = fault?.detail ?? null;
    this.standings.set(cameraId, {
      cameraId,
      state: standing.state,
      since: standing.since,
      faultCode,
      faultDetail,
    });
    this.transitions.push({
      id: this.ids.next(),
      cameraId,
      at,
      fromState: from,
      toState: to,
      faultCode,
      faultDetail,
    });
    this.events.push(new CameraStateChanged(cameraId, at, from, to, fault));
    this.plan(GATHER_MS);
  }

  forget(cameraId: string): void {
    this.standings.delete(cameraId);
    this.transitions = this.transitions.filter((row) => row.cameraId !== cameraId);
  }

  /** Resolves when everything that was added is committed, or a write failed and is kept for the next try. */
  async flush(): Promise<void> {
    await this.writing;
    if (this.standings.size === 0) return;
    this.writing = this.write().finally(() => {
      this.writing = null;
    });
    await this.writing;
  }

  private plan(delayMs: number): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    this.clock.after(delayMs, () => {
      this.isPlanned = false;
      void this.flush();
    });
  }

  private async write(): Promise<void> {
    const { standings, transitions, events } = this;
    [this.standings, this.transitions, this.events] = [new Map(), [], []];
    try {
      await this.store.write([...standings.values()], transitions);
    } catch (cause) {
      this.log.error(
        { err: cause, transitions: transitions.length },
        'transitions could not be written; trying again',
      );
      this.standings = new Map([...standings, ...this.standings]);
      this.transitions = [...transitions, ...this.transitions];
      this.events = [...events, ...this.events];
      this.plan(RETRY_MS);
      return;
    }
    for (const event of events) this.bus.publish(event);
  }
}
