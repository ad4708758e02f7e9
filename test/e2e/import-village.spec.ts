import { type Browser, newPerson } from './access-people.js';
import { csv, type ImportAnswer, imported, type RowAnswer } from './import-files.js';
import { type Service, startService } from './service.js';

const CODE = '35058200001310000001';
const MAC = '00-11-22-33-44-55';
const HEADER = ['设备编码', '设备名称', '村', 'IPV4', 'MACDZ'];
const SETTINGS = { ACCESS_ATTEMPTS_BY_ADDRESS: '1000' };

describe('a village that imports', () => {
  let service: Service;
  let villager: Browser;
  let own: string;
  let other: string;
  let theirImport: string;

  beforeAll(async () => {
    service = await startService(SETTINGS);
    const enter = async (name: string): Promise<string> =>
      (await service.json<{ id: string }>('POST', '/api/v1/villages', { name, kind: 'village' })).id;
    own = await enter('上坡村');
    other = await enter('桥头村');
    villager = await newPerson(service, 'villager', { role: 'village', villageIds: [own] });
    // The camera of the other village, of which nothing may be learned.
    const file = csv(HEADER, [CODE, '外村桥头', '桥头村', '10.9.9.9', MAC]);
    ({ id: theirImport } = await imported(service, '/api/v1/cameras/import', file));
  });

  afterAll(() => service?.close());

  afterEach(async () => {
    for (const { id } of await cameras(own)) await service.request('DELETE', `/api/v1/cameras/${id}`);
  });

  async function sends(path: string, file: string): Promise<ImportAnswer> {
    const response = await sendAs(path, file);
    const text = await response.text();
    expect([response.status, text]).toEqual([200, text]);
    return JSON.parse(text) as ImportAnswer;
  }

  const sendAs = (path: string, file: string): Promise<Response> =>
    fetch(`${service.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { cookie: villager.cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/csv' },
      body: file,
    });

  const cameras = async (villageId: string) =>
    (
      await service.json<{ items: { id: string; name: string }[] }>(
        'GET',
        `/api/v1/cameras?villageId=${villageId}`,
      )
    ).items;
  const why = ({ rejections }: RowAnswer) =>
    rejections.map(({ code, column, reason }) => [code, column, reason.en]);

  it('enters and changes its own cameras, and reads what became of them', async () => {
    const file = csv(HEADER, ['', '村口', '上坡村', '10.1.1.1', ''], ['', '村尾', '', '10.1.1.2', '']);
    const answer = await sends('cameras/import', file);
    expect(answer).toMatchObject({ isApplied: true, summary: { created: 2, rejected: 0 } });
    expect((await cameras(own)).map(({ name }) => name)).toEqual(['村口', '村尾']);

    const again = await sends('cameras/import', csv(HEADER, ['', '村口 01', '上坡村', '10.1.1.1', '']));
    expect(again.rows[0]!.changes).toEqual([{ field: 'name', old: '村口', new: '村口 01' }]);

    const read = (await (await villager.send('GET', `imports/${again.id}`)).json()) as ImportAnswer;
    expect(read.rows).toEqual(again.rows);
    const events = await (await villager.send('GET', `imports/${again.id}/events`)).text();
    expect(events).toContain('event: end');
  });

  it('enters its own places', async () => {
    const header = ['名称', '村', '类型', '等级', '经度', '纬度'];
    const rest = ['停车场', '观察', 118.47, 24.72];
    const { rows } = await sends(
      'places/import?mode=valid',
      csv(header, ['村口', '上坡村', ...rest], ['桥头', '桥头村', ...rest]),
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['created', 'rejected']);
    expect(why(rows[1]!)).toEqual([['unknown-village', '村', 'there is no village "桥头村"']]);
    expect((await villager.status('GET', 'places/import-template')) === 200).toBe(true);
  });

  it('is told of another village what it is told of none', async () => {
    const file = (village: string): string => csv(HEADER, ['', '村口', village, '10.1.1.1', '']);
    const [there] = (await sends('cameras/import', file('桥头村'))).rows;
    const [none] = (await sends('cameras/import', file('无头村'))).rows;
    const asNone = JSON.stringify(there).replaceAll('桥头村', '无头村');
    expect(JSON.parse(asNone)).toEqual(none);

    const [byId, byNone] = await Promise.all(
      [other, '019a0000-0000-7000-8000-00000000dead'].map(async (id) => {
        const answer = await sendAs(
          `cameras/import?villageId=${id}`,
          csv(HEADER, ['', 'a', '', '10.1.1.1', '']),
        );
        return [answer.status, (await answer.text()).replaceAll(id, '')];
      }),
    );
    expect(byId).toEqual(byNone);
    expect(byId![0]).toBe(422);
  });

  it.each([
    ['MAC', ['', '村口', '上坡村', '10.1.1.1', MAC]],
    ['address', ['', '村口', '上坡村', '10.9.9.9', '']],
  ])('finds no camera of another village by its %s, and enters its own', async (_key, row) => {
    const answer = await sends('cameras/import', csv(HEADER, row));
    expect(answer.rows).toMatchObject([{ outcome: 'created', name: '村口', rejections: [], warnings: [] }]);
    expect(await cameras(own)).toHaveLength(1);
    expect(await cameras(other)).toMatchObject([
      { name: '外村桥头', network: { host: '10.9.9.9', mac: MAC } },
    ]);
  });

  it('finds no camera of another village by its id', async () => {
    const [standing] = await cameras(other);
    const row = [standing!.id, '村口', '上坡村', '10.1.1.1'];
    const answer = await sends('cameras/import', csv(['登记编号', '设备名称', '村', 'IPV4'], row));
    expect(answer.rows).toMatchObject([{ outcome: 'created', name: '村口' }]);
    expect(answer.rows[0]!.id).not.toBe(standing!.id);
  });

  it('learns of a device code that it is taken, as a single entry would, and nothing else', async () => {
    const single = {
      name: '村口',
      villageId: own,
      zoneId: '00000000-0000-7000-8000-000000000001',
      deviceCode: CODE,
      network: { host: '10.1.1.1', onvif: { port: 80 } },
    };
    const refused = await villager.send('POST', 'cameras', single);
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { detail: 'deviceCode: a camera of another village already has this device code' },
    ]);

    // Also where everything else fits the other camera.
    const answer = await sends('cameras/import', csv(HEADER, [CODE, '村口', '上坡村', '10.9.9.9', MAC]));
    expect(answer.rows.map((row) => why(row))).toEqual([
      [['device-code-taken', '设备编码', 'the device code is in use already']],
    ]);
    expect(answer.rows[0]).toMatchObject({ id: null, changes: [], warnings: [] });
    const [standing] = await cameras(other);
    for (const hidden of ['外村', standing!.id, other]) expect(JSON.stringify(answer)).not.toContain(hidden);
  });

  it('does not see the imports of others', async () => {
    for (const path of [`imports/${theirImport}`, `imports/${theirImport}/events`])
      expect(await villager.problem('GET', path)).toEqual([404, 'no-such-import']);
    await sends('cameras/import', csv(HEADER, ['', '村口', '上坡村', '10.1.1.1', '']));
    const neighbour = await newPerson(service, 'neighbour', { role: 'village', villageIds: [own] });
    expect(await (await neighbour.send('GET', 'imports')).json()).toEqual({ items: [], nextCursor: null });
  });

  it.each(['villages', 'programmes', 'credentials'])('may not import %s', async (noun) => {
    expect((await sendAs(`${noun}/import`, csv(['名称'], ['a']))).status).toBe(403);
  });
});
