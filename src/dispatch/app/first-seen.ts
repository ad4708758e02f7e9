/** Since when something was there, by a clock that never jumps. */
export class FirstSeen {
  private seen = new Map<string, number>();

  /** These are there now; all others are forgotten. */
  keep(ids: readonly string[], nowMs: number): void {
    this.seen = new Map(ids.map((id) => [id, this.seen.get(id) ?? nowMs]));
  }

  forMs(id: string, nowMs: number): number {
    return nowMs - (this.seen.get(id) ?? nowMs);
  }
}
