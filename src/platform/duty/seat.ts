import { type Asks, layHand } from './duty-session.js';

/** What the rooms of a process know of its being on duty. Its own injection token. */
export class Seat {
  /** `term`: how often duty was taken up until then; null where there are no other replicas. */
  constructor(
    readonly term: number | null,
    private readonly sessionPid: () => Promise<number | null>,
    private readonly ownUrl: () => string | null,
  ) {}

  /** Of a process that nobody stands by for. */
  static alone(): Seat {
    return new Seat(
      null,
      () => Promise.resolve(null),
      () => null,
    );
  }

  /** Where other replicas reach this one; null while it starts, and where there are none. */
  get url(): string | null {
    return this.ownUrl();
  }

  /**
   * Lets a new connection to the database in while this replica is on duty; rejects where it is not, or does not know.
   * Of a replica that has lost its duty nothing is written any more.
   */
  async admit(connection: Asks): Promise<void> {
    if (this.term === null) return;
    const pid = await this.sessionPid();
    if (pid !== null && (await layHand(connection, pid))) return;
    throw new Error('this replica does not know at the moment whether it is on duty');
  }
}
