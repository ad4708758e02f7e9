import type { CameraPatch, VirtualCamera } from '../camera.js';
import type { Farm } from '../farm.js';

/** What must be seen on the wire of a camera with a fault. */
export interface FaultCheck {
  /** What else the camera is. */
  readonly patch?: CameraPatch;
  see(camera: VirtualCamera, farm: Farm): Promise<void>;
}
