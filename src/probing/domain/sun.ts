import type { Instant } from '../../kernel/instant.js';

export interface Spot {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

export type Daylight = 'day' | 'twilight' | 'night';

/** The sun must stand this high for a camera to be sure of colour, and this low for it to be sure of none. */
const DAY_ABOVE_DEG = 8;
const NIGHT_BELOW_DEG = -6;

const DAY_MS = 86_400_000;
const J2000 = Date.UTC(2000, 0, 1, 12);
const RADIANS = Math.PI / 180;

export function daylightAt(at: Instant, spot: Spot): Daylight {
  const altitudeDeg = sunAltitudeDeg(at, spot);
  if (altitudeDeg >= DAY_ABOVE_DEG) return 'day';
  return altitudeDeg <= NIGHT_BELOW_DEG ? 'night' : 'twilight';
}

/**
 * Height of the sun over the horizon, within a degree (Astronomical Almanac, low-precision formulas for the sun).
 * Worked value: 24.72 N 118.47 E, 2026-06-21 04:08 UTC (noon there): 88.7.
 */
export function sunAltitudeDeg(at: Instant, { latitudeDeg, longitudeDeg }: Spot): number {
  const days = (at - J2000) / DAY_MS;
  const meanDeg = 280.46 + 0.985_647_4 * days;
  const anomaly = (357.528 + 0.985_600_3 * days) * RADIANS;
  const ecliptic = (meanDeg + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RADIANS;
  const tilt = (23.439 - 0.000_000_4 * days) * RADIANS;
  const ascension = Math.atan2(Math.cos(tilt) * Math.sin(ecliptic), Math.cos(ecliptic));
  const declination = Math.asin(Math.sin(tilt) * Math.sin(ecliptic));
  const siderealDeg = 280.460_62 + 360.985_647_37 * days + longitudeDeg;
  const hourAngle = siderealDeg * RADIANS - ascension;
  const latitude = latitudeDeg * RADIANS;
  const sine =
    Math.sin(latitude) * Math.sin(declination) +
    Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
  return Math.asin(sine) / RADIANS;
}
