import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import type { Incident } from '../domain/incident.js';
import type { Rewrite } from '../domain/late-history.js';
import type { Outage } from '../domain/outage.js';
import type { Standing, Transition } from '../domain/standing.js';
import { CameraStateChanged } from '../events.js';
import { BatchCommit } from './batch-commit.js';
import { Batch } from './batch.js';

/** Changes come in bursts: those of this long share one transaction. */
const GATHER_MS = 50;
const RETRY_MS = 2_000;

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
    @Inject(BatchCommit) private readonly commit: BatchCommit,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
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

  /** These rows instead of whatever is written of the camera from then on. */
  rewrite(cameraId: string, { from, rows }: Rewrite, standing: Standing): void {
    this.waiting.standings.set(cameraId, standing);
    const added = rows.map((transition) => ({ id: this.nextId(), cameraId, transition }));
    this.waiting.rewrite({ cameraId, from, rows: added });
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
    const { standings, outages, incidents, rewrites, transitions, news } = this.waiting;
    const kept = new Batch();
    for (const [id, standing] of standings) if (id !== cameraId) kept.standings.set(id, standing);
    for (const [id, outage] of outages) if (outage.cameraId !== cameraId) kept.outages.set(id, outage);
    for (const [id, incident] of incidents) kept.incidents.set(id, incident);
    kept.rewrites.push(...rewrites.filter((added) => added.cameraId !== cameraId));
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
    if (await this.commit.write(batch, this.clock.now())) return true;
    this.waiting = batch.followedBy(this.waiting);
    this.plan(RETRY_MS);
    return false;
  }
}
