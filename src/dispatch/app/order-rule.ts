import { Inject, Injectable } from '@nestjs/common';
import { HOUR_MS, type Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { type OutageOfCamera, Uptime } from '../../uptime/index.js';
import { fellAgainSoon } from '../domain/confirm.js';
import { dueAt } from '../domain/due.js';
import { incidentTitle } from '../domain/incident-words.js';
import type { WorkOrder } from '../domain/order.js';
import { OrderStore } from '../store/order.store.js';
import { OrderPen } from './order-pen.js';
import { duePolicyOf } from './policies.js';

/** Opens orders for what was down for long, and brings back those that were closed too soon. */
@Injectable()
export class OrderRule {
  constructor(
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(OrderStore) private readonly store: OrderStore,
    @Inject(OrderPen) private readonly pen: OrderPen,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'dispatch'>,
  ) {}

  /** `unfinished` are all orders that are. */
  async apply(unfinished: readonly WorkOrder[]): Promise<void> {
    const now = this.clock.now();
    const covered = new Set(unfinished.flatMap(({ cameraIds }) => cameraIds));
    const down = this.uptime.openOutages().filter(({ cameraId, isNotifiable, recoveredAt }) => {
      return isNotifiable && recoveredAt === null && !covered.has(cameraId);
    });
    if (down.length === 0) return;
    const last = await this.store.lastFinished(down.map(({ cameraId }) => cameraId));
    const back = await this.reopen(down, [...new Set(last.values())], now);
    const rest = down.filter(
      ({ cameraId, openedAt }) => !back.has(cameraId) && !wasCancelled(last.get(cameraId), openedAt),
    );
    for (const group of groupsOf(rest)) await this.openFor(group, unfinished, now);
  }

  private async reopen(
    down: readonly OutageOfCamera[],
    closed: readonly WorkOrder[],
    now: Instant,
  ): Promise<ReadonlySet<string>> {
    const withinMs = this.config.dispatch.reopenWithinHours * HOUR_MS;
    const back = new Set<string>();
    for (const { id } of closed.filter((order) => fellAgainSoon(order, down, withinMs))) {
      const order = await this.pen.do(id, (standing) =>
        fellAgainSoon(standing, down, withinMs)
          ? { action: 'reopen', dueAt: this.dueAt(standing.cameraIds, now) }
          : null,
      );
      if (order !== null && order !== 'taken') for (const cameraId of order.cameraIds) back.add(cameraId);
    }
    return back;
  }

  /** One outage alone, or those of one incident. Late ones join the incident's order, however short they are down. */
  private async openFor(
    group: readonly OutageOfCamera[],
    unfinished: readonly WorkOrder[],
    now: Instant,
  ): Promise<void> {
    const { incidentId } = group[0]!;
    const cameraIds = group.map(({ cameraId }) => cameraId);
    const standing = unfinished.find((order) => incidentId !== null && order.incidentId === incidentId);
    if (standing !== undefined) {
      await this.pen.do(standing.id, (order) => ({
        action: 'extend',
        cameraIds: [...new Set([...order.cameraIds, ...cameraIds])],
        dueAt: this.dueAt(cameraIds, now),
      }));
      return;
    }
    const oldest = Math.min(...group.map(({ openedAt }) => openedAt));
    if (now - oldest < this.config.dispatch.orderAfterHours * HOUR_MS) return;
    const title = await this.titleOf(group);
    const due = this.dueAt(cameraIds, now);
    const of = { origin: 'rule', incidentId, cameraIds, title, contractor: null } as const;
    await this.pen.open({ ...of, openedAt: now, dueAt: due }, { outageIds: group.map(({ id }) => id) });
  }

  private async titleOf(group: readonly OutageOfCamera[]): Promise<string> {
    const { incidentId, cameraName } = group[0]!;
    const incident = incidentId === null ? null : await this.uptime.incident(incidentId);
    return incident === null ? `${cameraName} 离线` : incidentTitle(incident, group.length).zh;
  }

  private dueAt(cameraIds: readonly string[], now: Instant): Instant {
    const siteKinds = cameraIds.map((id) => this.uptime.standingOf(id)?.siteKind ?? null);
    return dueAt(now, siteKinds, duePolicyOf(this.config));
  }
}

/** Somebody said that nothing is to be done about this outage. */
function wasCancelled(order: WorkOrder | undefined, openedAt: Instant): boolean {
  return order?.state === 'cancelled' && (order.finishedAt ?? 0) >= openedAt;
}

function groupsOf(outages: readonly OutageOfCamera[]): readonly (readonly OutageOfCamera[])[] {
  const groups = new Map<string, OutageOfCamera[]>();
  for (const outage of outages) {
    const key = outage.incidentId ?? outage.id;
    groups.set(key, [...(groups.get(key) ?? []), outage]);
  }
  return [...groups.values()];
}
