import { describeOnBothDatabases } from '../databases.js';
import { csv, imported, sendFile } from '../e2e/import-files.js';
import { type Service, startService } from '../e2e/service.js';

const PATH = '/api/v1/cameras/import';
const rows = (count: number, village = '上坡村') =>
  Array.from({ length: count }, (_, index) => [`杆 ${index}`, village, `10.7.0.${index + 1}`, `A-${index}`]);
const file = (...more: (string | number)[][]) => csv(['设备名称', '村', 'IPV4', '备注'], ...more);

describeOnBothDatabases('an import', (newDatabase) => {
  let service: Service;
  beforeAll(async () => {
    const database = await newDatabase();
    service = await startService(database.kind === 'postgres' ? { DATABASE_URL: database.url } : {});
    await service.json('POST', '/api/v1/villages', { name: '上坡村', kind: 'village' });
  }, 60_000);
  afterAll(() => service.close());

  const count = async (): Promise<number> =>
    (await service.json<{ items: object[] }>('GET', '/api/v1/cameras?limit=1000')).items.length;

  it('writes every row or none', async () => {
    const mixed = file(...rows(60), ['坏', '没有这个村', '10.8.0.1']);
    expect(await imported(service, PATH, mixed)).toMatchObject({
      isApplied: false,
      summary: { created: 60, rejected: 1 },
    });
    expect(await count()).toBe(0);
    expect(await imported(service, PATH, file(...rows(60)))).toMatchObject({ isApplied: true });
    expect(await count()).toBe(60);
  }, 60_000);

  it('writes a history that names the import, and nothing the second time', async () => {
    const changed = rows(60).map(([name, village, host]) => [name!, village!, host!, 'B']);
    const answer = await imported(service, PATH, file(...changed));
    expect(answer.summary).toEqual({ created: 0, changed: 60, unchanged: 0, rejected: 0 });
    const history = await service.json<{ items: object[] }>(
      'GET',
      `/api/v1/cameras/${answer.rows[0]!.id}/history`,
    );
    expect(history.items[0]).toMatchObject({ field: 'customFields', importId: answer.id });
    expect((await imported(service, PATH, file(...changed))).summary).toMatchObject({ unchanged: 60 });
    expect(
      (await service.json<{ items: object[] }>('GET', `/api/v1/cameras/${answer.rows[0]!.id}/history`)).items,
    ).toHaveLength(2);
  }, 60_000);

  it('keeps its report, and that of a file that was refused', async () => {
    expect((await sendFile(service, PATH, '%PDF-1.7')).status).toBe(422);
    const { items } = await service.json<{ items: { state: string; problem: string | null }[] }>(
      'GET',
      '/api/v1/imports',
    );
    expect(items[0]).toMatchObject({
      state: 'refused',
      problem: 'The file is a PDF; send the table that it was printed from.',
    });
    expect(items).toHaveLength(5);
  });
});
