import { csv, imported, sendFile } from './import-files.js';
import { type Service, startService } from './service.js';

const PATH = '/api/v1/cameras/import?dryRun=true&mode=valid';
const HEADER = [
  '设备编码',
  '设备名称',
  '村/社区',
  'IPV4',
  'MAC地址',
  '经度',
  '纬度',
  '坐标系',
  '设备厂商',
  '安装时间',
  '录像保存天数',
  '设备状态',
  '场所类型',
  'RTSP路径',
  '凭据',
  '登录密码',
];
const SQUARE = [
  [
    [118.45, 24.7],
    [118.49, 24.7],
    [118.49, 24.74],
    [118.45, 24.74],
    [118.45, 24.7],
  ],
];

type Fields = Readonly<Record<string, string>>;
let serial = 0;

/** A row that is right, but for these cells. */
function row(cells: Fields = {}): string[] {
  serial += 1;
  const number = String(serial).padStart(6, '0');
  const right: Fields = {
    设备编码: `35058200001310${number}`,
    设备名称: `杆 ${serial}`,
    '村/社区': '上坡村',
    IPV4: `10.9.${Math.floor(serial / 200)}.${(serial % 200) + 1}`,
    经度: '118.47',
    纬度: '24.72',
  };
  return HEADER.map((header) => ({ ...right, ...cells })[header] ?? '');
}

describe('mistakes in a register of cameras', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
    const boundary = { type: 'Polygon', coordinates: SQUARE };
    await service.json('POST', '/api/v1/villages', {
      name: '上坡村',
      code: '350582101208',
      kind: 'village',
      boundary,
    });
    for (const code of ['350582101209', '350582101210']) {
      await service.json('POST', '/api/v1/villages', { name: '西安村', code, kind: 'village' });
    }
  });
  afterAll(() => service.close());

  it.each<[string, Fields, string, string, string]>([
    [
      'a code that Excel has rounded',
      { 设备编码: '3.50582E+19' },
      '设备编码',
      'device-code-lost-digits',
      'write all 20 digits, in a cell that is formatted as text',
    ],
    [
      'a short code',
      { 设备编码: '3505820000131000001' },
      '设备编码',
      'device-code-malformed',
      'write all 20 digits, in a cell that is formatted as text',
    ],
    ['no name', { 设备名称: '' }, '设备名称', 'missing-name', 'write the name of the camera'],
    [
      'no village',
      { '村/社区': '' },
      '村/社区',
      'missing-village',
      'write the name or the 12-digit code of the village, or give the parameter villageId',
    ],
    [
      'a village written wrong',
      { '村/社区': '上波村' },
      '村/社区',
      'unknown-village',
      'nearest: 上坡村; or enter the village first',
    ],
    [
      'a village of which there are two',
      { '村/社区': '西安村' },
      '村/社区',
      'ambiguous-village',
      'write its code or id: 西安村 350582101209, 西安村 350582101210',
    ],
    ['no address', { IPV4: '' }, 'IPV4', 'missing-host', 'write the IPv4 address'],
    [
      'an impossible address',
      { IPV4: '10.9.1.300' },
      'IPV4',
      'invalid-host',
      'write the IP address alone, as 10.20.1.5',
    ],
    [
      'a torn MAC',
      { MAC地址: '00-11-22-33-44' },
      'MAC地址',
      'invalid-mac',
      'write twelve hexadecimal digits, as 00-11-22-AA-BB-CC',
    ],
    [
      'swapped coordinates',
      { 经度: '24.72', 纬度: '118.47' },
      '经度',
      'coordinates-swapped',
      'write longitude 118.47 and latitude 24.72',
    ],
    [
      'a digit too much in the longitude',
      { 经度: '128.47' },
      '经度',
      'coordinate-digits',
      'did you mean longitude 118.47?',
    ],
    ['a lost decimal point', { 纬度: '2472' }, '经度', 'coordinate-digits', 'did you mean latitude 24.72?'],
    [
      'a place on another continent',
      { 经度: '-3.7', 纬度: '40.4' },
      '经度',
      'position-outside',
      'check longitude, latitude and their coordinate system',
    ],
    ['half a position', { 纬度: '' }, '经度', 'half-a-position', 'write longitude and latitude'],
    [
      'an unknown coordinate system',
      { 坐标系: '西安80' },
      '坐标系',
      'unknown-coordinate-system',
      'write one of WGS84, CGCS2000, GCJ02, BD09',
    ],
    ['an impossible day', { 安装时间: '2024-02-30' }, '安装时间', 'no-such-day', 'write it as 2024-05-01'],
    [
      'a number in words',
      { 录像保存天数: '一个月' },
      '录像保存天数',
      'no-number',
      'write a whole number, 0…3650 days',
    ],
    [
      'a state for a lifecycle',
      { 设备状态: '在线' },
      '设备状态',
      'state-is-no-lifecycle',
      'write 1 在用, 2 维修, 3 拆除 or 拟建',
    ],
    [
      'a forbidden place',
      { 场所类型: '宿舍' },
      '场所类型',
      'forbidden-site',
      'check the kind of site; such a camera cannot be registered',
    ],
    [
      'a path that is none',
      { RTSP路径: 'ch1' },
      'RTSP路径',
      'invalid-path',
      'begin with /, as /Streaming/Channels/101',
    ],
    [
      'a credential that is not there',
      { 凭据: '海康' },
      '凭据',
      'unknown-credential',
      'enter the credential first',
    ],
    ['an error of Excel', { 录像保存天数: '#REF!' }, '录像保存天数', 'error-value', 'write the value itself'],
  ])('%s', async (_what, cells, column, code, mend) => {
    const answer = await imported(service, PATH, csv(HEADER, row(), row(cells)));
    expect(answer.summary).toEqual({ created: 1, changed: 0, unchanged: 0, rejected: 1 });
    const [rejection, ...more] = answer.rows[1]!.rejections;
    expect(rejection).toMatchObject({ row: 3, column, code, mend: { en: mend } });
    expect(rejection!.reason.zh).toMatch(/\p{Script=Han}/u);
    expect(rejection!.mend.zh).toMatch(/\p{Script=Han}|如/u);
    expect(more).toEqual([]);
  });

  it('names the near word where a code is not in its table', async () => {
    const answer = await imported(service, PATH, csv(HEADER, row({ 设备厂商: '大花' })));
    expect(answer.rows[0]!.rejections[0]).toMatchObject({ code: 'not-in-code-table', value: '大花' });
    expect(answer.rows[0]!.rejections[0]!.mend.en).toMatch(/^did you mean 大华\?/);
  });

  it.each([
    [
      'the same code',
      { 设备编码: '35058200001310990001' },
      'same-camera-twice',
      'is the same camera as row 2',
    ],
    [
      'the same MAC, but another code',
      { MAC地址: '00-11-22-33-44-99' },
      'conflicting-identity',
      /^row 2 ".*" has the same MAC but the device code/,
    ],
    [
      'the same address, but another code',
      { IPV4: '10.99.0.1' },
      'conflicting-identity',
      /^row 2 ".*" has the same address and channel/,
    ],
  ])('two rows with %s', async (_what, cells, code, reason) => {
    const answer = await imported(
      service,
      PATH,
      csv(HEADER, row(cells as unknown as Fields), row(cells as unknown as Fields)),
    );
    expect(answer.summary).toMatchObject({ created: 1, rejected: 1 });
    expect(answer.rows[1]!.rejections).toMatchObject([{ code }]);
    expect(answer.rows[1]!.rejections[0]!.reason.en).toMatch(reason);
  });

  it('warns of a place outside its village, with the system that would bring it inside', async () => {
    const answer = await imported(
      service,
      PATH,
      csv(HEADER, row({ 经度: '118.4935', 纬度: '24.72' }), row({ 经度: '118.55' })),
    );
    expect(answer.rows.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
    expect(answer.rows.map(({ warnings }) => warnings.map(({ text }) => text.en))).toEqual([
      ['the position lies outside the boundary of 上坡村; read as GCJ02 it lies inside'],
      ['the position lies outside the boundary of 上坡村'],
    ]);
  });

  it('explains a code that does not fit together', async () => {
    const answer = await imported(service, PATH, csv(HEADER, row({ 设备编码: '35050400992000000001' })));
    expect(answer.rows[0]!.warnings.map(({ code }) => code)).toEqual([
      'device-code-type',
      'device-code-centre',
      'device-code-industry',
    ]);
  });

  it('shifts GCJ-02 and BD-09 back, and keeps what was written', async () => {
    const header = ['设备名称', '村/社区', 'IPV4', '经度', '纬度', '坐标系'];
    const file = csv(
      header,
      ['甲', '上坡村', '10.77.0.1', '118.4748', '24.7172', 'GCJ02'],
      ['乙', '上坡村', '10.77.0.2', '118.4813', '24.7231', '百度'],
    );
    const answer = await imported(service, '/api/v1/cameras/import', file);
    for (const [index, system] of ['GCJ02', 'BD09'].entries()) {
      const camera = await service.json<{ position: Record<string, number>; rawPosition: object }>(
        'GET',
        `/api/v1/cameras/${answer.rows[index]!.id}`,
      );
      expect(camera.position['latitudeDeg']).toBeCloseTo(24.72, 2);
      expect(camera.position['longitudeDeg']).toBeCloseTo(118.47, 2);
      expect(camera.rawPosition).toMatchObject({ system });
    }
  });

  it('never echoes a password, nor one inside an address', async () => {
    const cells = { 登录密码: 'gate-2026', RTSP路径: 'rtsp://admin:gate-2026@10.9.0.1:554/h264' };
    const response = await sendFile(
      service,
      PATH,
      csv(HEADER, row(cells), row({ ...cells, IPV4: 'rtsp://admin:gate-2026@10.9.0.1' })),
    );
    const text = await response.text();
    expect(text).not.toContain('gate-2026');
    expect(JSON.parse(text)).toMatchObject({ summary: { created: 1, rejected: 1 } });
  });

  it.each([
    [
      'no header that it knows',
      'a,b\n1,2',
      'no-header',
      'No row names a column that is known; the first must hold headers, as 登记编号, 设备名称, 设备编码, 村/社区, 工程.',
    ],
    [
      'two headers for one column',
      'SBBM,设备编码\n1,2',
      'duplicate-column',
      'The headers "SBBM" and "设备编码" mean the same column; keep one.',
    ],
    ['nothing but a blank line', '\n', 'empty-file', 'The file holds no rows.'],
  ])('refuses a file with %s', async (_what, content, code, detail) => {
    const response = await sendFile(service, PATH, content);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code, detail });
  });

  it('reads a register below its title, in GBK', async () => {
    // 设备名称,村,IPV4 / 村口,上坡村,10.88.0.1 below the title 登记表, in GBK.
    const gbk = Buffer.concat([
      Buffer.from('b5c7bcc7b1ed', 'hex'),
      Buffer.from(',,\r\n'),
      Buffer.from('c9e8b1b8c3fbb3c6', 'hex'),
      Buffer.from(','),
      Buffer.from('b4e5', 'hex'),
      Buffer.from(',IPV4\r\n'),
      Buffer.from('b4e5bfda', 'hex'),
      Buffer.from(','),
      Buffer.from('c9cfc6c2b4e5', 'hex'),
      Buffer.from(',10.88.0.1\r\n'),
    ]);
    expect(await imported(service, PATH, gbk)).toMatchObject({
      rows: [{ row: 3, outcome: 'created', name: '村口' }],
    });
  });
});

describe('importing what cameras name', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  it('villages with their boundaries, from a FeatureCollection, and unchanged the second time', async () => {
    const features = ['安平社区', '上坡村'].map((name) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: SQUARE },
      properties: { 名称: name },
    }));
    const file = JSON.stringify({ type: 'FeatureCollection', features });
    expect((await imported(service, '/api/v1/villages/import', file)).summary).toMatchObject({ created: 2 });
    expect((await imported(service, '/api/v1/villages/import', file)).summary).toMatchObject({
      unchanged: 2,
    });
    expect(await service.json('GET', '/api/v1/villages')).toMatchObject({
      items: [{ kind: 'community', boundary: { type: 'Polygon' } }, { kind: 'village' }],
    });
  });

  it('refuses a boundary that does not close', async () => {
    const file = csv(
      ['名称', '边界'],
      [
        '前埔村',
        JSON.stringify({
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
            ],
          ],
        }),
      ],
    );
    expect((await imported(service, '/api/v1/villages/import', file)).rows[0]).toMatchObject({
      outcome: 'rejected',
      rejections: [{ code: 'invalid-boundary', column: '边界' }],
    });
  });

  it('programmes', async () => {
    const file = csv(['工程名称', '心跳间隔'], ['雪亮工程', 30], ['智能天网', '']);
    expect((await imported(service, '/api/v1/programmes/import', file)).summary).toMatchObject({
      created: 2,
    });
    expect((await imported(service, '/api/v1/programmes/import', file)).summary).toMatchObject({
      unchanged: 2,
    });
  });

  it('credentials, of whose passwords nothing is said again', async () => {
    const file = (password: string) => csv(['名称', '用户名', '密码'], ['海康', 'viewer', password]);
    expect((await imported(service, '/api/v1/credentials/import', file('gate-2026'))).summary).toMatchObject({
      created: 1,
    });
    expect((await imported(service, '/api/v1/credentials/import', file('gate-2026'))).summary).toMatchObject({
      unchanged: 1,
    });
    const changed = await imported(service, '/api/v1/credentials/import', file('gate-2027'));
    expect(changed.rows[0]!.changes).toEqual([{ field: 'loginVersion', old: 1, new: 2 }]);
    expect(JSON.stringify(changed)).not.toContain('gate-202');
  });

  it('cameras again, from each kind of export, without a change', async () => {
    const file = csv(
      ['设备名称', '村', 'IPV4', '工程', '凭据', 'JD', 'WD', '坐标系', '备注'],
      ['=甲', '上坡村', '10.1.1.1', '雪亮工程', '海康', '118.4748', '24.7172', 'GCJ02', '+86'],
    );
    expect((await imported(service, '/api/v1/cameras/import', file)).summary).toMatchObject({ created: 1 });
    for (const format of ['csv', 'xlsx', 'geojson']) {
      const exported = await service.request(
        'GET',
        `/api/v1/cameras/export?format=${format}&lifecycle=in-service`,
      );
      expect(exported.status).toBe(200);
      const bytes = Buffer.from(await exported.arrayBuffer());
      expect((await imported(service, '/api/v1/cameras/import', bytes)).summary).toEqual({
        created: 0,
        changed: 0,
        unchanged: 1,
        rejected: 0,
      });
    }
  });

  it.each(['cameras', 'villages', 'programmes', 'credentials'])(
    'gives a template for %s whose headers it knows',
    async (noun) => {
      for (const format of ['csv', 'xlsx']) {
        const response = await service.request('GET', `/api/v1/${noun}/import-template?format=${format}`);
        const bytes = Buffer.from(await response.arrayBuffer());
        const answer = await imported(service, `/api/v1/${noun}/import?dryRun=true`, bytes);
        expect(new Set(answer.columns.map(({ use }) => use))).toEqual(new Set(['known']));
        expect(answer.rows).toEqual([]);
      }
    },
  );
});
