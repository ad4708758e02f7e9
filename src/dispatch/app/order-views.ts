import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { type Instant, SECOND_MS } from '../../kernel/instant.js';
import type { CameraState } from '../../kernel/camera-state.js';
import { Config } from '../../platform/config/config.js';
import { Registry } from '../../registry/index.js';
import { Uptime } from '../../uptime/index.js';
import { isMendedButDown } from '../domain/confirm.js';
import { isOverdue } from '../domain/due.js';
import type { WorkOrder } from '../domain/order.js';
import type { Words } from '../domain/words.js';
import { adviceOfDown } from './advice-of-down.js';

export interface OrderCamera {
  readonly id: string;
  readonly name: string;
  readonly villageId: string;
  readonly state: CameraState;
  /** What a technician can try; null while it is not down. */
  readonly advice: Words | null;
}

/** An order as it exists for whoever acts: with the cameras that do, and what probing says of it now. */
export interface SeenOrder extends WorkOrder {
  readonly cameras: readonly OrderCamera[];
  readonly isOverdue: boolean;
  readonly isMendedButDown: boolean;
}

@Injectable()
export class OrderViews {
  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Config) private readonly config: Pick<Config, 'dispatch'>,
  ) {}

  /** Null for an order that does not exist for whoever acts: none of its cameras is of their villages. */
  at(now: Instant): (order: WorkOrder) => Promise<SeenOrder | null> {
    const down = adviceOfDown(this.uptime);
    return async (order) => {
      const found = await Promise.all(order.cameraIds.map((id) => this.cameraOf(id, down.get(id) ?? null)));
      const cameras = found.flatMap((camera) => camera ?? []);
      if (this.scope.only() !== null && cameras.length === 0) return null;
      const sights = order.cameraIds.map((cameraId) => ({ isDown: down.has(cameraId) }));
      return {
        ...order,
        cameras,
        isOverdue: isOverdue(order, now, this.graceMs()),
        isMendedButDown: isMendedButDown(order, sights),
      };
    };
  }

  /** Those that are confirmed offline and not back. */
  downCameraIds(): readonly string[] {
    return [...adviceOfDown(this.uptime).keys()];
  }

  graceMs(): number {
    return this.config.dispatch.mendedGraceS * SECOND_MS;
  }

  /** Uptime hears of a new camera a moment after the register. Null for one of another village, or of none any more. */
  private async cameraOf(id: string, advice: Words | null): Promise<OrderCamera | null> {
    const standing = this.uptime.standingOf(id);
    const camera = standing ?? (await this.registry.camera(id));
    if (camera === null || !this.scope.allows(camera.villageId)) return null;
    const { name, villageId } = camera;
    return { id, name, villageId, state: standing?.standing.state ?? 'unknown', advice };
  }
}
