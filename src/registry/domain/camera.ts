import type { Position } from '../../kernel/geography.js';
import type { Instant } from '../../kernel/instant.js';
import type { ObservedFacts } from './probe-target.js';
import type { RegisterValues } from './register-columns.js';

/** 设备状态: what people say of a camera. Never derived from probing. Only `in-service` is probed. */
export const LIFECYCLES = ['planned', 'in-service', 'under-repair', 'removed'] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

/** As it was written in its own coordinate system, from which the position was computed. */
export interface RawPosition {
  /** Longitude, degrees. */
  readonly x: number;
  /** Latitude, degrees. */
  readonly y: number;
  readonly system: CoordinateSystem;
}

/** CGCS 2000 equals WGS 84 for our purpose; the other two are shifted on purpose and shifted back on import. */
export const COORDINATE_SYSTEMS = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const;
export type CoordinateSystem = (typeof COORDINATE_SYSTEMS)[number];

export interface Network {
  readonly host: string;
  readonly mac: string | null;
  readonly onvif: { readonly port: number; readonly path: string; readonly tls: boolean } | null;
  readonly rtsp: { readonly port: number; readonly path: string; readonly tls: boolean } | null;
}

/** One entry of the register. */
export interface Camera {
  readonly id: string;
  readonly name: string;
  /** 20 digits (GB/T 28181), kept as text. */
  readonly deviceCode: string | null;
  readonly villageId: string;
  readonly programmeId: string | null;
  readonly zoneId: string;
  readonly credentialId: string | null;
  readonly lifecycle: Lifecycle;
  readonly siteKind: string | null;
  readonly isDemonstration: boolean;
  readonly position: Position | null;
  /** Null where the position was entered as it is. */
  readonly rawPosition: RawPosition | null;
  readonly network: Network;
  readonly register: RegisterValues;
  /** Columns of a file that no other field takes, by their headers. */
  readonly customFields: Readonly<Record<string, string>>;
  readonly observed: (ObservedFacts & { readonly observedAt: Instant }) | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Grows by one with every change that people make. */
  readonly revision: number;
}
