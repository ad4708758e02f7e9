import type { VirtualCamera } from './camera.js';

export type SiteKind = '群众家门口' | '沿街商铺' | '物业小区' | '城中村';

/** What the register knows of a camera: it knows nothing of its faults, and not always the truth. */
export interface RegisterEntry {
  /** The same as the virtual camera's. */
  readonly id: string;
  readonly name: string;
  /** Always null: 20-digit codes are issued, never made up. */
  readonly deviceCode: string | null;
  readonly villageKey: string;
  readonly programmeKey: string;
  readonly siteKind: SiteKind;
  /** Made up. */
  readonly position: { readonly latitudeDeg: number; readonly longitudeDeg: number };
  /** How it hangs, made up: 摄像机类型, and degrees clockwise from north, null where nobody wrote them down. */
  readonly mount: {
    readonly cameraType: string;
    readonly mountHeightM: number;
    readonly headingDeg: number | null;
  };
  readonly host: string;
  /** As it stands on the box. */
  readonly mac: string;
  readonly onvifPort: number;
  readonly rtspPort: number;
  readonly username: string | null;
  readonly password: string | null;
  /** Path (and query) of the RTSP stream where somebody wrote it down; else a monitor must ask ONVIF for it. */
  readonly streamPath: string | null;
  readonly vendor: null;
}

export interface Village {
  readonly key: string;
  readonly name: string;
  /** 12 digits, where a source confirms it. */
  readonly code: string | null;
  readonly kind: '社区' | '村';
  readonly position: { readonly latitudeDeg: number; readonly longitudeDeg: number };
  /** Made up. */
  readonly boundary: Polygon;
}

/** GeoJSON, WGS 84. */
export interface Polygon {
  readonly type: 'Polygon';
  readonly coordinates: readonly (readonly Corner[])[];
}
export type Corner = readonly [longitudeDeg: number, latitudeDeg: number];

/** 重点部位, made up; its name says so. */
export interface TownPlace {
  readonly villageKey: string;
  readonly name: string;
  readonly kind: string;
  readonly detail: 'detect' | 'observe' | 'recognise' | 'identify';
  readonly weight: number;
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: Corner }
    | { readonly type: 'LineString'; readonly coordinates: readonly Corner[] }
    | Polygon;
}

/** Made up; its name says so. */
export interface TownBuilding {
  readonly villageKey: string;
  readonly name: string;
  readonly heightM: number;
  readonly geometry: Polygon;
}

export interface Programme {
  readonly key: string;
  readonly name: string;
}

export interface TownCamera {
  readonly entry: RegisterEntry;
  readonly camera: VirtualCamera;
}

export interface Town {
  readonly key: string;
  readonly name: string;
  readonly code: string;
  /** Names of villages are real where a source confirms them; everything else is made up. */
  readonly demonstration: true;
  readonly villages: readonly Village[];
  readonly programmes: readonly Programme[];
  readonly cameras: readonly TownCamera[];
  readonly places: readonly TownPlace[];
  readonly buildings: readonly TownBuilding[];
}
