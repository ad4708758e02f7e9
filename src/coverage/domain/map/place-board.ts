import { LEVELS } from '../sight/sight.js';
import type { Entry, PlaceStatus, Seer } from './answers.js';
import type { Ground } from './ground.js';
import type { Seen } from './spotter.js';
import { rankOf, STATUSES } from './status.js';
import type { Change } from './tallies.js';

const UNCOVERED = 3;

/** How many cameras see each point at the detail that its place needs, and how each place stands by that. */
export class PlaceBoard {
  readonly registered: Uint16Array;
  readonly live: Uint16Array;
  /** Points of each place that a registered camera, a live one, and two live ones see. */
  private readonly seenRegistered: Int32Array;
  private readonly seenLive: Int32Array;
  private readonly seenTwice: Int32Array;
  /** The status of each place, by its place in STATUSES. */
  private readonly ranks: Uint8Array;
  /** Places whose counts changed since they were settled. */
  private readonly touched = new Set<number>();

  constructor(
    private readonly ground: Ground,
    like: PlaceBoard | null = null,
  ) {
    const { count, first } = ground.points;
    const places = first.length - 1;
    this.registered = like?.registered.slice() ?? new Uint16Array(count);
    this.live = like?.live.slice() ?? new Uint16Array(count);
    this.seenRegistered = like?.seenRegistered.slice() ?? new Int32Array(places);
    this.seenLive = like?.seenLive.slice() ?? new Int32Array(places);
    this.seenTwice = like?.seenTwice.slice() ?? new Int32Array(places);
    this.ranks = like?.ranks.slice() ?? new Uint8Array(places).fill(UNCOVERED);
  }

  change(points: Seen['points'], change: Change): void {
    const { placeOf, detail } = this.ground.points;
    for (const mark of points) {
      const [point, level] = [mark >> 2, mark & 3];
      const place = placeOf[point]!;
      if (level < detail[place]!) continue;
      this.count(point, place, -1);
      this.registered[point]! += change.registered;
      this.live[point]! += change.live;
      this.count(point, place, 1);
      this.touched.add(place);
    }
  }

  private count(point: number, place: number, sign: -1 | 1): void {
    if (this.registered[point]! > 0) this.seenRegistered[place]! += sign;
    if (this.live[point]! > 0) this.seenLive[place]! += sign;
    if (this.live[point]! > 1) this.seenTwice[place]! += sign;
  }

  /** Judges the places that changed; returns those that now stand otherwise. */
  settle(): readonly string[] {
    const turned: string[] = [];
    for (const place of this.touched) {
      const rank = this.rank(place);
      if (rank !== this.ranks[place]) turned.push(this.placeAt(place).id);
      this.ranks[place] = rank;
    }
    this.touched.clear();
    return turned;
  }

  /** As many cameras see a place as see enough of its points. */
  private rank(place: number): number {
    const enough = this.ground.enoughOf(place);
    const live = Number(this.seenLive[place]! >= enough) + Number(this.seenTwice[place]! >= enough);
    return rankOf(live, Number(this.seenRegistered[place]! >= enough));
  }

  status(placeId: string): PlaceStatus | undefined {
    const place = this.ground.placeAt.get(placeId);
    return place === undefined ? undefined : this.statusAt(place);
  }

  statuses(): readonly PlaceStatus[] {
    return this.ground.grounds.places.map((_, place) => this.statusAt(place));
  }

  private statusAt(place: number): PlaceStatus {
    return {
      placeId: this.placeAt(place).id,
      status: STATUSES[this.ranks[place]!]!,
      points: this.ground.points.countOf(place),
      seenRegistered: this.seenRegistered[place]!,
      seenLive: this.seenLive[place]!,
      seenTwice: this.seenTwice[place]!,
      isIndoors: this.ground.points.isIndoors[place] === 1,
    };
  }

  gapWeight(villageId: string | null): number {
    const gaps = this.ground.grounds.places.filter(
      (place, at) => this.ranks[at]! >= 2 && (villageId === null || place.villageId === villageId),
    );
    return gaps.reduce((sum, { weight }) => sum + weight, 0);
  }

  seers(placeId: string, entries: Iterable<Entry>): readonly Seer[] {
    const place = this.ground.placeAt.get(placeId);
    if (place === undefined) return [];
    const seers = [...entries].flatMap((entry) => this.seer(place, entry) ?? []);
    return seers.toSorted((a, b) => Number(b.isLive) - Number(a.isLive) || b.points - a.points);
  }

  private seer(place: number, { camera, seen, timeShare, counts }: Entry): Seer | null {
    const { first, detail } = this.ground.points;
    let [best, points] = [-1, 0];
    for (const mark of seen.points) {
      if (mark >> 2 < first[place]! || mark >> 2 >= first[place + 1]!) continue;
      best = Math.max(best, mark & 3);
      if ((mark & 3) >= detail[place]!) points += 1;
    }
    if (best < 0) return null;
    return { cameraId: camera.id, level: LEVELS[best]!, points, isLive: camera.isLive, timeShare, counts };
  }

  private placeAt(place: number) {
    return this.ground.grounds.places[place]!;
  }
}
