import { camerasPart } from './funding-cameras.js';
import { moneyPart } from './funding-money.js';
import { type Answer, FundingTown, json, write } from './funding-town.js';

describe('awards, purchases and what is left', () => {
  const here = new FundingTown();

  beforeAll(() => here.open(), 60_000);
  afterAll(() => here.close());

  moneyPart(here);

  it('are submitted by the village, and approved by somebody else in the town', async () => {
    expect((await json(await here.lin.send('POST', `purchases/${here.bought}/submit`))).state).toBe(
      'submitted',
    );
    expect(await here.lin.problem('POST', `purchases/${here.bought}/approve`)).toEqual([403, 'not-allowed']);
    const stale = { 'sec-fetch-site': 'same-origin', 'if-match': '"1"' };
    expect((await here.chief.send('POST', `purchases/${here.bought}/approve`, undefined, stale)).status).toBe(
      412,
    );
    const returned = await here.chief.send('POST', `purchases/${here.bought}/return`, { reason: '缺合同' });
    expect((await json(returned)).state).toBe('returned');
    await here.chief.send('POST', `purchases/${here.bought}/submit`);
    expect(await here.chief.problem('POST', `purchases/${here.bought}/approve`)).toEqual([
      403,
      'same-person',
    ]);
    const { token } = await json<{ token: string }>(
      await here.chief.send('POST', 'tokens', { name: 'script' }),
    );
    const throughToken = await fetch(`${here.service.url}/api/v1/purchases/${here.bought}/approve`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    expect([throughToken.status, (await json(throughToken))['code']]).toEqual([403, 'same-person']);
    expect((await here.service.json<Answer>('POST', `/api/v1/purchases/${here.bought}/approve`)).state).toBe(
      'approved',
    );
  });

  camerasPart(here);

  it('are publicised, objected to, answered and closed once every unit is accounted for', async () => {
    const path = `purchases/${here.bought}`;
    const brief = { from: '2020-06-01', to: '2020-06-06' };
    expect(await here.lin.problem('POST', `${path}/publicise`, brief)).toEqual([422, 'public-too-briefly']);
    const late = { ...brief, to: '2020-06-07', reviewedOn: '2020-06-02' };
    expect(await here.lin.problem('POST', `${path}/publicise`, late)).toEqual([422, 'reviewed-out-of-order']);
    const reviewed = { ...late, reviewedOn: '2020-05-31' };
    expect(await json(await here.lin.send('POST', `${path}/publicise`, reviewed))).toMatchObject({
      state: 'publicised',
      reviewedOn: '2020-05-31',
    });
    expect(
      await json(await here.lin.send('POST', `${path}/objections`, { words: '单价太高' })),
    ).toMatchObject({
      objections: 1,
    });
    expect(await here.chief.problem('POST', `${path}/close`, {})).toEqual([422, 'objections-open']);
    expect(await here.chief.problem('POST', `${path}/close`, { answer: '三家比价' })).toEqual([
      409,
      'not-confirmed-live',
    ]);
    const standing = await json<{ lines: { lineId: string }[] }>(
      await here.lin.send('GET', `${path}/standing`),
    );
    expect(standing).toMatchObject({
      bought: 47,
      installed: 1,
      confirmed: 0,
      open: 47,
      confirmDays: 7,
      costPerPictureDayYuan: null,
      cameras: [
        { cameraId: here.first, name: '上坡-01', state: 'unknown', pictureDays: 0, explanation: null },
      ],
      lines: [{ quantity: 47, installed: 1, warrantyEndsOn: null, isWithinWarranty: null }],
    });
    const explain = (more: object) =>
      here.lin.send('POST', `${path}/explanations`, { words: '缺货', ...more });
    expect((await explain({ cameraId: here.first })).status).toBe(201);
    expect((await explain({ lineId: standing.lines[0]!.lineId, units: 46 })).status).toBe(201);
    expect(await json(await here.lin.send('GET', `suppliers?villageId=${here.villageId}`))).toMatchObject({
      items: [
        { supplier: '安通', bought: 47, installed: 1, explained: 47, items: [{ purchaseId: here.bought }] },
      ],
    });
    const metrics = await (await here.service.request('GET', '/metrics')).text();
    for (const line of [
      'shouwang_village_awards_yuan{village="上坡村"} 192697',
      'shouwang_village_spent_yuan{village="上坡村"} 142697.17',
      'shouwang_purchased_cameras{village="上坡村",status="bought"} 47',
      'shouwang_purchased_cameras{village="上坡村",status="installed"} 1',
      'shouwang_purchased_cameras{village="上坡村",status="explained"} 47',
      'shouwang_purchased_cameras{village="上坡村",status="confirmed"} 0',
    ])
      expect(metrics).toContain(`${line}\n`);
    expect(await json(await here.chief.send('POST', `${path}/close`, { answer: '三家比价' }))).toMatchObject({
      state: 'closed',
      dueAt: null,
    });
    const { items } = await json<{ items: object[] }>(await here.lin.send('GET', `${path}/steps`));
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
    const { villageId: _villageId, ...terms } = here.purchase({
      funding: [{ awardId: here.star, amountFen: 14_269_700 }],
    });
    const body = {
      reason: '发票更正',
      purchase: { ...terms, lines: [{ what: '枪机', quantity: 1, unitPriceFen: 14_269_700 }] },
    };
    const refused = await write(here.lin, `purchases/${here.bought}/corrections`, body);
    expect([refused.status, (await json(refused))['detail']]).toEqual([
      403,
      'While a purchase is closed, correct is for admin; your role is village.',
    ]);
    const corrected = await write(here.chief, `purchases/${here.bought}/corrections`, body);
    expect([corrected.status, await json(corrected)]).toEqual([
      201,
      expect.objectContaining({ state: 'draft', version: 2, submittedBy: null }),
    ]);
    expect(await json(await here.lin.send('GET', `awards/${here.own}`))).toMatchObject({
      leftFen: 5_000_000,
      spentFen: 0,
    });
    const less = { reason: '录错', award: here.award({ amountFen: 1 }) };
    const { villageId: _id, ...award1 } = less.award;
    const below = await write(here.chief, `awards/${here.star}/corrections`, { ...less, award: award1 });
    expect([below.status, (await json(below))['code']]).toEqual([409, 'award-overdrawn']);
  });

  it('keep their village in the register, and let cameras go that they do not pay for', async () => {
    const untied = await here.chief.send(
      'DELETE',
      `purchases/${here.bought}/cameras/${here.first}?reason=mistaken`,
    );
    expect(untied.status).toBe(204);
    for (const id of [here.first, here.second])
      expect((await here.service.request('DELETE', `/api/v1/cameras/${id}`)).status).toBe(204);
    const response = await here.service.request('DELETE', `/api/v1/villages/${here.villageId}`);
    expect([response.status, (await json(response))['detail']]).toEqual([
      409,
      'The ledger of its awards and purchases, which is kept for good, still names this village.',
    ]);
  });
});
