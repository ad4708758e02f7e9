import type { Instant } from '../../kernel/instant.js';
import type { Point, Rings } from './place.js';

/** Metres. The tallest building of the country has 632; what is lower than a kerb hides nothing. */
export const BUILDING_HEIGHT_M = { min: 0.1, max: 700 } as const;

/** GeoJSON (RFC 7946); a line is a wall. */
export type BuildingGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: Rings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] }
  | { readonly type: 'LineString'; readonly coordinates: readonly Point[] };

/** What a camera does not see through. */
export interface Building {
  readonly geometry: BuildingGeometry;
  /** Above ground. */
  readonly heightM: number;
}

/** All buildings and walls of a village: one entry, that is written as a whole. */
export interface VillageBuildings {
  /** The village's. */
  readonly id: string;
  readonly buildings: number;
  readonly walls: number;
  readonly points: number;
  /** SHA-256 of what is kept, so that the history tells one file from another. */
  readonly digest: string;
  readonly isDemonstration: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Grows by one with every change that people make. */
  readonly revision: number;
}
