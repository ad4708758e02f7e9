import { randomUUID } from 'node:crypto';
import { type Browser, newPerson } from './access-people.js';
import { type Service, startService } from './service.js';

interface Answer {
  readonly id: string;
  readonly state: string;
  readonly [field: string]: unknown;
}
const UNKNOWN = '019a0000-0000-7000-8000-00000000dead';

const json = async <T = Answer>(response: Response): Promise<T> => (await response.json()) as T;

/** A call with a key of its own, or with the one that is given. */
function write(who: Browser, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return who.send('POST', path, body, {
    'sec-fetch-site': 'same-origin',
    'idempotency-key': randomUUID(),
    ...headers,
  });
}

describe('awards, purchases and what is left', () => {
  let service: Service;
  let villageId: string;
  let lin: Browser;
  let chief: Browser;
  let star: string;
  let own: string;
  let bought: string;
  let first: string;
  let second: string;

  beforeAll(async () => {
    service = await startService();
    const village = { name: '上坡村', kind: 'village' };
    villageId = (await service.json<Answer>('POST', '/api/v1/villages', village)).id;
    lin = await newPerson(service, 'lin', { role: 'village', villageIds: [villageId] });
    chief = await newPerson(service, 'chief', { role: 'admin' });
  }, 60_000);
  afterAll(() => service?.close());

  const award = (more: object = {}) => ({
    villageId,
    kind: 'star',
    year: 2019,
    starLevel: 5,
    documentNumber: '安政〔2020〕8号',
    receivedOn: '2020-03-01',
    amountFen: 14_269_700,
    ...more,
  });
  const purchase = (more: object = {}) => ({
    villageId,
    boughtOn: '2020-05-01',
    supplier: '安通',
    invoiceNumber: 'FP-2020-17',
    lines: [{ what: '400万像素枪机', model: 'DS-2CD', quantity: 47, unitPriceFen: 303_611 }],
    funding: [
      { awardId: star, parts: 9 },
      { awardId: own, parts: 1 },
    ],
    ...more,
  });

  /** Entered now, long after the purchase. */
  async function newCamera(number: string): Promise<string> {
    const camera = {
      name: `上坡-${number}`,
      villageId,
      zoneId: '00000000-0000-7000-8000-000000000001',
      lifecycle: 'planned',
      network: { host: '10.1.1.1', mac: `00-11-22-33-44-${number}`, onvif: { port: 80 } },
    };
    return (await service.json<Answer>('POST', '/api/v1/cameras', camera)).id;
  }

  it('are entered by the town, and by a village what it brings up itself', async () => {
    const refused = await write(lin, 'awards', award());
    expect([refused.status, (await json(refused))['code']]).toEqual([403, 'money-of-the-town']);
    const entered = await write(chief, 'awards', award());
    expect([entered.status, entered.headers.get('etag')]).toEqual([201, '"1"']);
    const answer = await json(entered);
    expect(answer).toMatchObject({
      name: '2019 五星奖励（安政〔2020〕8号）',
      amountYuan: '142,697.00',
      spentFen: 0,
      leftYuan: '142,697.00',
    });
    star = answer.id;
    const collective = award({
      kind: 'collective',
      starLevel: null,
      documentNumber: null,
      amountFen: 5_000_000,
    });
    own = (await json(await write(lin, 'awards', collective))).id;
  });

  it('are written once for a key, and the repeated call is answered as the first', async () => {
    const key = { 'idempotency-key': `"${randomUUID()}"` };
    const calls = await Promise.all(
      Array.from({ length: 4 }, () => write(lin, 'purchases', purchase(), key)),
    );
    expect(calls.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const [first, ...others] = await Promise.all(calls.map((call) => json(call)));
    for (const other of others) expect(other).toEqual(first);
    expect(first).toMatchObject({
      state: 'draft',
      totalYuan: '142,697.17',
      totalInWords: '人民币壹拾肆万贰仟陆佰玖拾柒元壹角柒分',
      lines: [{ quantity: 47, amountYuan: '142,697.17' }],
      funding: [
        { awardId: star, amountFen: 12_842_745 },
        { awardId: own, amountFen: 1_426_972 },
      ],
    });
    bought = first!.id;
    const other = await write(lin, 'purchases', purchase({ supplier: '别家' }), key);
    expect([other.status, (await json(other))['code']]).toEqual([422, 'idempotency-key-reused']);
  });

  it('are known by their ETags, an award also by what is spent of it', async () => {
    for (const [path, etag] of [
      [`purchases/${bought}`, '"1"'],
      [`awards/${star}`, '"2"'],
    ] as const) {
      const asked = (known: string) => lin.send('GET', path, undefined, { 'if-none-match': known });
      expect([(await asked(etag)).status, (await asked('"0"')).headers.get('etag')]).toEqual([304, etag]);
    }
  });

  it('are never overdrawn, and say what is left', async () => {
    const too = purchase({ funding: [{ awardId: star, amountFen: 14_269_717 }] });
    const response = await write(lin, 'purchases', too);
    expect([response.status, (await json(response))['detail']]).toEqual([
      409,
      '2019 五星奖励（安政〔2020〕8号） has 14,269.55 yuan left, and 142,697.17 are asked of it; take the rest from another source.',
    ]);
  });

  it('add up, with every row where it is asked', async () => {
    const balance = await json(await lin.send('GET', `villages/${villageId}/balance?explain=true`));
    expect(balance).toMatchObject({ receivedFen: 19_269_700, spentFen: 14_269_717, leftYuan: '49,999.83' });
    const rows = balance['rows'] as { amountFen: number }[];
    expect(rows.map(({ amountFen }) => amountFen)).toEqual([14_269_700, 5_000_000, -12_842_745, -1_426_972]);
    expect((await json(await lin.send('GET', `awards/${star}?explain=true`)))['rows']).toHaveLength(2);
    expect((await json(await lin.send('GET', `purchases/${bought}?explain=true`)))['rows']).toHaveLength(2);
    expect(await json(await chief.send('GET', 'balances'))).toMatchObject({
      items: [{ village: '上坡村', leftYuan: '49,999.83' }],
    });
  });

  it.each<[string, object, number, string]>([
    ['half a fen', { amountFen: 0.5 }, 400, 'amountFen: must be whole fen (1 yuan is 100)'],
    ['fen in words', { amountFen: '100' }, 400, 'amountFen: '],
    ['nothing', { amountFen: 0 }, 400, 'amountFen: '],
    ['less than nothing', { amountFen: -100 }, 400, 'amountFen: '],
    ['more than there is', { amountFen: 1e18 }, 400, 'amountFen: '],
    ['a star without a level', { starLevel: null }, 422, 'starLevel: must be 1…5 for the kind star'],
    ['a sixth star', { starLevel: 6 }, 400, 'starLevel: '],
    ['a day that is none', { receivedOn: '2020-02-30' }, 400, 'receivedOn: must be a day, as 2026-01-31'],
    ['a day to come', { receivedOn: '2090-01-01' }, 422, 'receivedOn: must not be in the future'],
    [
      'a village that is not there',
      { villageId: UNKNOWN },
      422,
      'villageId: there is no village with this id',
    ],
    ['a field nobody knows', { balance: 1 }, 400, 'balance: is not a known field'],
  ])('refuse an award of %s', async (_what, more, status, detail) => {
    const response = await write(chief, 'awards', award(more));
    expect([response.status, (await json(response))['detail']]).toEqual([
      status,
      expect.stringContaining(detail),
    ]);
  });

  it.each<[string, () => object, number, string]>([
    ['no lines', () => ({ lines: [] }), 400, 'lines: '],
    [
      'half a camera',
      () => ({ lines: [{ what: 'a', quantity: 0.5, unitPriceFen: 100 }] }),
      400,
      'lines.0.quantity: ',
    ],
    ['no sources', () => ({ funding: [] }), 400, 'funding: '],
    [
      'shares that do not add up',
      () => ({ funding: [{ awardId: own, amountFen: 1 }] }),
      422,
      'funding: the shares are 0.01 yuan together, and the lines 142,697.17',
    ],
    [
      'a share both ways',
      () => ({ funding: [{ awardId: own, amountFen: 1, parts: 1 }] }),
      400,
      'funding.0: give either amountFen or parts',
    ],
    [
      'a source that is not there',
      () => ({ funding: [{ awardId: UNKNOWN, parts: 1 }] }),
      422,
      'funding.0.awardId: the village has no award with this id',
    ],
    [
      'more than all money',
      () => ({
        lines: Array.from({ length: 200 }, () => ({
          what: 'a',
          quantity: 10_000,
          unitPriceFen: 1_000_000_000,
        })),
      }),
      400,
      'lines: must be at most 100000000000 fen together',
    ],
  ])('refuse a purchase with %s', async (_what, more, status, detail) => {
    const response = await write(lin, 'purchases', purchase(more()));
    expect([response.status, (await json(response))['detail']]).toEqual([
      status,
      expect.stringContaining(detail),
    ]);
  });

  it.each([
    ['none', ''],
    ['two words', 'two words'],
    ['a long one', 'x'.repeat(201)],
  ])('ask for a key that can be one, and not for %s', async (_what, key) => {
    const response = await write(chief, 'awards', award(), { 'idempotency-key': key });
    expect([response.status, (await json(response))['code']]).toEqual([400, 'idempotency-key-missing']);
  });

  it('are submitted by the village, and approved by somebody else in the town', async () => {
    expect((await json(await lin.send('POST', `purchases/${bought}/submit`))).state).toBe('submitted');
    expect(await lin.problem('POST', `purchases/${bought}/approve`)).toEqual([403, 'not-allowed']);
    const stale = { 'sec-fetch-site': 'same-origin', 'if-match': '"1"' };
    expect((await chief.send('POST', `purchases/${bought}/approve`, undefined, stale)).status).toBe(412);
    const returned = await chief.send('POST', `purchases/${bought}/return`, { reason: '缺合同' });
    expect((await json(returned)).state).toBe('returned');
    await chief.send('POST', `purchases/${bought}/submit`);
    expect(await chief.problem('POST', `purchases/${bought}/approve`)).toEqual([403, 'same-person']);
    const { token } = await json<{ token: string }>(await chief.send('POST', 'tokens', { name: 'script' }));
    const throughToken = await fetch(`${service.url}/api/v1/purchases/${bought}/approve`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    expect([throughToken.status, (await json(throughToken))['code']]).toEqual([403, 'same-person']);
    expect((await service.json<Answer>('POST', `/api/v1/purchases/${bought}/approve`)).state).toBe(
      'approved',
    );
  });

  it('are tied to the cameras they became, which no other purchase pays for', async () => {
    const path = `purchases/${bought}`;
    first = await newCamera('01');
    second = await newCamera('02');
    const tied = await lin.send('POST', `${path}/cameras`, { cameraIds: [first] });
    expect([tied.status, await json(tied)]).toEqual([
      201,
      { items: [expect.objectContaining({ cameraId: first, what: '400万像素枪机', by: 'lin' })] },
    ]);
    const one = purchase({
      lines: [{ what: '枪机', quantity: 1, unitPriceFen: 100 }],
      funding: [{ awardId: own, parts: 1 }],
    });
    const { id: other } = await json(await write(lin, 'purchases', one));
    const double = await lin.send('POST', `purchases/${other}/cameras`, { cameraIds: [first] });
    expect([double.status, (await json(double))['detail']]).toEqual([
      409,
      `cameraIds.0: is paid for already by the purchase ${bought}, as the camera ${first}`,
    ]);
    const { items } = await json<{ items: object[] }>(await lin.send('GET', `${path}/cameras/suggestions`));
    expect(items).toMatchObject([{ cameraId: second, macs: ['00-11-22-33-44-02'] }]);
    await write(chief, `purchases/${other}/void`, { reason: '重复' });
    const response = await service.request('DELETE', `/api/v1/cameras/${first}`);
    expect([response.status, (await json(response))['code']]).toEqual([409, 'camera-in-use']);
  });

  it('are matched by a list of serials and MACs, at first only to be looked at', async () => {
    const path = `purchases/${bought}/cameras`;
    const rows = [{ mac: '001122334402' }, { mac: '00:11:22:33:44:01' }, { serial: 'SN-1' }];
    const looked = await lin.send('POST', `${path}/match?dryRun=true`, { rows });
    const expected = {
      counts: { matched: 1, ambiguous: 0, claimed: 1, repeated: 0, unknown: 1 },
      items: [
        { row: 0, status: 'matched', cameraId: second },
        { row: 1, status: 'claimed', purchaseId: bought, cameraId: first },
        { row: 2, serial: 'SN-1', status: 'unknown' },
      ],
    };
    expect([looked.status, await json(looked)]).toMatchObject([200, { dryRun: true, ...expected }]);
    expect(await json(await lin.send('POST', `${path}/match`, { rows }))).toMatchObject(expected);
    expect(await lin.problem('DELETE', `${path}/${second}`)).toEqual([400, 'invalid-request']);
    expect((await lin.send('DELETE', `${path}/${second}?reason=mistaken`)).status).toBe(204);
  });

  it.each<[string, string, object, number, string]>([
    ['cameras', 'no cameras', { cameraIds: [] }, 400, 'cameraIds: '],
    [
      'cameras',
      'a camera that is not there',
      { cameraIds: [UNKNOWN] },
      422,
      'cameraIds.0: the village has no camera with this id',
    ],
    ['cameras/match', 'a row of nothing', { rows: [{}] }, 400, 'rows.0: give a serial, a mac, or both'],
    ['cameras/match', 'a MAC that is none', { rows: [{ mac: '1' }] }, 400, 'rows.0.mac: must be a MAC'],
    ['explanations', 'nothing', { words: '雷击' }, 400, 'give a cameraId, or a lineId with units'],
    ['explanations', 'no words', { cameraId: UNKNOWN, words: '' }, 400, 'words: must not be empty'],
    [
      'explanations',
      'a line that is not there',
      { lineId: UNKNOWN, units: 1, words: '缺货' },
      422,
      'lineId: ',
    ],
  ])('refuse %s of %s', async (path, _what, body, status, detail) => {
    const response = await lin.send('POST', `purchases/${bought}/${path}`, body);
    expect([response.status, (await json(response))['detail']]).toEqual([
      status,
      expect.stringContaining(detail),
    ]);
  });

  it('are publicised, objected to, answered and closed once every unit is accounted for', async () => {
    const path = `purchases/${bought}`;
    const brief = { from: '2020-06-01', to: '2020-06-06' };
    expect(await lin.problem('POST', `${path}/publicise`, brief)).toEqual([422, 'public-too-briefly']);
    expect(
      (await json(await lin.send('POST', `${path}/publicise`, { ...brief, to: '2020-06-07' }))).state,
    ).toBe('publicised');
    expect(await json(await lin.send('POST', `${path}/objections`, { words: '单价太高' }))).toMatchObject({
      objections: 1,
    });
    expect(await chief.problem('POST', `${path}/close`, {})).toEqual([422, 'objections-open']);
    expect(await chief.problem('POST', `${path}/close`, { answer: '三家比价' })).toEqual([
      409,
      'not-confirmed-live',
    ]);
    const standing = await json<{ lines: { lineId: string }[] }>(await lin.send('GET', `${path}/standing`));
    expect(standing).toMatchObject({
      bought: 47,
      installed: 1,
      confirmed: 0,
      open: 47,
      confirmDays: 7,
      costPerPictureDayYuan: null,
      cameras: [{ cameraId: first, name: '上坡-01', state: 'unknown', pictureDays: 0, explanation: null }],
      lines: [{ quantity: 47, installed: 1, warrantyEndsOn: null, isWithinWarranty: null }],
    });
    const explain = (more: object) => lin.send('POST', `${path}/explanations`, { words: '缺货', ...more });
    expect((await explain({ cameraId: first })).status).toBe(201);
    expect((await explain({ lineId: standing.lines[0]!.lineId, units: 46 })).status).toBe(201);
    expect(await json(await lin.send('GET', `suppliers?villageId=${villageId}`))).toMatchObject({
      items: [{ supplier: '安通', bought: 47, installed: 1, explained: 47, items: [{ purchaseId: bought }] }],
    });
    const metrics = await (await service.request('GET', '/metrics')).text();
    for (const line of [
      'shouwang_village_awards_yuan{village="上坡村"} 192697',
      'shouwang_village_spent_yuan{village="上坡村"} 142697.17',
      'shouwang_purchased_cameras{village="上坡村",status="bought"} 47',
      'shouwang_purchased_cameras{village="上坡村",status="installed"} 1',
      'shouwang_purchased_cameras{village="上坡村",status="explained"} 47',
      'shouwang_purchased_cameras{village="上坡村",status="confirmed"} 0',
    ])
      expect(metrics).toContain(`${line}\n`);
    expect(await json(await chief.send('POST', `${path}/close`, { answer: '三家比价' }))).toMatchObject({
      state: 'closed',
      dueAt: null,
    });
    const { items } = await json<{ items: object[] }>(await lin.send('GET', `${path}/steps`));
    expect(items).toMatchObject([
      { action: 'enter', to: 'draft', by: { kind: 'user', name: 'lin' } },
      { action: 'submit', from: 'draft' },
      { action: 'return', reason: '缺合同', by: { name: 'chief' } },
      { action: 'submit' },
      { action: 'approve', by: { kind: 'token', name: 'admin-token' } },
      { action: 'publicise', from: 'approved', publicFrom: '2020-06-01', publicTo: '2020-06-07' },
      { action: 'object', words: '单价太高' },
      { action: 'close', answer: '三家比价' },
    ]);
  });

  it('are corrected after that by the town alone, and begin anew', async () => {
    const { villageId: _villageId, ...terms } = purchase({
      funding: [{ awardId: star, amountFen: 14_269_700 }],
    });
    const body = {
      reason: '发票更正',
      purchase: { ...terms, lines: [{ what: '枪机', quantity: 1, unitPriceFen: 14_269_700 }] },
    };
    const refused = await write(lin, `purchases/${bought}/corrections`, body);
    expect([refused.status, (await json(refused))['detail']]).toEqual([
      403,
      'While a purchase is closed, correct is for admin; your role is village.',
    ]);
    const corrected = await write(chief, `purchases/${bought}/corrections`, body);
    expect([corrected.status, await json(corrected)]).toEqual([
      201,
      expect.objectContaining({ state: 'draft', version: 2, submittedBy: null }),
    ]);
    expect(await json(await lin.send('GET', `awards/${own}`))).toMatchObject({
      leftFen: 5_000_000,
      spentFen: 0,
    });
    const less = { reason: '录错', award: award({ amountFen: 1 }) };
    const { villageId: _id, ...award1 } = less.award;
    const below = await write(chief, `awards/${star}/corrections`, { ...less, award: award1 });
    expect([below.status, (await json(below))['code']]).toEqual([409, 'award-overdrawn']);
  });

  it('keep their village in the register, and let cameras go that they do not pay for', async () => {
    const untied = await chief.send('DELETE', `purchases/${bought}/cameras/${first}?reason=mistaken`);
    expect(untied.status).toBe(204);
    for (const id of [first, second])
      expect((await service.request('DELETE', `/api/v1/cameras/${id}`)).status).toBe(204);
    const response = await service.request('DELETE', `/api/v1/villages/${villageId}`);
    expect([response.status, (await json(response))['detail']]).toEqual([
      409,
      'The ledger of its awards and purchases, which is kept for good, still names this village.',
    ]);
  });
});
