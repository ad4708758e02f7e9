import type { PlacedChange } from './change.js';

/** The last changes, oldest first, and no more of them than there is room for. */
export class ChangeLog {
  private readonly kept: PlacedChange[] = [];
  private begin = 0;

  /** `forgotten`: nothing up to this place is known. */
  constructor(
    private readonly room: number,
    private forgotten: number,
  ) {}

  /** In the order of places. */
  append(changes: readonly PlacedChange[]): void {
    for (const change of changes) this.kept.push(change);
    const tooMany = this.kept.length - this.begin - this.room;
    if (tooMany > 0) this.forget(tooMany);
  }

  /** What came after `place`; null where some of it is forgotten. */
  after(place: number): readonly PlacedChange[] | null {
    if (place < this.forgotten) return null;
    let from = this.kept.length;
    while (from > this.begin && this.kept[from - 1]!.place > place) from -= 1;
    return this.kept.slice(from);
  }

  /** Cut off only now and then: to shift five thousand places with each change would cost more than telling it. */
  private forget(count: number): void {
    this.begin += count;
    this.forgotten = this.kept[this.begin - 1]!.place;
    if (this.begin < this.room) return;
    this.kept.splice(0, this.begin);
    this.begin = 0;
  }
}
