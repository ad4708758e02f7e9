import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Uptime } from '../../uptime/index.js';
import type { OrderState, WorkOrder } from '../domain/order.js';
import type { Position } from '../../kernel/geography.js';
import { distanceM, orderRound } from '../domain/round.js';
import { OrderFinder } from '../store/order-finder.js';
import { OrderViews, type SeenOrder } from './order-views.js';

export interface RoundRequest {
  readonly from: Position;
  readonly contractor: string | null;
  readonly assignee: string | null;
  readonly villageId: string | null;
}

export interface Stop {
  readonly order: SeenOrder;
  readonly position: Position;
  /** From the stop before, as the crow flies. */
  readonly distanceM: number;
}

export interface Round {
  readonly stops: readonly Stop[];
  readonly lengthM: number;
  /** Orders whose cameras nobody has placed. */
  readonly nowhere: readonly SeenOrder[];
}

const TO_GO_TO: readonly OrderState[] = ['open', 'assigned', 'accepted', 'on-site'];
const ANY = { cameraId: null, incidentId: null, overdue: null, downCameraIds: null };
/** More stops than anybody makes in a day. */
const MOST_STOPS = 500;

/** Suggests in which order to go to what is to be mended. */
@Injectable()
export class RoundService {
  constructor(
    @Inject(OrderFinder) private readonly finder: OrderFinder,
    @Inject(OrderViews) private readonly views: OrderViews,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async plan({ from, contractor, assignee, villageId }: RoundRequest): Promise<Round> {
    const villageIds = this.scope.narrow(villageId);
    const asked = { ...ANY, villageIds, contractor, assignee, states: TO_GO_TO };
    const { items } = await this.finder.page(asked, { limit: MOST_STOPS, cursor: null });
    const see = this.views.at(this.clock.now());
    const seen = (await Promise.all(items.map((order) => see(order)))).flatMap((order) => order ?? []);
    const placed = seen.flatMap((order) => {
      const position = this.positionOf(order);
      return position === null ? [] : [{ ...position, order }];
    });
    const round = orderRound(from, placed);
    const stops = round.map(({ order, latitudeDeg, longitudeDeg }, index) => {
      const position = { latitudeDeg, longitudeDeg };
      return { order, position, distanceM: distanceM(index === 0 ? from : round[index - 1]!, position) };
    });
    const isPlaced = new Set(placed.map(({ order }) => order.id));
    return {
      stops,
      lengthM: stops.reduce((sum, stop) => sum + stop.distanceM, 0),
      nowhere: seen.filter(({ id }) => !isPlaced.has(id)),
    };
  }

  /** The middle of its cameras; null where none is placed. */
  private positionOf({ cameraIds }: WorkOrder): Position | null {
    const points = cameraIds.flatMap((id) => this.uptime.standingOf(id)?.position ?? []);
    if (points.length === 0) return null;
    const mean = (of: (point: Position) => number): number =>
      points.reduce((sum, point) => sum + of(point), 0) / points.length;
    return {
      latitudeDeg: mean(({ latitudeDeg }) => latitudeDeg),
      longitudeDeg: mean(({ longitudeDeg }) => longitudeDeg),
    };
  }
}
