import { type FundingTown, json, UNKNOWN, write } from './funding-town.js';

/** What a purchase is tied to; leaves two cameras, of which the first is tied. */
export function camerasPart(here: FundingTown): void {
  it('are tied to the cameras they became, which no other purchase pays for', async () => {
    const path = `purchases/${here.bought}`;
    here.first = await here.newCamera('01');
    here.second = await here.newCamera('02');
    const tied = await here.lin.send('POST', `${path}/cameras`, { cameraIds: [here.first] });
    expect([tied.status, await json(tied)]).toEqual([
      201,
      { items: [expect.objectContaining({ cameraId: here.first, what: '400万像素枪机', by: 'lin' })] },
    ]);
    const one = here.purchase({
      lines: [{ what: '枪机', quantity: 1, unitPriceFen: 100 }],
      funding: [{ awardId: here.own, parts: 1 }],
    });
    const { id: other } = await json(await write(here.lin, 'purchases', one));
    const double = await here.lin.send('POST', `purchases/${other}/cameras`, { cameraIds: [here.first] });
    expect([double.status, (await json(double))['detail']]).toEqual([
      409,
      `cameraIds.0: is paid for already by the purchase ${here.bought}, as the camera ${here.first}`,
    ]);
    const { items } = await json<{ items: object[] }>(
      await here.lin.send('GET', `${path}/cameras/suggestions`),
    );
    expect(items).toMatchObject([{ cameraId: here.second, macs: ['00-11-22-33-44-02'] }]);
    await write(here.chief, `purchases/${other}/void`, { reason: '重复' });
    const response = await here.service.request('DELETE', `/api/v1/cameras/${here.first}`);
    expect([response.status, (await json(response))['code']]).toEqual([409, 'camera-in-use']);
  });

  it('are matched by a list of serials and MACs, at first only to be looked at', async () => {
    const path = `purchases/${here.bought}/cameras`;
    const rows = [{ mac: '001122334402' }, { mac: '00:11:22:33:44:01' }, { serial: 'SN-1' }];
    const looked = await here.lin.send('POST', `${path}/match?dryRun=true`, { rows });
    const expected = {
      counts: { matched: 1, ambiguous: 0, claimed: 1, repeated: 0, unknown: 1 },
      items: [
        { row: 0, status: 'matched', cameraId: here.second },
        { row: 1, status: 'claimed', purchaseId: here.bought, cameraId: here.first },
        { row: 2, serial: 'SN-1', status: 'unknown' },
      ],
    };
    expect([looked.status, await json(looked)]).toMatchObject([200, { dryRun: true, ...expected }]);
    expect(await json(await here.lin.send('POST', `${path}/match`, { rows }))).toMatchObject(expected);
    expect(await here.lin.problem('DELETE', `${path}/${here.second}`)).toEqual([400, 'invalid-request']);
    expect((await here.lin.send('DELETE', `${path}/${here.second}?reason=mistaken`)).status).toBe(204);
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
    const response = await here.lin.send('POST', `purchases/${here.bought}/${path}`, body);
    expect([response.status, (await json(response))['detail']]).toEqual([
      status,
      expect.stringContaining(detail),
    ]);
  });
}
