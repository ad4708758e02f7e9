import type { Cancel, Clock } from '../../platform/clock/clock.js';

/** Collects what belongs together: until so many are there, or the first has waited for so long. */
export class Tray<T> {
  private items: T[] = [];
  private cancel: Cancel = () => {};

  constructor(
    private readonly clock: Pick<Clock, 'after'>,
    private readonly limits: { readonly most: number; readonly waitMs: number },
    private readonly serve: (items: readonly T[]) => void,
  ) {}

  put(item: T): void {
    this.items.push(item);
    if (this.items.length >= this.limits.most) this.empty();
    else if (this.items.length === 1) this.cancel = this.clock.after(this.limits.waitMs, () => this.empty());
  }

  /** Serves what is there, now. */
  empty(): void {
    this.cancel();
    if (this.items.length === 0) return;
    const { items } = this;
    this.items = [];
    this.serve(items);
  }
}
