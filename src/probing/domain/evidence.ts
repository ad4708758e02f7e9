import type { Fault } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';
import type { Rung } from '../../kernel/rung.js';
import type { PictureFault, PictureScores } from './picture-faults.js';
import type { Daylight } from './sun.js';

/** `heartbeat`: reach and clock. `frame`: a picture, too. `full`: every rung, facts included. */
export type ProbeKind = 'heartbeat' | 'frame' | 'full';

/** What one rung saw. `broken` ends the climb, except that a silent ONVIF does not keep RTSP from being tried. */
export interface RungEvidence {
  readonly rung: Rung;
  readonly outcome: 'passed' | 'broken' | 'skipped';
  /** Wall time of this rung alone in milliseconds; null where skipped. */
  readonly tookMs: number | null;
  /** Set exactly when broken. */
  readonly fault: Fault | null;
  /** What was seen, for a person to read: codec, size, scheme, offset. Never a secret. */
  readonly saw: Readonly<Record<string, string | number | boolean | null>>;
}

/** What the checks found on the decoded picture; luma is full range (0…255), whatever the camera sends. */
export interface PictureFacts {
  readonly meanLuma: number;
  /** Standard deviation of luma. */
  readonly lumaDeviation: number;
  /** Equal exactly when two decoded pictures are bit-equal. */
  readonly fingerprint: string;
  readonly daylight: Daylight;
  readonly scores: PictureScores;
  /** What this picture alone looks like, and what stands after the pictures before it were weighed, too. */
  readonly suspects: readonly PictureFault[];
  readonly standing: readonly PictureFault[];
  /** False where this camera may stand still. */
  readonly isCheckedForFrozen: boolean;
}

/** The ladder that one probe climbed, lowest rung first. */
export interface Evidence {
  readonly cameraId: string;
  readonly kind: ProbeKind;
  /** When the climb began. */
  readonly at: Instant;
  readonly rungs: readonly RungEvidence[];
  /** Device clock minus ours; null where it was not read. */
  readonly clockOffsetMs: number | null;
  /** Null where no picture was decoded. */
  readonly picture: PictureFacts | null;
}
