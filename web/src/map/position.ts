/** WGS 84. */
export interface Position {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** Longitude, latitude, as GeoJSON has it. */
export type LonLat = [number, number];

export function lonLatOf({ longitudeDeg, latitudeDeg }: Position): LonLat {
  return [longitudeDeg, latitudeDeg];
}

/** To the seventh digit, a centimetre: more is only noise of the mouse. */
export function positionOf([longitudeDeg, latitudeDeg]: readonly [number, number]): Position {
  return { latitudeDeg: rounded(latitudeDeg), longitudeDeg: rounded(longitudeDeg) };
}

function rounded(deg: number): number {
  return Math.round(deg * 1e7) / 1e7;
}
