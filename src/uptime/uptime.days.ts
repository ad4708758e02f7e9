import type { LocalDay } from './domain/local-calendar.js';
import type { TimeByState } from './domain/ratio.js';

/** Cameras by days of the town, from what is kept for good: further back than memory reaches. */
export abstract class CameraDays {
  /**
   * On how many days a frame of each camera was decoded while it was in service, from the day that is given with it,
   * today counted in, but no more than `atMost`, which spares counting years; a camera without one is not in it. What was
   * decoded in the last seconds may be missing.
   */
  abstract withPicture(
    since: ReadonlyMap<string, LocalDay>,
    atMost?: number,
  ): Promise<ReadonlyMap<string, number>>;
  /** Milliseconds by state of each camera, from the beginning of `since` until now. */
  abstract timesSince(
    cameraIds: readonly string[],
    since: LocalDay,
  ): Promise<ReadonlyMap<string, TimeByState>>;
}
