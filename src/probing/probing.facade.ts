export interface ProbingNumbers {
  /** On the agenda. */
  readonly cameras: number;
  /** Probes under way, those that somebody asked for included. */
  readonly inFlight: number;
  /** Beats that are due and wait for a place on the wire. */
  readonly waiting: number;
  /** Beats since the start that were not made up for: swallowed by a pause, or their camera was still being probed. */
  readonly dropped: number;
}

/** How busy the prober is. */
export abstract class ProbingStats {
  abstract read(): ProbingNumbers;
}
