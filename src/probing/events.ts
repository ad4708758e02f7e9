import type { Evidence } from './domain/evidence.js';
import type { Verdict } from './domain/verdict.js';

/** A probe ended and was judged. Metrics count from the evidence, uptime advances by the verdict. */
export class CameraJudged {
  constructor(
    readonly cameraId: string,
    readonly evidence: Evidence,
    readonly verdict: Verdict,
    /** How much later than planned the probe began, milliseconds; null for a probe that somebody asked for. */
    readonly latenessMs: number | null,
    /** When the probe began, by the clock that never jumps, milliseconds: what it saw may be as old as that. */
    readonly begunMs: number,
  ) {}
}

/** Probes of a zone that were due came to nothing, because nobody looks after it: that says nothing of its cameras. */
export class ZoneLeftAlone {
  constructor(readonly zoneId: string) {}
}
