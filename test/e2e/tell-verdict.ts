import type { INestApplicationContext } from '@nestjs/common';
import { Clock } from '../../src/platform/clock/clock.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { CameraJudged, type Evidence, type Verdict } from '../../src/probing/index.js';

/** As if the camera had been looked at just now, and judged so. */
export function tellVerdict(
  app: INestApplicationContext,
  cameraId: string,
  verdict: Verdict,
  { rungs = [], latenessMs = 0 }: { readonly rungs?: Evidence['rungs']; readonly latenessMs?: number } = {},
): void {
  const at = app.get(Clock).now();
  const evidence = { cameraId, kind: 'frame', at, rungs, clockOffsetMs: null, picture: null } as const;
  const begunMs = app.get(Clock).monotonicMs();
  app.get(EventBus).publish(new CameraJudged(cameraId, evidence, verdict, latenessMs, begunMs));
}
