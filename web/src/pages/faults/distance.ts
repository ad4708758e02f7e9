const EARTH_M = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two points (longitude, latitude) of one town; good to a part in a thousand. */
export function distanceM(
  [lon1, lat1]: readonly [number, number],
  [lon2, lat2]: readonly [number, number],
): number {
  const x = radians(lon2 - lon1) * Math.cos(radians((lat1 + lat2) / 2));
  return Math.hypot(x, radians(lat2 - lat1)) * EARTH_M;
}

/** Where whoever holds the phone is; asked once, when they want to know. Rejects where they do not allow it. */
export function askWhereIAm(): Promise<readonly [number, number]> {
  return new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve([coords.longitude, coords.latitude]),
      reject,
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    ),
  );
}
