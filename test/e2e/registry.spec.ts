import { readdirSync, readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { type Service, startService } from './service.js';

const FOLDER = new URL('../invalid-input/registry/', import.meta.url);
const NOUNS = ['villages', 'programmes', 'zones', 'credentials', 'cameras', 'places'];

interface Case {
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly answer: { readonly status: number };
}

interface Entry {
  readonly id: string;
}

const fileNames = readdirSync(FOLDER).toSorted();

/** The case with the ids of the standing entries in place of `{cameraId}` and the like. */
function readCase(fileName: string, ids: Readonly<Record<string, string>>): Case {
  const text = readFileSync(new URL(fileName, FOLDER), 'utf8');
  return JSON.parse(text.replaceAll(/\{(\w+Id)\}/g, (_, name: string) => ids[name]!)) as Case;
}

/** Every row of the register, to see that nothing was written. */
async function rowsOf(service: Service): Promise<unknown> {
  const source = service.app.get(DataSource);
  return Promise.all(NOUNS.map((table) => source.query(`SELECT * FROM ${table} ORDER BY id`)));
}

describe('the register refuses', () => {
  let service: Service;
  let ids: Record<string, string>;

  beforeAll(async () => {
    service = await startService();
    const enter = async (noun: string, body: unknown): Promise<string> =>
      (await service.json<Entry>('POST', `/api/v1/${noun}`, body)).id;
    const villageId = await enter('villages', { name: '上坡村', code: '350582101999', kind: 'village' });
    const programmeId = await enter('programmes', { name: '雪亮工程' });
    const zoneId = await enter('zones', { name: '北片' });
    const credentialId = await enter('credentials', { name: 'monitor', username: 'viewer', password: 'p' });
    const network = { host: '10.1.1.1', onvif: { port: 80 } };
    const cameraId = await enter('cameras', {
      name: '村口',
      deviceCode: '35058210001320000001',
      villageId,
      programmeId,
      zoneId,
      credentialId,
      network,
    });
    const otherCameraId = await enter('cameras', { name: '河边', villageId, network });
    ids = { villageId, programmeId, zoneId, credentialId, cameraId, otherCameraId };
  });

  afterAll(() => service.close());

  it.each(fileNames)('%s', async (fileName) => {
    const { request, answer } = readCase(fileName, ids);
    const before = await rowsOf(service);

    const response = await service.request(request.method, request.path, request.body);

    expect(await response.json()).toEqual(answer);
    expect(response.status).toBe(answer.status);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await rowsOf(service)).toEqual(before);
  });
});
