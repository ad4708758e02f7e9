import { randomUUID } from 'node:crypto';
import { type FundingTown, json, UNKNOWN, write } from './funding-town.js';

/** Money that comes in and is spent, and who is refused; leaves both awards and the purchase that they pay. */
export function moneyPart(here: FundingTown): void {
  it('are entered by the town, and by a village what it brings up itself', async () => {
    const refused = await write(here.lin, 'awards', here.award());
    expect([refused.status, (await json(refused))['code']]).toEqual([403, 'money-of-the-town']);
    const entered = await write(here.chief, 'awards', here.award());
    expect([entered.status, entered.headers.get('etag')]).toEqual([201, '"1"']);
    const answer = await json(entered);
    expect(answer).toMatchObject({
      name: '2019 五星奖励（安政〔2020〕8号）',
      amountYuan: '142,697.00',
      spentFen: 0,
      leftYuan: '142,697.00',
    });
    here.star = answer.id;
    const collective = here.award({
      kind: 'collective',
      starLevel: null,
      documentNumber: null,
      amountFen: 5_000_000,
    });
    here.own = (await json(await write(here.lin, 'awards', collective))).id;
  });

  it('are written once for a key, and the repeated call is answered as the first', async () => {
    const key = { 'idempotency-key': `"${randomUUID()}"` };
    const calls = await Promise.all(
      Array.from({ length: 4 }, () => write(here.lin, 'purchases', here.purchase(), key)),
    );
    expect(calls.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const [once, ...others] = await Promise.all(calls.map((call) => json(call)));
    for (const other of others) expect(other).toEqual(once);
    expect(once).toMatchObject({
      state: 'draft',
      totalYuan: '142,697.17',
      totalInWords: '人民币壹拾肆万贰仟陆佰玖拾柒元壹角柒分',
      lines: [{ quantity: 47, amountYuan: '142,697.17' }],
      funding: [
        { awardId: here.star, amountFen: 12_842_745 },
        { awardId: here.own, amountFen: 1_426_972 },
      ],
    });
    here.bought = once!.id;
    const other = await write(here.lin, 'purchases', here.purchase({ supplier: '别家' }), key);
    expect([other.status, (await json(other))['code']]).toEqual([422, 'idempotency-key-reused']);
  });

  it('are known by their ETags, an award also by what is spent of it', async () => {
    for (const [path, etag] of [
      [`purchases/${here.bought}`, '"1"'],
      [`awards/${here.star}`, '"2"'],
    ] as const) {
      const asked = (known: string) => here.lin.send('GET', path, undefined, { 'if-none-match': known });
      expect([(await asked(etag)).status, (await asked('"0"')).headers.get('etag')]).toEqual([304, etag]);
    }
  });

  it('are never overdrawn, and say what is left', async () => {
    const too = here.purchase({ funding: [{ awardId: here.star, amountFen: 14_269_717 }] });
    const response = await write(here.lin, 'purchases', too);
    expect([response.status, (await json(response))['detail']]).toEqual([
      409,
      '2019 五星奖励（安政〔2020〕8号） has 14,269.55 yuan left, and 142,697.17 are asked of it; take the rest from another source.',
    ]);
  });

  it('add up, with every row where it is asked', async () => {
    const balance = await json(await here.lin.send('GET', `villages/${here.villageId}/balance?explain=true`));
    expect(balance).toMatchObject({ receivedFen: 19_269_700, spentFen: 14_269_717, leftYuan: '49,999.83' });
    const rows = balance['rows'] as { amountFen: number }[];
    expect(rows.map(({ amountFen }) => amountFen)).toEqual([14_269_700, 5_000_000, -12_842_745, -1_426_972]);
    expect((await json(await here.lin.send('GET', `awards/${here.star}?explain=true`)))['rows']).toHaveLength(
      2,
    );
    expect(
      (await json(await here.lin.send('GET', `purchases/${here.bought}?explain=true`)))['rows'],
    ).toHaveLength(2);
    expect(await json(await here.chief.send('GET', 'balances'))).toMatchObject({
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
    const response = await write(here.chief, 'awards', here.award(more));
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
      () => ({ funding: [{ awardId: here.own, amountFen: 1 }] }),
      422,
      'funding: the shares are 0.01 yuan together, and the lines 142,697.17',
    ],
    [
      'a share both ways',
      () => ({ funding: [{ awardId: here.own, amountFen: 1, parts: 1 }] }),
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
    const response = await write(here.lin, 'purchases', here.purchase(more()));
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
    const response = await write(here.chief, 'awards', here.award(), { 'idempotency-key': key });
    expect([response.status, (await json(response))['code']]).toEqual([400, 'idempotency-key-missing']);
  });
}
