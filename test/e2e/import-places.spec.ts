import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { newPerson } from './access-people.js';
import { clear } from './clear.js';
import { csv, imported, type RowAnswer } from './import-files.js';
import { type Service, startService } from './service.js';

const PATH = '/api/v1/places/import';
const HEADER = ['名称', '村/社区', '类型', '等级', '权重', '经度', '纬度', '几何'];
const RING = [
  [118.46, 24.71],
  [118.48, 24.71],
  [118.48, 24.73],
  [118.46, 24.71],
];
const AREA = { type: 'Polygon', coordinates: [RING] };

interface Place {
  readonly id: string;
  readonly name: string;
  readonly geometry: { readonly coordinates: readonly number[] };
}

describe('the import of places', () => {
  let service: Service;
  let villageId: string;

  beforeAll(async () => {
    service = await startService({ ACCESS_ATTEMPTS_BY_ADDRESS: '1000' });
    const enter = async (name: string): Promise<string> =>
      (await service.json<Place>('POST', '/api/v1/villages', { name, kind: 'village' })).id;
    villageId = await enter('上坡村');
    await enter('桥头村');
  });

  afterAll(() => service?.close());

  afterEach(() => clear(service, 'places'));

  const standing = async (): Promise<readonly Place[]> =>
    (await service.json<{ items: Place[] }>('GET', '/api/v1/places')).items;
  const mistakes = (row: RowAnswer | undefined) =>
    row!.rejections.map(({ code, column, reason }) => [code, column, reason.en]);
  const file = csv(
    HEADER,
    ['村口', '上坡村', '进出村路口', '识别', 2, 118.47, 24.72, ''],
    ['村口', '桥头', '进出村路口', 'identify', '', 118.49, 24.72, ''],
    ['小学', '上坡村', '学校周边', '观察', '', '', '', JSON.stringify(AREA)],
  );

  it('enters points and areas, and the same file twice changes nothing', async () => {
    expect((await imported(service, `${PATH}?dryRun=true`, file)).summary).toMatchObject({ created: 3 });
    expect(await standing()).toEqual([]);

    expect((await imported(service, PATH, file)).summary).toMatchObject({ created: 3, rejected: 0 });
    const first = await standing();
    expect(first).toMatchObject([
      {
        name: '村口',
        villageId,
        kind: '进出村路口',
        detail: 'recognise',
        weight: 2,
        geometry: { type: 'Point', coordinates: [118.47, 24.72] },
      },
      { name: '村口', detail: 'identify', weight: 1 },
      { name: '小学', kind: '学校周边', detail: 'observe', geometry: AREA },
    ]);
    expect((await imported(service, PATH, file)).summary).toMatchObject({ unchanged: 3, changed: 0 });
    expect(await standing()).toEqual(first);
  });

  it('leaves what a blank cell does not say, and tells what it changed', async () => {
    await imported(service, PATH, file);
    const answer = await imported(service, PATH, csv(['名称', '村', '等级'], ['村口', '上坡村', '辨认']));

    expect(answer.rows[0]!.changes).toEqual([{ field: 'detail', old: 'recognise', new: 'identify' }]);
    const [place] = await standing();
    expect(place).toMatchObject({ detail: 'identify', weight: 2 });
    const { items } = await service.json<{ items: { importId: string }[] }>(
      'GET',
      `/api/v1/places/${place!.id}/history`,
    );
    expect(items[0]).toMatchObject({ field: 'detail', importId: answer.id });
  });

  it('takes a workbook, with its numbers as numbers and its title above the header', async () => {
    const rows = [
      ['上坡村重点部位', null],
      HEADER,
      ['村口', '上坡村', '进出村路口', '识别', 2, 118.47, 24.72],
      ['小学', '上坡', '学校周边', 'observe', null, null, null, JSON.stringify(AREA)],
      ['河口', '桥头村', '主要河道', '发现', 1.5, '118.49', '24.72'],
    ];
    const workbook = await writeXlsx({ sheets: [{ name: '重点部位', rows }] });

    expect((await imported(service, PATH, workbook)).rows).toMatchObject([
      { row: 3, outcome: 'created', name: '村口' },
      { row: 4, outcome: 'created', name: '小学' },
      { row: 5, outcome: 'created', name: '河口' },
    ]);
    expect(await standing()).toMatchObject([
      { name: '村口', villageId, detail: 'recognise', weight: 2, geometry: { type: 'Point' } },
      { name: '小学', villageId, detail: 'observe', weight: 1, geometry: AREA },
      { name: '河口', detail: 'detect', weight: 1.5, geometry: { coordinates: [118.49, 24.72] } },
    ]);
    expect((await imported(service, PATH, workbook)).summary).toMatchObject({ unchanged: 3, changed: 0 });
  });

  it('takes the filled template back', async () => {
    const template = await service.request('GET', '/api/v1/places/import-template?format=xlsx');
    const book = await readXlsx(new Uint8Array(await template.arrayBuffer()));
    const [sheet] = book.sheets;
    const filled = ['村口', '上坡村', '停车场', '观察', null, 118.47, 24.72];
    const rows = [...sheet!.rows, filled];
    const workbook = await writeXlsx({ sheets: [{ name: sheet!.name, rows }] });

    expect((await imported(service, PATH, workbook)).summary).toMatchObject({ created: 1, rejected: 0 });
  });

  it('takes a FeatureCollection of points, lines and areas', async () => {
    const feature = (name: string, geometry: object) => ({
      type: 'Feature',
      geometry,
      properties: { name, village: '上坡村', kind: '主要河道', detail: 'detect' },
    });
    const line = { type: 'LineString', coordinates: RING.slice(0, 2) };
    const point = { type: 'Point', coordinates: [118.47, 24.72] };
    const features = [feature('河口', point), feature('河', line), feature('河滩', AREA)];
    const collection = JSON.stringify({ type: 'FeatureCollection', features });

    expect((await imported(service, PATH, collection)).summary).toMatchObject({ created: 3 });
    expect(await standing()).toMatchObject([{ geometry: point }, { geometry: line }, { geometry: AREA }]);
    expect((await imported(service, PATH, collection)).summary).toMatchObject({ unchanged: 3 });
  });

  it('shifts a point of another coordinate system, the same way each time', async () => {
    const shifted = csv(
      [...HEADER.slice(0, 7), '坐标系'],
      ['村口', '上坡村', '停车场', '观察', 1, 118.47, 24.72, 'GCJ02'],
    );
    await imported(service, PATH, shifted);

    const [place] = await standing();
    expect(place!.geometry.coordinates[0]).toBeCloseTo(118.465, 2);
    expect(place!.geometry.coordinates[0]).not.toBeCloseTo(118.47, 3);
    expect((await imported(service, PATH, shifted)).summary).toMatchObject({ unchanged: 1 });
  });

  it('says of every row what is wrong with it', async () => {
    const open = JSON.stringify({ type: 'Polygon', coordinates: [RING.slice(0, 3)] });
    const { rows, isApplied } = await imported(
      service,
      PATH,
      csv(
        HEADER,
        ['a', '无此村', '停车场', '观察', '', 118.47, 24.72, ''],
        ['', '上坡村', '停车场', '观察', '', 118.47, 24.72, ''],
        ['c', '上坡村', '茶馆', '辨识', 0, 118.47, 24.72, ''],
        ['d', '上坡村', '', '', '', '', '', ''],
        ['e', '上坡村', '停车场', '观察', '', 118.47, '', ''],
        ['f', '上坡村', '停车场', '观察', '', 24.72, 118.47, ''],
        ['g', '上坡村', '停车场', '观察', '', '', '', open],
        ['h', '上坡村', '停车场', '观察', '', 118.47, 24.72, JSON.stringify(AREA)],
        ['i', '上坡村', '停车场', '观察', '', '', '', '河边'],
        ['j', '', '停车场', '观察', '', 118.47, 24.72, ''],
        ['k', '上坡村', '停车场', '观察', '', 118.47, 24.72, ''],
        ['k', '上坡', '停车场', '观察', '', 118.47, 24.72, ''],
      ),
    );

    expect(isApplied).toBe(false);
    expect(rows.map((row) => mistakes(row))).toEqual([
      [['unknown-village', '村/社区', 'there is no village "无此村"']],
      [['missing-name', '名称', 'the name is missing']],
      [
        ['unknown-place-kind', '类型', '"茶馆" is no kind of place'],
        ['unknown-detail', '等级', '"辨识" is no level of detail'],
        ['out-of-range', '权重', 'is not within 0.001…1000'],
      ],
      [
        ['missing-kind', '类型', 'the kind is missing'],
        ['missing-detail', '等级', 'the level of detail is missing'],
        ['missing-geometry', '几何', 'the longitude and latitude, or the geometry, is missing'],
      ],
      [['half-a-position', '经度', 'the latitude is missing']],
      [['coordinates-swapped', '经度', 'latitude and longitude look swapped']],
      [['invalid-geometry', '几何', 'the geometry is no valid point, line or area']],
      [['two-geometries', '几何', 'longitude and latitude are written, and a geometry, too']],
      [['invalid-geometry', '几何', 'is no GeoJSON geometry']],
      [['missing-village', '村/社区', 'the village is missing']],
      [],
      [['same-entry-twice', '名称', 'is the same entry as row 12']],
    ]);
  });

  it('shows a planner its own imports alone', async () => {
    await imported(service, PATH, file);
    const planner = await newPerson(service, 'planner', { role: 'planner', villageIds: null });
    const list = (await (await planner.send('GET', 'imports')).json()) as { items: unknown[] };

    expect(list.items).toEqual([]);
  });

  it('gives templates to fill in', async () => {
    const answer = await service.request('GET', '/api/v1/places/import-template?format=csv');
    expect((await answer.text()).replace('\uFEFF', '').trim()).toBe(
      '名称,村/社区,类型,等级,权重,经度,纬度,坐标系,几何,演示数据',
    );
    expect((await service.request('GET', '/api/v1/places/import-template')).status).toBe(200);
  });
});
