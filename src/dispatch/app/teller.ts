import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Notices } from '../../notify/index.js';
import { type OutageOfCamera, type TellableIncident, Uptime } from '../../uptime/index.js';
import type { Draft, Telling } from '../domain/draft.js';
import {
  blindnessOpened,
  causeChanged,
  causeKey,
  incidentOpened,
  incidentOver,
  incidentSpread,
  incidentThread,
} from '../domain/incident-notices.js';
import { outageOpened, outageOver, outageThread } from '../domain/outage-notices.js';
import type { Told } from '../domain/told.js';
import { ThreadStore } from '../store/thread.store.js';
import { Ages } from './ages.js';
import { downByThread } from './down-by-thread.js';
import { levelOf } from './levels.js';

/**
 * Tells people of outages and incidents: compares what is open with what they were told, and mends the difference. It
 * follows no event, so that none can be lost; a notice goes out before it is remembered, under an id of its subject, so
 * that a crash in between tells nobody twice.
 */
@Injectable()
export class Teller {
  private readonly told = new Map<string, Told>();
  private readonly ages: Ages;

  constructor(
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Notices) private readonly notices: Notices,
    @Inject(ThreadStore) private readonly store: ThreadStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'dispatch' | 'uptime'>,
  ) {
    this.ages = new Ages(clock);
  }

  async recall(): Promise<void> {
    for (const told of await this.store.all()) this.told.set(told.thread, told);
  }

  openThreads(): readonly Told[] {
    return [...this.told.values()];
  }

  async round(): Promise<void> {
    const now = this.clock.now();
    const outages = this.uptime.openOutages();
    const incidents = this.uptime.openIncidents();
    const downOf = downByThread(outages);
    for (const incident of incidents)
      await this.tellIncident(incident, downOf.get(incidentThread(incident.id)) ?? [], now);
    for (const outage of this.alone(outages))
      await this.open(outageOpened(outage, levelOf(outage.cameraId, this.uptime, this.config), now));
    await this.endOthers(outages, incidents, now);
  }

  /** Replaces what is remembered of a thread, after the notices of it went out. */
  async follow(drafts: readonly Draft[], told: Told): Promise<void> {
    await this.notices.post(drafts);
    await this.store.put(told);
    this.told.set(told.thread, told);
  }

  /** Outages that were weighed and belong to no incident. What is back already is not told: it may stay so. */
  private alone(outages: readonly OutageOfCamera[]): readonly OutageOfCamera[] {
    const { incidentGatherS } = this.config.uptime;
    const gatherMs = (incidentGatherS + this.config.dispatch.tellMarginS) * SECOND_MS;
    const now = this.clock.now();
    this.ages.keep(outages.map(({ id }) => [id, now]));
    return outages.filter(
      ({ id, incidentId, isNotifiable, recoveredAt }) =>
        incidentId === null &&
        isNotifiable &&
        recoveredAt === null &&
        !this.told.has(outageThread(id)) &&
        this.ages.ofMs(id) >= gatherMs,
    );
  }

  private async tellIncident(
    incident: TellableIncident,
    members: readonly OutageOfCamera[],
    now: Instant,
  ): Promise<void> {
    const told = this.told.get(incidentThread(incident.id));
    if (incident.cause.kind === 'prober') {
      if (told === undefined) await this.open(blindnessOpened(incident, now));
      return;
    }
    if (!incident.isNotifiable || members.length === 0) return;
    if (told === undefined) return this.open(incidentOpened(incident, members, now));
    await this.tellMore(told, incident, members, now);
  }

  private async tellMore(
    told: Told,
    incident: TellableIncident,
    members: readonly OutageOfCamera[],
    now: Instant,
  ): Promise<void> {
    const spread = incidentSpread(told, incident, members, now);
    if (spread !== null) await this.open(spread);
    const { cause: suspected, ...rest } = spread?.told ?? told;
    const cause = causeKey(incident);
    if (suspected === cause) return;
    const standing = { ...rest, cause };
    await this.follow(causeChanged(standing, incident, members, now), standing);
  }

  private open({ told, drafts }: Telling): Promise<void> {
    return this.follow(drafts, told);
  }

  /** What people were told of and that is open no more. */
  private async endOthers(
    outages: readonly OutageOfCamera[],
    incidents: readonly TellableIncident[],
    now: Instant,
  ): Promise<void> {
    const open = new Set([
      ...outages.map(({ id }) => outageThread(id)),
      ...incidents.map(({ id }) => incidentThread(id)),
    ]);
    for (const told of this.openThreads()) {
      if (open.has(told.thread)) continue;
      await this.notices.post(await this.endOf(told, now));
      await this.store.remove(told.thread);
      this.told.delete(told.thread);
    }
  }

  private async endOf(told: Told, now: Instant): Promise<readonly Draft[]> {
    const [kind, id = ''] = told.thread.split(':');
    if (kind === 'outage') return outageOver(told, await this.uptime.outage(id), now);
    return incidentOver(told, await this.uptime.incident(id), now);
  }
}
