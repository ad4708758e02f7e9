import type { CameraPatch, CameraStats, VirtualCamera } from './camera.js';

export interface FarmOptions {
  /** Up to how many cameras get listeners of their own; above, all share one listener a port. Default 2,000. */
  readonly ownListenersUpTo?: number;
  /** For cameras that do not say: milliseconds from PLAY to the first key picture. Default 0. */
  readonly firstKeyFrameMs?: number | 'random';
  /** Cameras with listeners of their own answer WS-Discovery probes on this UDP port; not at all without one. */
  readonly discoveryPort?: number;
  /** Beginnings of addresses beside 127.0.0.0/8 that cameras may have: of wires that the test has laid itself. */
  readonly networks?: readonly string[];
}

export interface Farm {
  /** As they are now, with their real ports. */
  readonly cameras: readonly VirtualCamera[];
  camera(id: string): VirtualCamera;
  /** Changes a living camera: takes it down, mends it, freezes it. Open connections that the change contradicts are cut. */
  change(id: string, patch: CameraPatch): Promise<void>;
  stats(id: string): CameraStats;
  /** Connections to the address that lying cameras lure clients to. A right client never causes one. */
  trapHits(): number;
  close(): Promise<void>;
}
