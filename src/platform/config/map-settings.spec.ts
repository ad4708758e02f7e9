import { loadConfig } from './load-config.js';

const load = (settings: Readonly<Record<string, string>>) =>
  loadConfig(
    Object.fromEntries(Object.entries(settings).map(([key, value]) => [`SHOUWANG_MAP_${key}`, value])),
  );
const TILES = 'https://tiles.example/{z}/{x}/{y}.png';

describe('the settings of the map', () => {
  it.each([
    {},
    { BASEMAP: 'raster', URL: TILES, COORDINATE_SYSTEM: 'gcj02' },
    { BASEMAP: 'pmtiles', URL: '/tiles/town.pmtiles' },
    { BASEMAP: 'tianditu', KEY: 'abc123' },
  ])('take %j', (settings) => {
    expect(() => load(settings)).not.toThrow();
  });

  it.each([
    [{ BASEMAP: 'raster' }, 'map.url (SHOUWANG_MAP_URL) is for raster and pmtiles, and they need it'],
    [{ URL: TILES }, 'map.url (SHOUWANG_MAP_URL) is for raster and pmtiles, and they need it'],
    [
      { BASEMAP: 'raster', URL: '/tiles' },
      'map.url (SHOUWANG_MAP_URL) must have {z}, {x} and {y} for raster',
    ],
    [{ BASEMAP: 'pmtiles', URL: 'javascript:alert(1)' }, 'must be a URL, or a path of this service from /'],
    [{ BASEMAP: 'pmtiles', URL: '//elsewhere/a' }, 'must be a URL, or a path of this service from /'],
    [{ BASEMAP: 'tianditu' }, 'map.key (SHOUWANG_MAP_KEY) is for tianditu, and it needs one'],
    [
      { BASEMAP: 'pmtiles', URL: '/tiles/town.pmtiles', COORDINATE_SYSTEM: 'gcj02' },
      'map.coordinateSystem (SHOUWANG_MAP_COORDINATE_SYSTEM) is gcj02 for raster alone',
    ],
    [{ BASEMAP: 'tianditu', KEY: 'a', COORDINATE_SYSTEM: 'gcj02' }, 'an archive must be made in WGS 84'],
    [{ KEY: 'abc' }, 'map.key (SHOUWANG_MAP_KEY) is for tianditu, and it needs one'],
  ])('refuse %j', (settings, message) => {
    expect(() => load(settings as Record<string, string>)).toThrow(message);
  });
});
