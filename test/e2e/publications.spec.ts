import { createHash, randomUUID } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import { type Browser, newPerson } from './access-people.js';
import { type Service, startService } from './service.js';

interface Answer {
  readonly id: string;
  readonly [field: string]: unknown;
}

const json = async <T = Answer>(response: Response): Promise<T> => (await response.json()) as T;
const TEXT_FORMATS = ['json', 'html', 'csv', 'document'];

/** People, addresses and cameras, planted wherever somebody may type. */
const PLANTED = [
  '王小明',
  '13900001111',
  '李大妈',
  '10.9.8.7',
  '坡顶球机',
  'viewer-zhang',
  '赵会计',
  '钱师傅',
];
/** Of a purchase that nobody approved. */
const WAITING = '待批公司';
const TERMS = { year: 2020, publicFrom: '2026-12-01', publicTo: '2026-12-07' };

function write(who: Browser, path: string, body: unknown, key = randomUUID()): Promise<Response> {
  return who.send('POST', path, body, { 'sec-fetch-site': 'same-origin', 'idempotency-key': key });
}

describe('what is published', () => {
  let service: Service;
  let villageId: string;
  let awardId: string;
  let lin: Browser;
  let chief: Browser;
  let stranger: Browser;
  let number: string;
  let sha256: string;
  let document: Buffer;

  const enter = async (path: string, body: object): Promise<string> =>
    (await service.json<Answer>('POST', `/api/v1/${path}`, body, { 'idempotency-key': randomUUID() })).id;
  /** Nobody is signed in. */
  const look = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${service.url}/api/v1/public/publications${path}`, { redirect: 'manual', ...init });
  const opened = (format: string): Promise<Response> =>
    lin.send('GET', `publications/${number}?format=${format}`);

  async function buy(supplier: string, unitPriceFen: number): Promise<string> {
    const purchase = {
      villageId,
      boughtOn: '2020-05-01',
      supplier,
      invoiceNumber: 'FP-2020-17',
      note: '赵会计经手',
      lines: [{ what: '枪机', quantity: 2, unitPriceFen }],
      funding: [{ awardId, parts: 1 }],
    };
    return (await json(await write(lin, 'purchases', purchase))).id;
  }

  async function approved(id: string): Promise<string> {
    await lin.send('POST', `purchases/${id}/submit`);
    const answer = await json(await chief.send('POST', `purchases/${id}/approve`));
    if (answer['state'] !== 'approved') throw new Error(`${id} was not approved: ${JSON.stringify(answer)}`);
    return id;
  }

  beforeAll(async () => {
    service = await startService({ FUNDING_PUBLIC_LOOKS_PER_MINUTE: '60' });
    villageId = await enter('villages', { name: '上坡村', kind: 'village' });
    const elsewhere = await enter('villages', { name: '桥头村', kind: 'village' });
    lin = await newPerson(service, '王小明', { role: 'village', villageIds: [villageId] });
    chief = await newPerson(service, '李大妈', { role: 'admin' });
    stranger = await newPerson(service, 'stranger', { role: 'village', villageIds: [elsewhere] });
    const award = { villageId, kind: 'star', year: 2019, starLevel: 5, documentNumber: '安政〔2020〕8号' };
    const received = { receivedOn: '2020-03-01', amountFen: 14_269_700, note: '王小明 13900001111 领' };
    awardId = await enter('awards', { ...award, ...received });
    const bought = await approved(await buy('安通', 303_611));
    await lin.send('POST', `purchases/${bought}/publicise`, { from: '2020-06-01', to: '2020-06-07' });
    await lin.send('POST', `purchases/${bought}/objections`, { words: '钱师傅说太贵' });
    const credential = { name: '李大妈的', username: 'viewer-zhang', password: 'a password' };
    const camera = await enter('cameras', {
      name: '坡顶球机',
      villageId,
      zoneId: '00000000-0000-7000-8000-000000000001',
      credentialId: await enter('credentials', credential),
      lifecycle: 'planned',
      network: { host: '10.9.8.7', onvif: { port: 80 } },
    });
    await enter(`purchases/${bought}/cameras`, { cameraIds: [camera] });
    const why = { cameraId: camera, words: '李大妈家停电，打 13900001111' };
    await enter(`purchases/${bought}/explanations`, why);
    await buy(WAITING, 100_000);
  }, 120_000);
  afterAll(() => service?.close());

  it('is seen before it is posted, as it will be', async () => {
    const path = `fund-reports?villageId=${villageId}&year=2020&posted=true`;
    const { total, villages } = await json(await lin.send('GET', path));
    expect({ total, villages }).toMatchObject({
      total: { spentYuan: '6,072.22', reservedYuan: '2,000.00' },
      villages: [{ spending: [{ supplier: '安通' }] }],
    });
    const page = await (await lin.send('GET', `${path}&format=html`)).text();
    expect(page).toContain('安通');
    expect(page).not.toContain(WAITING);
    const explained = await json(await lin.send('GET', `${path}&explain=true`));
    expect(explained).toMatchObject({
      total: { spentYuan: '6,072.22', reservedYuan: '2,000.00' },
      villages: [{ spending: [{ supplier: '安通' }], evidence: { units: [expect.anything()] } }],
    });
  });

  it('is numbered, once for a key', async () => {
    const key = randomUUID();
    const calls = await Promise.all(
      Array.from({ length: 3 }, () => write(lin, 'publications', { villageId, ...TERMS }, key)),
    );
    expect(calls.map(({ status }) => status)).toEqual([201, 201, 201]);
    const [first, ...others] = await Promise.all(calls.map((call) => json(call)));
    for (const other of others) expect(other).toEqual(first);
    number = first!['number'] as string;
    sha256 = first!['sha256'] as string;
    expect(number).toMatch(/^GS-\d{4}-0001$/);
    expect(first).toMatchObject({
      villageId,
      ...TERMS,
      corrects: null,
      correctedBy: null,
      checkAddress: `/api/v1/public/publications/${number}`,
    });
    const { items } = await json<{ items: Answer[] }>(await lin.send('GET', 'publications?year=2020'));
    expect(items).toEqual([first]);
    const trail = await service.json<{ items: Answer[] }>('GET', '/api/v1/audit-entries?limit=3');
    expect(trail.items[0]).toMatchObject({ action: 'POST /publications', subject: number, status: 201 });
  });

  it('is the very document that was hashed', async () => {
    const response = await opened('document');
    document = Buffer.from(await response.arrayBuffer());
    expect(createHash('sha256').update(document).digest('hex')).toBe(sha256);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${number}.json"`);
    expect(JSON.parse(document.toString())).toMatchObject({
      format: 1,
      number,
      publicTo: '2026-12-07',
    });
  });

  it('shows what the town approved, and what waits as one sum', async () => {
    const { report } = await json<{ report: Answer }>(await opened('json'));
    expect(report).toMatchObject({
      scope: { kind: 'village', name: '上坡村' },
      total: {
        receivedYuan: '142,697.00',
        spentYuan: '6,072.22',
        reservedYuan: '2,000.00',
        leftYuan: '134,624.78',
        bought: 2,
        installed: 1,
      },
      villages: [{ spending: [{ supplier: '安通', state: 'publicised' }] }],
    });
  });

  it('names nobody, no address and no camera in any of its forms, nor what nobody approved', async () => {
    const texts = await Promise.all(TEXT_FORMATS.map(async (format) => (await opened(format)).text()));
    const page = await (await look(`/${number}`)).text();
    const workbook = await readXlsx(new Uint8Array(await (await opened('xlsx')).arrayBuffer()));
    const cells = workbook.sheets.map(({ rows }) => JSON.stringify(rows)).join('\n');
    // The answer to the town's own people says who published it; nothing that is posted does.
    const [answer, ...posted] = texts as [string, ...string[]];
    const { by, ...shown } = JSON.parse(answer) as Answer;
    expect(by).toBe('王小明');
    for (const text of [JSON.stringify(shown), ...posted, page, cells]) {
      expect(text).toContain('安通');
      for (const word of [...PLANTED, WAITING]) expect(text).not.toContain(word);
    }
    for (const text of [...posted.slice(0, 2), page, cells]) {
      expect(text).toContain(number);
      expect(text).toContain(sha256);
    }
  });

  it('stays as it was, whatever is entered since', async () => {
    const more = { villageId, kind: 'collective', year: 2020, receivedOn: '2020-04-01', amountFen: 500 };
    await write(lin, 'awards', more);
    expect(Buffer.from(await (await opened('document')).arrayBuffer())).toEqual(document);
    const now = await json(await lin.send('GET', `fund-reports?villageId=${villageId}&year=2020`));
    expect(now).toMatchObject({ total: { receivedYuan: '142,702.00' } });
  });

  it('is a report of the moment, too, in each of its forms', async () => {
    const path = `fund-reports?villageId=${villageId}&year=2020`;
    const [page, table] = await Promise.all(
      ['html', 'csv'].map(async (format) => (await lin.send('GET', `${path}&format=${format}`)).text()),
    );
    for (const text of [page, table]) expect(text).toContain(WAITING);
    const workbook = await lin.send('GET', `${path}&format=xlsx`);
    expect(workbook.headers.get('content-disposition')).toBe('attachment; filename="fund-report-2020.xlsx"');
    expect(await lin.problem('GET', `${path}&format=csv&explain=true`)).toEqual([400, 'invalid-request']);
  });

  it('exists for its village and for the town, and is made by them alone', async () => {
    expect((await stranger.send('GET', `publications/${number}`)).status).toBe(404);
    expect(await json(await stranger.send('GET', 'publications'))).toEqual({ items: [], nextCursor: null });
    const theirs = await write(stranger, 'publications', { villageId, ...TERMS });
    expect([theirs.status, (await json(theirs))['code']]).toEqual([422, 'unknown-village']);
    const ofTheTown = await write(stranger, 'publications', TERMS);
    expect([ofTheTown.status, (await json(ofTheTown))['code']]).toEqual([403, 'publication-of-the-town']);
    const foreign = { villageId: null, programmeId: null, ...TERMS, corrects: number, reason: '录错' };
    expect((await json(await write(chief, 'publications', foreign)))['code']).toBe('corrects-another');
  });

  it.each<[string, object, string]>([
    ['half a correction', { corrects: 'GS-2026-0001' }, 'give corrects and reason together, or neither'],
    ['two subjects', { programmeId: randomUUID() }, 'give either villageId or programmeId'],
    ['too few days', { publicTo: '2026-12-06' }, 'publicTo: must be 2026-12-07 or later'],
    [
      'what corrects nothing',
      { corrects: 'GS-1999-0001', reason: '录错' },
      'corrects: there is no publication',
    ],
  ])('is refused with %s', async (_what, more, detail) => {
    const response = await write(lin, 'publications', { villageId, ...TERMS, ...more });
    expect((await json(response))['detail']).toContain(detail);
  });

  it('is corrected once, by one that says why', async () => {
    const correction = { villageId, ...TERMS, corrects: ` ${number.toLowerCase()} `, reason: '漏了集体资金' };
    const made = await json(await write(lin, 'publications', correction));
    expect(made).toMatchObject({ corrects: number, reason: '漏了集体资金' });
    const again = await write(lin, 'publications', correction);
    expect([again.status, (await json(again))['detail']]).toEqual([
      409,
      `${number} was corrected by ${made['number'] as string} already; correct that one.`,
    ]);
    expect(await json(await opened('json'))).toMatchObject({ correctedBy: made['number'], sha256 });
    const old = await (await look(`/${number}`)).text();
    expect(old).toContain(`本公示已被 ${made['number'] as string} 更正`);
    expect(old).toContain(`<a href="${made['number'] as string}">`);
    const page = await (await look(`/${made['number'] as string}`)).text();
    expect(page).toContain('漏了集体资金');
    expect(page).toContain(`<a href="${number}">`);
  });

  it('is seen by anybody who knows its number, however they type it', async () => {
    const [, year] = number.split('-') as [string, string];
    for (const typed of [number, number.toLowerCase(), `gs ${year} 1`, `ＧＳ－${year}－０００１`]) {
      const path = `?${new URLSearchParams({ number: typed }).toString()}`;
      const asked = await look(path);
      expect([asked.status, asked.headers.get('location')]).toEqual([303, `publications/${number}`]);
      expect((await look(`/${encodeURIComponent(typed)}`)).status).toBe(200);
    }
    const page = await look(`/${number}`);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=60',
    });
    expect(page.headers.getSetCookie()).toEqual([]);
    expect((await look(`/${number}`, { method: 'HEAD' })).status).toBe(200);
    const kept = await look(`/${number}?format=document`);
    expect(Buffer.from(await kept.arrayBuffer())).toEqual(document);
    for (const format of ['xlsx', 'csv'])
      expect((await look(`/${number}?format=${format}`)).headers.get('content-disposition')).toContain(
        number,
      );
  });

  it('is asked for in a page, and what is not there is told in one', async () => {
    const form = await look('');
    expect([form.status, form.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("form-action 'self'"),
    ]);
    expect(await form.text()).toContain('<form action="publications" method="get">');
    for (const path of ['/GS-1999-0001', '/%3Cscript%3E', '?number=%3Cscript%3E']) {
      const unknown = await look(path);
      const text = await unknown.text();
      expect([unknown.status, unknown.headers.get('content-type')]).toEqual([
        404,
        'text/html; charset=utf-8',
      ]);
      expect(text).toContain('没有编号为');
      expect(text).not.toContain('<script');
    }
    expect((await look(`/${'9'.repeat(250)}`)).status).toBeGreaterThanOrEqual(400);
  });

  it('is not posted while somebody’s number or an address stands in it', async () => {
    const bought = await approved(await buy('安通 13800138000', 1));
    const response = await write(lin, 'publications', { villageId, ...TERMS });
    expect([response.status, await json(response)]).toMatchObject([
      422,
      {
        code: 'private-words',
        errors: [{ path: 'villages.0.spending.1.supplier', message: expect.stringContaining(bought) }],
      },
    ]);
  });

  it('is looked at so often in a minute, and no look is written down', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 61 }, async () => (await look('/GS-1999-0001')).status),
    );
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    const trail = await service.json<{ items: Answer[] }>('GET', '/api/v1/audit-entries?limit=200');
    expect(trail.items.filter(({ action }) => String(action).includes('public/'))).toEqual([]);
  });
});
