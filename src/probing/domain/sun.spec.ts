import { daylightAt, sunAltitudeDeg } from './sun.js';

const ANHAI = { latitudeDeg: 24.72, longitudeDeg: 118.47 };

describe('sunAltitudeDeg', () => {
  // Noon by declination: 90 - |latitude - declination|, which is 23.44 at the solstices and 0 at the equinoxes.
  it.each([
    ['midsummer noon', '2026-06-21T04:08:00Z', 88.7],
    ['midwinter noon', '2026-12-21T04:04:00Z', 41.8],
    ['noon of the equinox', '2026-03-20T04:14:00Z', 65.3],
    ['midwinter midnight', '2026-12-21T16:04:00Z', -88.7],
  ])('gives %s', (_name, at, altitudeDeg) => {
    expect(Math.abs(sunAltitudeDeg(Date.parse(at), ANHAI) - altitudeDeg)).toBeLessThan(0.5);
  });

  it('sets at Greenwich at six in the evening of the equinox', () => {
    const greenwich = { latitudeDeg: 51.48, longitudeDeg: 0 };
    expect(Math.abs(sunAltitudeDeg(Date.parse('2026-03-20T18:07:00Z'), greenwich))).toBeLessThan(1);
  });
});

describe('daylightAt', () => {
  it.each([
    ['08:00 of a winter day', '2026-12-21T00:00:00Z', 'day'],
    ['06:40 of it', '2026-12-20T22:40:00Z', 'twilight'],
    ['03:00', '2026-12-20T19:00:00Z', 'night'],
    ['18:00 of a summer day', '2026-06-21T10:00:00Z', 'day'],
    ['20:30 of it', '2026-06-21T12:30:00Z', 'night'],
  ])('calls %s', (_name, at, daylight) => {
    expect(daylightAt(Date.parse(at), ANHAI)).toBe(daylight);
  });
});
