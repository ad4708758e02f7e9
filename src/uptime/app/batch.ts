import type { Incident } from '../domain/incident.js';
import type { Outage } from '../domain/outage.js';
import type { Standing } from '../domain/standing.js';
import type { NewTransition, RowsInstead } from '../store/uptime.store.js';

/** Something to tell once what made it true is committed; not at all if its camera is gone by then. */
export interface News {
  readonly cameraId: string | null;
  readonly event: object;
}

/** What waits to be written, in the order of its happening. */
export class Batch {
  readonly standings = new Map<string, Standing>();
  /** Before transitions: these follow on what was written anew. */
  readonly rewrites: RowsInstead[] = [];
  transitions: NewTransition[] = [];
  readonly outages = new Map<string, Outage>();
  readonly incidents = new Map<string, Incident>();
  readonly news: News[] = [];

  get isEmpty(): boolean {
    return this.standings.size + this.outages.size + this.incidents.size === 0;
  }

  /** What waits of the camera from then on is not written at all: it came before. */
  rewrite(instead: RowsInstead): void {
    const { cameraId, from } = instead;
    const isStill = ({ cameraId: id, transition }: NewTransition): boolean =>
      id !== cameraId || transition.at < from;
    this.transitions = this.transitions.filter(isStill);
    this.rewrites.push(instead);
  }

  /** `later` happened after this. */
  followedBy(later: Batch): Batch {
    for (const [id, standing] of later.standings) this.standings.set(id, standing);
    for (const [id, outage] of later.outages) this.outages.set(id, outage);
    for (const [id, incident] of later.incidents) this.incidents.set(id, incident);
    for (const instead of later.rewrites) this.rewrite(instead);
    this.transitions.push(...later.transitions);
    this.news.push(...later.news);
    return this;
  }
}
