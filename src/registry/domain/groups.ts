import type { Instant } from '../../kernel/instant.js';

interface Dated {
  readonly id: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Grows by one with every change that people make. */
  readonly revision: number;
}

export interface Village extends Dated {
  readonly name: string;
  /** 12-digit statistical code where known. */
  readonly code: string | null;
  readonly kind: 'village' | 'community';
  /** GeoJSON Polygon or MultiPolygon, WGS 84. */
  readonly boundary: object | null;
  readonly isDemonstration: boolean;
}

/** Intervals in seconds; null where the configuration's default holds. */
export interface Programme extends Dated {
  readonly name: string;
  readonly heartbeatIntervalS: number | null;
  readonly frameIntervalS: number | null;
  readonly factsIntervalS: number | null;
}

export interface Zone extends Dated {
  readonly name: string;
  readonly allowedNetworks: readonly string[];
}

/** The zone that is always there. */
export const LOCAL_ZONE_ID = '00000000-0000-7000-8000-000000000001';

/** `sealed` is the password; only the seal opens it. `version` grows with every change of user name or password. */
export interface Credential extends Dated {
  readonly name: string;
  readonly username: string;
  readonly sealed: string;
  readonly version: number;
}
