import { planeAt, positionOf } from '../../../../kernel/geography.js';
import type { CoverageGrounds, GroundCamera, GroundPlace } from '../../map/grounds.js';
import type { Mounting } from '../change.js';

const plane = planeAt({ latitudeDeg: 24.72, longitudeDeg: 118.47 });
export const at = (eastM: number, northM: number) => positionOf(plane, { eastM, northM });
export const MOUNTING: Mounting = {
  cameraType: '3',
  resolution: null,
  mountHeightM: null,
  headingDeg: null,
  tiltDeg: null,
  horizontalFieldOfViewDeg: null,
  verticalFieldOfViewDeg: null,
  viewDistanceM: null,
};

/** Looks north from where it hangs and detects what is 6 to 57 m away. */
export function camera(id: string, eastM: number, more: Partial<GroundCamera> = {}): GroundCamera {
  return {
    id,
    villageId: 'v',
    programmeId: null,
    isLive: true,
    ties: { pole: null, uplink: null, nvr: null, powerFeed: null },
    sight: {
      kind: 'fixed',
      at: { eastM, northM: 0 },
      heightM: 4,
      headingDeg: 0,
      tiltDeg: 15,
      horizontalFieldOfViewDeg: 68,
      verticalFieldOfViewDeg: 40,
      widthPx: 1_920,
      rangeM: 60,
      assumed: [],
    },
    ...more,
  };
}

export function place(id: string, eastM: number, more: Partial<GroundPlace> = {}): GroundPlace {
  const shape = { kind: 'point', at: { eastM, northM: 30 } } as const;
  return { id, villageId: 'v', shape, detail: 'detect', weight: 1, ...more };
}

/** A street with a camera that lives, one that is broken, and one of another village. */
export const GROUNDS: CoverageGrounds = {
  plane,
  cellM: 5,
  placeShare: 0.8,
  minTimeShare: 0.5,
  cameras: [camera('a', 0), camera('b', 500, { isLive: false }), camera('c', 900, { villageId: 'w' })],
  places: [place('p', 0, { weight: 3 }), place('q', 500, { weight: 2 }), place('r', 1_000)],
  buildings: [],
  villages: [],
};
