/**
 * Options in the order of what they gain: by `first`, then by `second`, then by their number, so that the order is the
 * same on every machine. Two numbers an option and no objects: there may be 400 000 of them.
 */
export class GainHeap {
  private readonly heap: Int32Array;
  private length = 0;

  /** Of option `o`: what ranks it, and what decides between equals. The heap reads both and writes neither. */
  constructor(
    private readonly first: Float64Array,
    private readonly second: Float64Array,
    options: Iterable<number>,
  ) {
    this.heap = new Int32Array(first.length);
    for (const option of options) this.heap[this.length++] = option;
    for (let at = (this.length >> 1) - 1; at >= 0; at -= 1) this.sink(at);
  }

  /** The best option, or -1. */
  top(): number {
    return this.length === 0 ? -1 : this.heap[0]!;
  }

  drop(): void {
    this.length -= 1;
    if (this.length <= 0) return;
    this.heap[0] = this.heap[this.length]!;
    this.sink(0);
  }

  /** Puts the best option where it belongs, now that its numbers are smaller. */
  settle(): void {
    this.sink(0);
  }

  private sink(from: number): void {
    const { heap, length } = this;
    const moving = heap[from]!;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && this.isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!this.isBefore(heap[child]!, moving)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = moving;
  }

  /** What costs nothing is worth ∞ for each fen, and two of them are equals: ∞ − ∞ is no number. */
  private isBefore(a: number, b: number): boolean {
    const { first, second } = this;
    const ahead = first[a]! - first[b]! || second[a]! - second[b]!;
    return ahead === 0 || Number.isNaN(ahead) ? a < b : ahead > 0;
  }
}
