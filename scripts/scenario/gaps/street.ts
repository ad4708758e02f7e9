import { CROWD_LOGIN } from '../../../test/farm/index.js';
import { planeAt, positionOf } from '../../../src/kernel/geography.js';

/** Made up, as everything here. */
const plane = planeAt({ latitudeDeg: 24.72, longitudeDeg: 118.47 });

/** Metres east and north of the middle of the village. */
type At = readonly [eastM: number, northM: number];

const point = ([eastM, northM]: At): readonly [number, number] => {
  const { longitudeDeg, latitudeDeg } = positionOf(plane, { eastM, northM });
  return [longitudeDeg, latitudeDeg];
};

function square([eastM, northM]: At, sideM: number): object {
  const [east, north] = [eastM + sideM, northM + sideM];
  const corners: At[] = [[eastM, northM], [east, northM], [east, north], [eastM, north], [eastM, northM]]; // prettier-ignore
  return { type: 'Polygon', coordinates: [corners.map((corner) => point(corner))] };
}

export const VILLAGE = {
  name: '上坡村',
  kind: 'village',
  boundary: square([-300, -300], 600),
  isDemonstration: true,
};
export const LOGIN = { name: 'monitor', ...CROWD_LOGIN };

export type CameraKey = '村口南' | '村口北' | '学校';

interface StreetCamera {
  readonly key: CameraKey;
  /** Of the farm's crowd. */
  readonly farmId: string;
  readonly host: string;
  readonly at: At;
  readonly headingDeg: number;
}

/** The first two hang 20 m apart and look at each other; the third is far from both. */
export const CAMERAS: readonly StreetCamera[] = [
  { key: '村口南', farmId: 'cam-1', host: '127.60.1.1', at: [0, 0], headingDeg: 0 },
  { key: '村口北', farmId: 'cam-2', host: '127.60.1.2', at: [0, 20], headingDeg: 180 },
  { key: '学校', farmId: 'cam-3', host: '127.60.1.3', at: [200, 0], headingDeg: 90 },
];

/** 1,920 pixels over 68° recognise up to 11.4 m, observe up to 22.8 m and detect up to 56.9 m, from 5.7 m on. */
export function cameraBody({ key, host, at, headingDeg }: StreetCamera, onvifPort: number): object {
  const [longitudeDeg, latitudeDeg] = point(at);
  return {
    name: `${key} (演示)`,
    isDemonstration: true,
    position: { longitudeDeg, latitudeDeg },
    network: { host, onvif: { port: onvifPort } },
    register: {
      cameraType: '3',
      resolution: '1920x1080',
      horizontalFieldOfViewDeg: 68,
      verticalFieldOfViewDeg: 40,
      mountHeightM: 4,
      tiltDeg: 15,
      viewDistanceM: 60,
      headingDeg,
    },
  };
}

interface StreetPlace {
  readonly name: string;
  readonly kind: string;
  readonly detail: string;
  readonly weight: number;
  readonly geometry: object;
  /** Worked out by hand from the distances above. */
  readonly seenBy: readonly CameraKey[];
}

export const PLACES: readonly StreetPlace[] = [
  {
    name: '村口 (演示)',
    kind: '进出村路口',
    detail: 'recognise',
    weight: 3,
    geometry: { type: 'Point', coordinates: point([0, 10]) },
    seenBy: ['村口南', '村口北'],
  },
  {
    name: '停车场 (演示)',
    kind: '停车场',
    detail: 'detect',
    weight: 2,
    geometry: square([-5, 40], 10),
    seenBy: ['村口南'],
  },
  {
    name: '学校 (演示)',
    kind: '学校周边',
    detail: 'observe',
    weight: 1,
    geometry: { type: 'Point', coordinates: point([215, 0]) },
    seenBy: ['学校'],
  },
  {
    name: '河道 (演示)',
    kind: '主要河道',
    detail: 'detect',
    weight: 1,
    geometry: { type: 'LineString', coordinates: [point([-200, -200]), point([-200, 200])] },
    seenBy: [],
  },
];
