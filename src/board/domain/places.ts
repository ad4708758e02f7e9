/**
 * Numbers the changes of one run. A place is made of the time, not counted: who sees only one village must not learn
 * from the numbers how much happens in the others.
 */
export class Places {
  private last = 0;

  /** `run` names this run of the service among all before and after it. */
  constructor(
    private readonly run: string,
    private readonly monotonicMs: () => number,
  ) {}

  /** Greater than each one before, in microseconds since an arbitrary start. */
  next(): number {
    this.last = Math.max(this.last + 1, Math.floor(this.monotonicMs() * 1_000));
    return this.last;
  }

  /** As a page gets it with an event, and gives it back. */
  idOf(place: number): string {
    return `${this.run}.${place.toString(36)}`;
  }

  /** Null for an id of another run, and for what is none. */
  placeOf(id: string): number | null {
    const [run, text = ''] = id.split('.');
    if (run !== this.run || !/^[0-9a-z]{1,11}$/.test(text)) return null;
    const place = Number.parseInt(text, 36);
    return place <= this.last ? place : null;
  }
}
