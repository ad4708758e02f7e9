import { z } from 'zod';

const BASEMAPS = ['none', 'raster', 'pmtiles', 'tianditu'] as const;

/** What pages draw cameras on. Tiles come from where the town says, or from nowhere: nothing here is fetched by the service. */
export const mapSchema = z
  .strictObject({
    basemap: z
      .enum(BASEMAPS)
      .describe('Tiles of pictures, one file of vector tiles (PMTiles), 天地图, or an empty ground.'),
    url: z
      .string()
      .regex(/^(?:https?:\/\/[^\s/]+\/|\/(?!\/))\S*$/, 'must be a URL, or a path of this service from /')
      .nullable()
      .describe('Of the tiles, with {z}, {x} and {y}, or of the PMTiles file; null for the others.'),
    key: z
      .string()
      .regex(/^[\w-]{1,100}$/, 'must be letters, digits, - and _')
      .nullable()
      .describe('Of 天地图, for browsers: everybody who signs in can read it. Null for the others.'),
    attribution: z
      .string()
      .max(300)
      .nullable()
      .describe('Whose map it is, and its 审图号: shown in a corner of it.'),
    coordinateSystem: z
      .enum(['wgs84', 'gcj02'])
      .describe(
        'Of the tiles; pages shift tiles of pictures that are in GCJ-02. 天地图 is CGCS 2000, which is WGS 84 to a metre.',
      ),
    latitudeDeg: z.number().min(-90).max(90).describe('Where the map begins, degrees, WGS 84.'),
    longitudeDeg: z.number().min(-180).max(180),
    zoom: z.number().min(0).max(22).describe('How near it begins; 14 shows a town.'),
  })
  .refine(({ basemap, url }) => (basemap === 'raster' || basemap === 'pmtiles') === (url !== null), {
    error: 'is for raster and pmtiles, and they need it',
    path: ['url'],
  })
  .refine(
    ({ basemap, url }) => basemap !== 'raster' || ['{z}', '{x}', '{y}'].every((part) => url?.includes(part)),
    {
      error: 'must have {z}, {x} and {y} for raster',
      path: ['url'],
    },
  )
  .refine(({ basemap, key }) => (basemap === 'tianditu') === (key !== null), {
    error: 'is for tianditu, and it needs one',
    path: ['key'],
  })
  .refine(({ basemap, coordinateSystem }) => basemap === 'raster' || coordinateSystem === 'wgs84', {
    error: 'is gcj02 for raster alone, whose tiles can be shifted; an archive must be made in WGS 84',
    path: ['coordinateSystem'],
  });
