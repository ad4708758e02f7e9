import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Dispatch, WorkOrderChanged } from '../../dispatch/index.js';
import { toIso } from '../../kernel/instant.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { GroupsChanged } from '../../registry/index.js';
import {
  CameraFollowed,
  CameraStateChanged,
  IncidentChanged,
  IncidentClosed,
  IncidentOpened,
  MaintenanceChanged,
  OutageAcknowledged,
  OutageClosed,
  OutageOpened,
  Uptime,
} from '../../uptime/index.js';
import { Feed } from './feed.js';

/** Makes changes for pages of what the rooms say. */
@Injectable()
export class FeedSources implements OnModuleInit {
  constructor(
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Feed) private readonly feed: Feed,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Dispatch) private readonly dispatch: Dispatch,
  ) {}

  onModuleInit(): void {
    this.listenToCameras();
    this.listenToOutages();
    this.events.on(IncidentOpened, ({ incidentId }) => this.incident(incidentId, 'opened'));
    this.events.on(IncidentChanged, ({ incidentId }) => this.incident(incidentId, 'changed'));
    this.events.on(IncidentClosed, ({ incidentId }) => this.incident(incidentId, 'closed'));
    this.events.on(WorkOrderChanged, async ({ orderId, state }) => {
      const villageIds = await this.dispatch.villagesOf(orderId);
      this.feed.note({ kind: 'orders', subject: orderId, villageIds, shown: { orderId, state } });
    });
  }

  private listenToCameras(): void {
    this.events.on(CameraStateChanged, ({ cameraId, at, to, fault }) => {
      const villageId = this.uptime.standingOf(cameraId)?.villageId;
      if (villageId === undefined) return;
      const shown = { cameraId, state: to, fault: fault?.code ?? null, since: toIso(at) };
      this.feed.note({ kind: 'states', subject: cameraId, villageIds: [villageId], shown });
    });
    this.events.on(MaintenanceChanged, ({ began, ended }) => {
      for (const cameraId of began) this.maintenance(cameraId, true);
      for (const cameraId of ended) this.maintenance(cameraId, false);
    });
    this.events.on(CameraFollowed, ({ villageIds }) => this.register('cameras', villageIds));
    this.events.on(GroupsChanged, () => this.register('groups', null));
  }

  private listenToOutages(): void {
    this.events.on(OutageOpened, (outage) => this.outage(outage, 'opened'));
    this.events.on(OutageClosed, (outage) => this.outage(outage, 'closed'));
    this.events.on(OutageAcknowledged, async ({ outageId }) => {
      const outage = await this.uptime.outage(outageId);
      if (outage !== null) this.outage({ ...outage, outageId }, 'acknowledged');
    });
  }

  /** Not of one that is gone: `register` says so. */
  private maintenance(cameraId: string, isInMaintenance: boolean): void {
    const villageId = this.uptime.standingOf(cameraId)?.villageId;
    if (villageId === undefined) return;
    const shown = { cameraId, isInMaintenance };
    this.feed.note({ kind: 'maintenance', subject: cameraId, villageIds: [villageId], shown });
  }

  private outage(
    outage: { readonly outageId: string; readonly cameraId: string; readonly villageId: string },
    change: 'opened' | 'acknowledged' | 'closed',
  ): void {
    const { outageId, cameraId, villageId } = outage;
    const shown = { outageId, cameraId, change };
    this.feed.note({ kind: 'outages', subject: outageId, villageIds: [villageId], shown });
  }

  private async incident(incidentId: string, change: 'opened' | 'changed' | 'closed'): Promise<void> {
    const villageIds = (await this.uptime.incident(incidentId))?.villageIds ?? [];
    this.feed.note({ kind: 'incidents', subject: incidentId, villageIds, shown: { incidentId, change } });
  }

  /** It says only what to ask for again. */
  private register(what: 'cameras' | 'groups', villageIds: readonly string[] | null): void {
    this.feed.note({ kind: 'register', subject: what, villageIds, shown: { what } });
  }
}
