import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { WriteHealth } from '../../platform/health/write-health.js';
import { Log } from '../../platform/logging/log.js';
import type { Incident } from '../domain/incident.js';
import type { Outage } from '../domain/outage.js';
import type { Standing, Transition } from '../domain/standing.js';
import { CameraStateChanged } from '../events.js';
import { type NewTransition, UptimeStore } from '../store/uptime.store.js';

/** Changes come in bursts: those of this long share one transaction. */
const GATHER_MS = 50;
const RETRY_MS = 2_000;

/** Something to tell once what made it true is committed; not at all if its camera is gone by then. */
interface News {
  readonly cameraId: string | null;
  readonly event: object;
}

/** What waits to be written, in the order of its happening. */
class Batch {
  readonly standings = new Map<string, Standing>();
  readonly transitions: NewTransition[] = [];
  readonly outages = new Map<string, Outage>();
  readonly incidents = new Map<string, Incident>();
  readonly news: News[] = [];

  get isEmpty(): boolean {
    return this.standings.size + this.outages.size + this.incidents.size === 0;
  }

  /** `later` happened after this. */
  followedBy(later: Batch): Batch {
    for (const [id, standing] of later.standings) this.standings.set(id, standing);
    for (const [id, outage] of later.outages) this.outages.set(id, outage);
    for (const [id, incident] of later.incidents) this.incidents.set(id, incident);
    this.transitions.push(...later.transitions);
    this.news.push(...later.news);
    return this;
  }
}

/**
 * Writes standings, transitions, outages and incidents in batches, one transaction each, and publishes only what is
 * committed. What is added without a pause between is in the same batch: a transition is never there without its
 * outage.
 */
@Injectable()
export class TransitionWriter {
  private waiting = new Batch();
  private writing: Promise<boolean> | null = null;
  private isPlanned = false;

  constructor(
    @Inject(UptimeStore) private readonly store: UptimeStore,
    @Inject(EventBus) private readonly bus: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(WriteHealth) private readonly health: WriteHealth,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** For what is about to be added. */
  nextId(): string {
    return this.ids.next();
  }

  /** Without a transition for a camera that is new. */
  add(cameraId: string, standing: Standing, transition: Transition | null): void {
    this.waiting.standings.set(cameraId, standing);
    if (transition !== null) {
      this.waiting.transitions.push({ id: this.nextId(), cameraId, transition });
      const { at, from, to, fault } = transition;
      this.tell(cameraId, new CameraStateChanged(cameraId, at, from, to, fault));
    }
    this.plan(GATHER_MS);
  }

  addOutage(outage: Outage): void {
    this.waiting.outages.set(outage.id, outage);
    this.plan(GATHER_MS);
  }

  addIncident(incident: Incident): void {
    this.waiting.incidents.set(incident.id, incident);
    this.plan(GATHER_MS);
  }

  /** After the commit of what was added just now. */
  tell(cameraId: string | null, event: object): void {
    this.waiting.news.push({ cameraId, event });
  }

  forget(cameraId: string): void {
    const { standings, outages, incidents, transitions, news } = this.waiting;
    const kept = new Batch();
    for (const [id, standing] of standings) if (id !== cameraId) kept.standings.set(id, standing);
    for (const [id, outage] of outages) if (outage.cameraId !== cameraId) kept.outages.set(id, outage);
    for (const [id, incident] of incidents) kept.incidents.set(id, incident);
    kept.transitions.push(...transitions.filter((added) => added.cameraId !== cameraId));
    kept.news.push(...news.filter((added) => added.cameraId !== cameraId));
    this.waiting = kept;
  }

  /** True when everything that was added is committed; false when a write failed and is kept for the next try. */
  async flush(): Promise<boolean> {
    while (this.writing !== null) await this.writing;
    if (this.waiting.isEmpty) return true;
    const batch = this.waiting;
    this.waiting = new Batch();
    this.writing = this.write(batch).finally(() => {
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

  private async write(batch: Batch): Promise<boolean> {
    const { standings, transitions, outages, incidents, news } = batch;
    const records = {
      outages: [...outages.values()],
      incidents: [...incidents.values()],
      changedAt: this.clock.now(),
    };
    try {
      this.publish(news, await this.store.write(standings, transitions, records));
      return true;
    } catch (cause) {
      this.health.failed(cause);
      const waiting = transitions.length;
      this.log.error({ err: cause, transitions: waiting }, 'transitions could not be written; trying again');
      this.waiting = batch.followedBy(this.waiting);
      this.plan(RETRY_MS);
      return false;
    }
  }

  /** Cameras that were removed meanwhile were not written, and nothing is told of them. */
  private publish(news: readonly News[], written: ReadonlySet<string>): void {
    for (const { cameraId, event } of news) {
      if (cameraId === null || written.has(cameraId)) this.bus.publish(event);
    }
  }
}
