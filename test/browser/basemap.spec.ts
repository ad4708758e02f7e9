import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describeWith } from '../needs.js';
import { Authority } from '../receivers/authority.js';
import { BrowserHouse } from './browser-house.js';
import { archiveOf } from './tiles/archive.js';
import { type Colour, firstPixel, png } from './tiles/png.js';
import { RED, TileHost } from './tiles/tile-host.js';
import { filledTile } from './tiles/vector-tile.js';
import { type LonLat, tilesAround } from './tiles/web-mercator.js';

/** A well in 安海镇, and where maps in GCJ-02 have it. */
const WELL: LonLat = [118.465, 24.715];
const WELL_IN_GCJ02: LonLat = [118.46976, 24.71226];
const ZOOM = 16;
const PATIENCE_MS = 30_000;
/** What water is painted with, and an archive of pictures. */
const WATER: Colour = [201, 220, 234];
const PICTURE: Colour = [90, 140, 200];

describeWith(['chromium', 'openssl'], 'the map of the town, seen', () => {
  let authority: Authority;
  let tiles: TileHost;
  let house: BrowserHouse;
  let page: Page;

  beforeAll(async () => {
    authority = new Authority();
    tiles = await TileHost.open(authority.identityFor('DNS:*.tianditu.gov.cn'), {
      tianditu: WELL,
      own: WELL_IN_GCJ02,
    });
    house = await BrowserHouse.open(
      {
        MAP_BASEMAP: 'tianditu',
        MAP_KEY: tiles.key,
        MAP_ATTRIBUTION: '<b>天地图 审图号</b>',
        MAP_LONGITUDE_DEG: String(WELL[0]),
        MAP_LATITUDE_DEG: String(WELL[1]),
        MAP_ZOOM: String(ZOOM),
      },
      {
        args: [`--host-resolver-rules=MAP *.tianditu.gov.cn 127.0.0.1:${tiles.port}`],
        tiles: /^https:\/\/t[0-7]\.tianditu\.gov\.cn$/,
      },
    );
    await house.person('lin', 'planner');
    page = await house.page({ ignoreHTTPSErrors: true });
    await house.signIn(page, 'lin');
  }, 120_000);

  afterAll(async () => {
    await house?.close();
    tiles?.close();
    authority?.remove();
  });

  afterEach(async () => {
    tiles.refusal = null;
    await page.unroute('**/board/settings');
    house.refuseFaults();
  });

  it('is 天地图 at the addresses that it has, with the key, and what lies there lies there', async () => {
    await page.goto('/planning');
    await page.getByText('<b>天地图 审图号</b>').waitFor();
    expect(await middleTurns(page, isRed)).toBe(true);
    expect(tiles.asked.some((path) => path.startsWith('/vec_w/wmts?'))).toBe(true);
    expect(tiles.asked.some((path) => path.startsWith('/cva_w/wmts?'))).toBe(true);
  }, 60_000);

  it('says that its key is refused, shows the grid and all else, and comes back when it is asked again', async () => {
    tiles.refusal = 403;
    await page.goto('/planning');
    const notice = page.getByRole('status').filter({ hasText: '底图服务拒绝了密钥或本站地址（403）' });
    await notice.waitFor();
    await page.getByText('图例').waitFor();
    tiles.refusal = null;
    await page.getByRole('button', { name: '重试底图' }).click();
    expect(await middleTurns(page, isRed)).toBe(true);
    await notice.waitFor({ state: 'detached' });
  }, 60_000);

  it('is shifted to the ground where its tiles are in GCJ-02, to a few metres', async () => {
    const own = { basemap: 'raster', url: 'https://t0.tianditu.gov.cn/own/{z}/{x}/{y}.png', key: null };
    await settle({ ...own, coordinateSystem: 'gcj02' });
    expect(await middleTurns(page, isRed)).toBe(true);
    // Taken for WGS 84 it would be half a kilometre off: nothing red is where the well is.
    await settle({ ...own, coordinateSystem: 'wgs84' });
    expect(await middleTurns(page, isGreen)).toBe(true);
    tiles.refusal = 502;
    await settle({ ...own, coordinateSystem: 'gcj02' });
    await page.getByText('底图服务器出错（502）').waitFor();
  }, 90_000);

  it('is an archive of shapes or of pictures that lies on the same machine', async () => {
    const around = tilesAround(14, WELL, 2);
    const shapes = gzipSync(filledTile(['earth', 'water']));
    const pictures = png(256, () => PICTURE);
    put(
      'shapes',
      archiveOf(around, WELL, { kind: 'mvt', compression: 'gzip', tile: shapes, layers: ['earth', 'water'] }),
    );
    put(
      'pictures',
      archiveOf(around, WELL, { kind: 'png', compression: 'none', tile: pictures, layers: [] }),
    );
    put('broken', Buffer.from('<!doctype html>'.repeat(20)));
    const archive = (name: string) => ({
      basemap: 'pmtiles',
      key: null,
      url: `/api/v1/board/maps/${name}.pmtiles`,
    });

    await settle(archive('shapes'));
    expect(await middleTurns(page, isNear(WATER))).toBe(true);
    await settle(archive('pictures'));
    expect(await middleTurns(page, isNear(PICTURE))).toBe(true);
    await settle(archive('broken'));
    await page.getByText('底图返回的不是图片或 PMTiles 文件').waitFor();
    await settle(archive('nowhere'));
    await page.getByText('底图在这里没有内容（404）').waitFor();
  }, 90_000);

  /** Opens the map as it would be with other settings. */
  async function settle(map: object): Promise<void> {
    await page.unroute('**/board/settings');
    await page.route('**/board/settings', async (route) => {
      const answer = (await (await route.fetch()).json()) as { map: object };
      await route.fulfill({ json: { ...answer, map: { ...answer.map, ...map } } });
    });
    await page.goto('/planning');
  }

  function put(name: string, archive: Buffer): void {
    mkdirSync(join(house.dataDir, 'maps'), { recursive: true });
    writeFileSync(join(house.dataDir, 'maps', `${name}.pmtiles`), archive);
  }
});

/** Whether the middle of the map, where the well is, is painted so within patience. */
async function middleTurns(page: Page, isWanted: (colour: Colour) => boolean): Promise<boolean> {
  const map = page.locator('canvas.maplibregl-canvas');
  await map.waitFor();
  const { x, y, width, height } = (await map.boundingBox())!;
  const clip = { x: Math.round(x + width / 2), y: Math.round(y + height / 2), width: 1, height: 1 };
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const colour = firstPixel(await page.screenshot({ clip }));
    if (isWanted(colour)) return true;
    if (Date.now() > deadline) return false;
  }
}

/** Of the colours that tiles are painted with; pages take some of it away. */
const isRed = ([red, green]: Colour): boolean => red > green + RED[0] / 3;
const isGreen = ([red, green]: Colour): boolean => green > red + 15;
const isNear =
  (wanted: Colour) =>
  (colour: Colour): boolean =>
    wanted.every((each, at) => Math.abs(each - colour[at]!) < 25);
