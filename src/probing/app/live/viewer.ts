import type { LiveInit, LiveMode } from './live-port.js';

/** Why a live view ended; each has a close code of its own. */
export type LiveEnding =
  | 'time-limit'
  | 'signed-out'
  | 'not-allowed'
  | 'camera-gone'
  | 'camera-failed'
  | 'our-fault'
  | 'service-stops';

/** Somebody who looks on. Nothing of it ever waits: who is slow leaves pictures out. */
export interface Viewer {
  readonly takesH265: boolean;
  begin(init: LiveInit, mode: LiveMode): void;
  fragment(bytes: Buffer, isKey: boolean): void;
  /** Once. `sentence` is for people, without secrets. */
  end(why: LiveEnding, sentence: string): void;
}
