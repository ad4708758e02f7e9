import { areaM2OfBounds, around, NOWHERE, type Bounds } from './bounds.js';

/** Side of a bucket, and the most of them; a ground that is larger has larger ones. */
const BUCKET_M = 64;
const MOST_BUCKETS = 1_000_000;

/** Rectangles by where they lie: what is near a spot is found without looking at the rest. */
export class Buckets {
  private readonly sideM: number;
  private readonly columns: number;
  private readonly rows: number;
  /** Those of bucket `b` stand in `items` from `starts[b]` to `starts[b + 1]`. */
  private readonly starts: Int32Array;
  private readonly items: Int32Array;
  /** The last query that saw an item: an item lies in several buckets and is told once. */
  private readonly seenBy: Uint32Array;
  private query = 0;
  private readonly whole: Bounds;

  constructor(private readonly of: readonly Bounds[]) {
    const whole = of.reduce(around, NOWHERE);
    this.whole = whole;
    this.sideM = Math.max(BUCKET_M, Math.sqrt(areaM2OfBounds(whole) / MOST_BUCKETS));
    const along = (metres: number) => Math.max(1, Math.floor(Math.max(0, metres) / this.sideM) + 1);
    this.columns = along(whole.eastM - whole.westM);
    this.rows = along(whole.northM - whole.southM);
    this.starts = new Int32Array(this.columns * this.rows + 1);
    for (const bounds of of) this.each(bounds, (bucket) => (this.starts[bucket + 1]! += 1));
    for (let at = 1; at < this.starts.length; at += 1) this.starts[at]! += this.starts[at - 1]!;
    const filled = this.starts.slice();
    this.items = new Int32Array(this.starts.at(-1) ?? 0);
    of.forEach((bounds, item) => this.each(bounds, (bucket) => (this.items[filled[bucket]!++] = item)));
    this.seenBy = new Uint32Array(of.length);
  }

  /** Tells of every rectangle that touches `asked`, once. */
  near(asked: Bounds, found: (item: number) => void): void {
    const { westM, southM, eastM, northM } = asked;
    this.query += 1;
    this.each(asked, (bucket) => {
      for (let at = this.starts[bucket]!; at < this.starts[bucket + 1]!; at += 1) {
        const item = this.items[at]!;
        if (this.seenBy[item] === this.query) continue;
        this.seenBy[item] = this.query;
        const its = this.of[item]!;
        if (its.westM <= eastM && its.eastM >= westM && its.southM <= northM && its.northM >= southM)
          found(item);
      }
    });
  }

  private each(bounds: Bounds, tell: (bucket: number) => void): void {
    const { whole, sideM, columns, rows } = this;
    const west = Math.max(0, Math.floor((bounds.westM - whole.westM) / sideM));
    const east = Math.min(columns - 1, Math.floor((bounds.eastM - whole.westM) / sideM));
    const south = Math.max(0, Math.floor((bounds.southM - whole.southM) / sideM));
    const north = Math.min(rows - 1, Math.floor((bounds.northM - whole.southM) / sideM));
    for (let row = south; row <= north; row += 1) {
      for (let column = west; column <= east; column += 1) tell(row * columns + column);
    }
  }
}
