/** Of the replica that holds the lock, as the database tells it. */
export interface Holder {
  /** Its session in the database. */
  readonly pid: number;
  /** Since it last asked anything, which it does every second; null where the database keeps no count of that. */
  readonly silentS: number | null;
}

/** What one look at the database shows. */
export interface Sight {
  readonly holder: Holder | null;
  /** How often duty was taken up, by anybody; 0 where it never was. */
  readonly term: number;
  /** Where the replica on duty is reached; null while it starts. */
  readonly url: string | null;
}

/** What this replica had, if it was on duty when its session in the database broke. */
export interface Held {
  readonly term: number;
  readonly pid: number;
}

/** `end-holder`: the session that holds the lock has nobody behind it any more. `lost`: another was on duty meanwhile. */
export type DutyStep = 'take' | 'wait' | 'end-holder' | 'lost';

/** A process that has stopped, or a machine that has gone, keeps its lock for so long. */
export const SILENT_S = 20;

/**
 * What a replica that does not hold the lock does next.
 *
 * `isPatient`: the database has just come back, and whoever was on duty goes first, for it has everything in memory.
 */
export function nextStep(held: Held | null, isPatient: boolean, { holder, term }: Sight): DutyStep {
  if (held !== null && held.term !== term) return 'lost';
  if (holder === null) return held === null && isPatient ? 'wait' : 'take';
  const isOwnRemains = held !== null && holder.pid === held.pid;
  return isOwnRemains || (holder.silentS ?? 0) > SILENT_S ? 'end-holder' : 'wait';
}
