import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../platform/events/event-bus.js';
import { CameraRemoved } from '../../registry/index.js';
import { CameraJudged } from '../events.js';

/** The last probe of each camera that looked for a frame, or the last one at all: in memory, for a person to read. */
@Injectable()
export class RecentEvidence implements OnModuleInit {
  private readonly byCamera = new Map<string, CameraJudged>();

  constructor(@Inject(EventBus) private readonly events: EventBus) {}

  onModuleInit(): void {
    this.events.on(CameraJudged, (judged) => this.take(judged));
    this.events.on(CameraRemoved, ({ cameraId }) => {
      this.byCamera.delete(cameraId);
    });
  }

  of(cameraId: string): CameraJudged | null {
    return this.byCamera.get(cameraId) ?? null;
  }

  /** An answered heartbeat says less than the frame before it. */
  private take(judged: CameraJudged): void {
    if (judged.verdict.outcome === 'answered' && this.byCamera.has(judged.cameraId)) return;
    this.byCamera.set(judged.cameraId, judged);
  }
}
