import type { Level } from '../sight/sight.js';
import type { GroundCamera } from './grounds.js';
import type { Seen } from './spotter.js';
import type { Basis, Status } from './status.js';

/** How a place stands, and why: how many of its points who sees at the detail that it needs. */
export interface PlaceStatus {
  readonly placeId: string;
  readonly status: Status;
  readonly points: number;
  readonly seenRegistered: number;
  readonly seenLive: number;
  /** By two live cameras and more. */
  readonly seenTwice: number;
  /** All of it lies in buildings, so nothing will ever see it. */
  readonly isIndoors: boolean;
}

/** A camera that sees something of a place. */
export interface Seer {
  readonly cameraId: string;
  /** The best at which it sees any point of it; it may be less than the place needs. */
  readonly level: Level;
  /** Points that it sees at the detail that the place needs. */
  readonly points: number;
  readonly isLive: boolean;
  readonly timeShare: number;
  /** Whether it looks there often enough to count; if not, it sees the place sometimes. */
  readonly counts: boolean;
}

/** Squares outdoors of one village, or of all with a boundary, at one level. */
export interface Shares {
  readonly cells: Readonly<Record<Status, number>>;
  readonly areaM2: number;
  /** Shares of them that registered and that live cameras see; null where there is no boundary, so nothing to share. */
  readonly seen: Readonly<Record<Basis, number | null>>;
}

/** What stands on the map for one camera. */
export interface Entry {
  readonly camera: GroundCamera;
  readonly seen: Seen;
  readonly timeShare: number;
  readonly counts: boolean;
}
