export interface ScheduleNumbers {
  /** On the agenda. */
  readonly cameras: number;
  /** Probes under way, those that somebody asked for included. */
  readonly inFlight: number;
  /** Beats that are due and wait for a place on the wire. */
  readonly waiting: number;
  /** Beats since the start that were not made up for: swallowed by a pause, or their camera was still being probed. */
  readonly dropped: number;
}

export interface ProbingNumbers extends ScheduleNumbers {
  /** Seconds that nearly all cameras are ahead of the clock of this machine; 0 where it is right or nobody can tell. */
  readonly ownClockOffsetS: number;
}

/** How the prober itself is: how busy, and whether its clock can be trusted. */
export abstract class ProbingStats {
  abstract read(): ProbingNumbers;
}
