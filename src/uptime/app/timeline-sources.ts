import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Instant, toIso } from '../../kernel/instant.js';
import { OutageStore } from '../store/outage.store.js';
import { TimelineStore } from '../store/timeline.store.js';
import { type TimelineEntry, type TimelineRequest, Timelines } from '../timeline-source.js';
import { MaintenanceSource } from './maintenance-source.js';
import { RegisterSource } from './register-source.js';

/** Outages that are read for one camera at most; nobody has had so many in the 13 months that are kept. */
const MOST_OUTAGES = 10_000;

/** States and faults, outages, maintenance and changes of the register, as entries of a camera's timeline. */
@Injectable()
export class TimelineSources implements OnModuleInit {
  constructor(
    @Inject(Timelines) private readonly timelines: Timelines,
    @Inject(TimelineStore) private readonly transitions: TimelineStore,
    @Inject(OutageStore) private readonly outages: OutageStore,
    @Inject(RegisterSource) private readonly register: RegisterSource,
    @Inject(MaintenanceSource) private readonly maintenance: MaintenanceSource,
  ) {}

  onModuleInit(): void {
    this.timelines.add({ entries: (request) => this.states(request) });
    this.timelines.add({ entries: (request) => this.ofOutages(request) });
    this.timelines.add(this.register);
    this.timelines.add(this.maintenance);
  }

  private async states({ cameraId, from, to, after, limit }: TimelineRequest) {
    const found = await this.transitions.between({ cameraId, from, to, limit, after });
    return found.map(({ id, transition: { at, from: before, to: next, fault } }): TimelineEntry => {
      const kind = before === next ? 'fault' : 'state';
      return { at, kind, id, shown: { from: before, to: next, fault } };
    });
  }

  private async ofOutages({ cameraId, from, to }: TimelineRequest): Promise<readonly TimelineEntry[]> {
    const filter = { villageIds: null, cameraId, incidentId: null, isOpen: null, until: to + 1, since: from };
    const { items } = await this.outages.outagePage(filter, { limit: MOST_OUTAGES, cursor: null });
    return items.flatMap(({ id, openedAt, recoveredAt, closedAt, closeReason, fault, ...outage }) => {
      const { incidentId, isFlapping, acknowledgement } = outage;
      const happened = (kind: string, at: Instant | null, shown: object): TimelineEntry[] =>
        at === null ? [] : [{ at, kind, id, shown: { outageId: id, ...shown } }];
      return [
        ...happened('outage-opened', openedAt, { fault, incidentId, isFlapping }),
        ...happened('outage-recovered', recoveredAt, {}),
        ...happened('outage-closed', closedAt, { reason: closeReason, openedAt: toIso(openedAt) }),
        ...happened('outage-acknowledged', acknowledgement?.at ?? null, {
          by: acknowledgement?.by,
          note: acknowledgement?.note,
        }),
      ];
    });
  }
}
