import { Buckets } from '../ground/buckets.js';
import type { Buildings } from '../ground/buildings.js';
import { boundsOfPath } from '../ground/bounds.js';
import { samplesOf } from '../ground/samples.js';
import type { Path } from '../ground/shape.js';
import { LEVELS } from '../sight/sight.js';
import type { GroundPlace } from './grounds.js';

/** The points by which all places are judged, flat; those of place `p` run from `first[p]` to `first[p + 1]`. */
export class PlacePoints {
  readonly count: number;
  readonly first: Int32Array;
  /** East, north, … of each. */
  readonly at: Path;
  readonly placeOf: Int32Array;
  /** The place of each place's detail in {@link LEVELS}. */
  readonly detail: Uint8Array;
  /** 1 for a place of which every point lies in a building: nothing sees it. */
  readonly isIndoors: Uint8Array;
  readonly buckets: Buckets;

  constructor(places: readonly GroundPlace[], buildings: Buildings, cellM: number) {
    const samples = places.map(({ shape }) => samplesOf(shape, cellM));
    const outdoors = samples.map((points) => outdoorsOf(points, buildings));
    const judged = samples.map((points, place) => (outdoors[place]!.length > 0 ? outdoors[place]! : points));
    this.isIndoors = Uint8Array.from(outdoors, (points) => (points.length > 0 ? 0 : 1));
    this.first = new Int32Array(places.length + 1);
    judged.forEach((points, place) => (this.first[place + 1] = this.first[place]! + points.length / 2));
    this.count = this.first[places.length]!;
    this.at = new Float64Array(2 * this.count);
    this.placeOf = new Int32Array(this.count);
    judged.forEach((points, place) => {
      this.at.set(points, 2 * this.first[place]!);
      this.placeOf.fill(place, this.first[place], this.first[place + 1]);
    });
    this.detail = Uint8Array.from(places, ({ detail }) => LEVELS.indexOf(detail));
    this.buckets = new Buckets(judged.map(boundsOfPath));
  }

  countOf(place: number): number {
    return this.first[place + 1]! - this.first[place]!;
  }
}

function outdoorsOf(points: Path, buildings: Buildings): Path {
  const outdoors: number[] = [];
  for (let at = 0; at < points.length; at += 2) {
    if (!buildings.isIndoors(points[at]!, points[at + 1]!)) outdoors.push(points[at]!, points[at + 1]!);
  }
  return outdoors.length === points.length ? points : Float64Array.from(outdoors);
}
