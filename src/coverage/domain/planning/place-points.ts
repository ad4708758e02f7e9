/** Which place each demand is a point of, and how well it is seen now. */
export interface PlacePoints {
  /** Of demand `d`: the number of its place; -1 for a square of ground, which is of none. */
  readonly placeOf: Int32Array;
  /** Of demand `d`: the live cameras that see it at the level it needs. */
  readonly liveSeers: Uint16Array;
  /** Of place `p`. */
  readonly weight: Float64Array;
  /** A place is seen when this share of its points is, 0 < … ≤ 1. */
  readonly share: number;
}

/** Counts the seen points of places while cameras come or go, and tells which places turn into gaps or stop being one. */
export class SeenPlaces {
  private readonly seers: Uint16Array;
  private readonly points: Int32Array;
  private readonly seen: Int32Array;

  constructor(private readonly places: PlacePoints) {
    const { placeOf, liveSeers, weight } = places;
    this.seers = liveSeers.slice();
    this.points = new Int32Array(weight.length);
    this.seen = new Int32Array(weight.length);
    for (const [demand, place] of placeOf.entries()) {
      if (place === -1) continue;
      this.points[place]! += 1;
      if (liveSeers[demand]! > 0) this.seen[place]! += 1;
    }
  }

  /** Places that are no gap any more, now that somebody else sees these demands. */
  add(demands: Int32Array): readonly number[] {
    return this.turn(demands, (place) => !this.isSeen(place), this.see);
  }

  /** Places that are a gap now that one camera less sees these demands. */
  take(demands: Int32Array): readonly number[] {
    return this.turn(demands, (place) => this.isSeen(place), this.lose);
  }

  isSeen(place: number): boolean {
    // A share such as 0.8 of 5 points is 4.000000000000001 of them.
    return this.seen[place]! >= this.places.share * this.points[place]! - 1e-9;
  }

  /** How many live cameras see a demand. */
  seersOf(demand: number): number {
    return this.seers[demand]!;
  }

  private turn(
    demands: Int32Array,
    wasOfInterest: (place: number) => boolean,
    change: (demand: number) => void,
  ): readonly number[] {
    const { placeOf } = this.places;
    const touched = new Set<number>();
    for (const demand of demands) if (placeOf[demand]! !== -1) touched.add(placeOf[demand]!);
    const before = [...touched].filter(wasOfInterest);
    for (const demand of demands) change(demand);
    return before.filter((place) => !wasOfInterest(place)).toSorted((a, b) => a - b);
  }

  private readonly see = (demand: number): void => {
    const place = this.places.placeOf[demand]!;
    this.seers[demand]! += 1;
    if (this.seers[demand] === 1 && place !== -1) this.seen[place]! += 1;
  };

  private readonly lose = (demand: number): void => {
    const place = this.places.placeOf[demand]!;
    this.seers[demand]! -= 1;
    if (this.seers[demand] === 0 && place !== -1) this.seen[place]! -= 1;
  };
}
