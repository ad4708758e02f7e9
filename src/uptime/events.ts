import type { CameraState } from '../kernel/camera-state.js';
import type { Fault } from '../kernel/fault.js';
import type { Instant } from '../kernel/instant.js';

/** A camera's state or fault changed, and the change is committed. */
export class CameraStateChanged {
  constructor(
    readonly cameraId: string,
    readonly at: Instant,
    readonly from: CameraState,
    readonly to: CameraState,
    readonly fault: Fault | null,
  ) {}
}
