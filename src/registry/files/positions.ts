import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import gcoordModule from 'gcoord';
import type { Position } from '../../kernel/geography.js';
import type { RawPosition } from '../domain/camera.js';

/** Its types say that the module has a `default`; Node sees what CommonJS exports, which is the thing itself. */
const gcoord = gcoordModule as unknown as (typeof gcoordModule)['default'];

/** Below a centimetre; more digits are noise of the transformation. */
const DIGITS = 7;

/** GCJ-02 and BD-09 are shifted by up to 600 m and 1 km; the way back is exact to a metre. */
export function toWgs84({ x, y, system }: RawPosition): Position {
  if (system === 'WGS84' || system === 'CGCS2000') return { latitudeDeg: y, longitudeDeg: x };
  const from = system === 'GCJ02' ? gcoord.GCJ02 : gcoord.BD09;
  const [longitude, latitude] = gcoord.transform([x, y], from, gcoord.WGS84);
  return { latitudeDeg: rounded(latitude!), longitudeDeg: rounded(longitude!) };
}

export function isInside({ latitudeDeg, longitudeDeg }: Position, boundary: object): boolean {
  return booleanPointInPolygon([longitudeDeg, latitudeDeg], boundary as never);
}

const rounded = (degrees: number): number => Number(degrees.toFixed(DIGITS));
