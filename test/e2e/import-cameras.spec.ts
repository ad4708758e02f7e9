import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { csv, imported, sendFile } from './import-files.js';
import { type Service, startService } from './service.js';

const HEADER = [
  'SBBM',
  'SBMC',
  '村/社区',
  'IPV4',
  'MACDZ',
  'JD',
  'WD',
  'SBCS',
  'SXJWZLX',
  'SBZT',
  '资产卡片号',
];
const CODE = '35058200001310000001';
const ROW = [
  CODE,
  '村口 01',
  '上坡村',
  '10.1.1.1',
  '00:11:22:33:44:55',
  '118.47',
  '24.72',
  '大华',
  '校园周边/党政机关',
  '1',
  'A-1',
];
const PATH = '/api/v1/cameras/import';

interface Camera {
  readonly id: string;
  readonly name: string;
  readonly deviceCode: string;
  readonly customFields: Record<string, string>;
}

describe('importing cameras', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
    await service.json('POST', '/api/v1/villages', { name: '上坡村', code: '350582101208', kind: 'village' });
    await service.json('POST', '/api/v1/villages', { name: '安东村', kind: 'village' });
  });
  afterAll(() => service.close());

  const cameras = async (): Promise<Camera[]> =>
    (await service.json<{ items: Camera[] }>('GET', '/api/v1/cameras')).items;

  it('says what a file would do, and writes nothing on a dry run', async () => {
    const answer = await imported(service, `${PATH}?dryRun=true`, csv(HEADER, ROW));
    expect(answer).toMatchObject({
      state: 'done',
      isApplied: false,
      summary: { created: 1, changed: 0, unchanged: 0, rejected: 0 },
    });
    expect(answer.rows).toMatchObject([{ row: 2, outcome: 'created', name: '村口 01', rejections: [] }]);
    expect(await cameras()).toEqual([]);
  });

  it('writes a whole row, with what it does not know as custom field', async () => {
    const answer = await imported(service, PATH, csv(HEADER, ROW));
    expect(answer).toMatchObject({ isApplied: true, summary: { created: 1 } });
    expect(await cameras()).toMatchObject([
      {
        id: answer.rows[0]!.id,
        name: '村口 01',
        deviceCode: CODE,
        lifecycle: 'in-service',
        position: { latitudeDeg: 24.72, longitudeDeg: 118.47 },
        rawPosition: { x: 118.47, y: 24.72, system: 'WGS84' },
        network: { host: '10.1.1.1', mac: '00-11-22-33-44-55', onvif: { port: 80 }, rtsp: null },
        register: { vendorCode: '2', positionTypes: ['8', '2'] },
        customFields: { 资产卡片号: 'A-1' },
      },
    ]);
  });

  it('changes nothing the second time', async () => {
    const before = await cameras();
    const answer = await imported(service, PATH, csv(HEADER, ROW));
    expect(answer.summary).toEqual({ created: 0, changed: 0, unchanged: 1, rejected: 0 });
    expect(await cameras()).toEqual(before);
  });

  it('tells old and new of every field that a row changes, and leaves what is blank', async () => {
    const row = [CODE, '', '安东村', '10.1.1.2', '', '', '', '海康威视', '', '维修', 'A-2'];
    const answer = await imported(service, PATH, csv(HEADER, row));
    expect(answer.rows[0]!.changes).toEqual(
      expect.arrayContaining([
        { field: 'village', old: '上坡村', new: '安东村' },
        { field: 'network.host', old: '10.1.1.1', new: '10.1.1.2' },
        { field: 'register.vendorCode', old: '2', new: '1' },
        { field: 'lifecycle', old: 'in-service', new: 'under-repair' },
        { field: 'customFields.资产卡片号', old: 'A-1', new: 'A-2' },
      ]),
    );
    expect(answer.rows[0]!.changes).toHaveLength(5);
    expect(await cameras()).toMatchObject([{ name: '村口 01', position: { latitudeDeg: 24.72 } }]);
  });

  it('writes no row of a file with a mistake, or all the others where that is asked for', async () => {
    const file = csv(
      HEADER,
      ['3.50582E+19', '村口 02', '上坡村', '10.1.1.3'],
      ['', '村口 03', '上坡村', '10.1.1.4'],
    );
    const none = await imported(service, PATH, file);
    expect(none).toMatchObject({ isApplied: false, summary: { created: 1, rejected: 1 } });
    expect(none.rows[0]!.rejections).toEqual([
      {
        code: 'device-code-lost-digits',
        row: 2,
        column: 'SBBM',
        value: '3.50582E+19',
        reason: {
          zh: '编码已被 Excel 转成数字，后面的位数已丢失',
          en: 'Excel has turned the code into a number, and its last digits are lost',
        },
        mend: {
          zh: '填写完整的20位编码，并先把单元格格式设为“文本”',
          en: 'write all 20 digits, in a cell that is formatted as text',
        },
      },
    ]);
    expect(await cameras()).toHaveLength(1);

    expect(await imported(service, `${PATH}?mode=valid`, file)).toMatchObject({ isApplied: true });
    expect((await cameras()).map(({ name }) => name)).toEqual(['村口 01', '村口 03']);
  });

  it('leaves no file behind', async () => {
    const refused = await sendFile(service, PATH, '%PDF-1.7');
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ code: 'file-of-another-kind' });
    expect(readdirSync(join(service.dataDir, 'imports'))).toEqual([]);
  });
});
