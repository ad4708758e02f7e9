import type { DataSource } from 'typeorm';
import { DAY_MS } from '../../src/kernel/instant.js';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases, openNew, writeTo } from '../databases.js';
import { HERE, refusalOf, THERE } from './funding-run.js';
import { TiesRun } from './funding-ties-run.js';

describeOnBothDatabases('purchases and the cameras they became', (newDatabase) => {
  let source: DataSource;
  let clock: ManualClock;
  let run: TiesRun;

  beforeEach(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    clock = new ManualClock();
    run = await TiesRun.start(source, clock);
  });
  afterEach(() => source.destroy());

  const asAdmin = <T>(work: () => T) => run.as('所长', 'admin', work);
  const tie = (purchaseId: string, ...cameraIds: string[]) =>
    asAdmin(() => run.ties.tie(purchaseId, { lineId: null, cameraIds }));
  const tiedTo = async (purchaseId: string) =>
    (await run.store.of(purchaseId)).cameras.map(({ cameraId }) => cameraId);

  it('ties each camera to one purchase, all that are named or none', async () => {
    const [first, other] = [await run.buyPieces(2), await run.buyPieces(2)];
    const [a, b, c] = [await run.camera('a'), await run.camera('b'), await run.camera('c')];
    expect(await tie(first, a)).toMatchObject([{ cameraId: a, purchaseId: first, what: '枪机', by: '所长' }]);

    expect(await refusalOf(tie(other, b, a))).toEqual([
      'claimed-already',
      `cameraIds.1: is paid for already by the purchase ${first}, as the camera ${a}`,
    ]);
    expect(await tiedTo(other)).toEqual([]);
    expect(await tie(first, a, b)).toMatchObject([{ cameraId: b }]);
    expect((await refusalOf(tie(first, c)))[0]).toBe('too-many-cameras');
    const far = await run.camera('far', { villageId: THERE });
    expect(await refusalOf(tie(other, far))).toEqual([
      'unknown-camera',
      'cameraIds.0: the village has no camera with this id',
    ]);
  });

  it('is paid for once, also by calls at once that name the same cameras in another order', async () => {
    const bought = await Promise.all([3, 3, 3, 3].map((count) => run.buyPieces(count)));
    const cameras = [await run.camera('a'), await run.camera('b'), await run.camera('c')];
    const calls = bought.map((id, index) => tie(id, ...(index % 2 === 0 ? cameras : cameras.toReversed())));
    const ends = await Promise.allSettled(calls);

    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as object] : []));
    expect(refused).toEqual(
      Array.from({ length: 3 }, () => expect.objectContaining({ code: 'claimed-already' })),
    );
    expect((await Promise.all(bought.map(tiedTo))).map((tied) => tied.length).toSorted()).toEqual([
      0, 0, 0, 3,
    ]);
  });

  it('has never more cameras than units, also by calls at once', async () => {
    const bought = await run.buyPieces(2);
    const cameras = await Promise.all(['a', 'b', 'c', 'd'].map((name) => run.camera(name)));
    const ends = await Promise.allSettled(cameras.map((id) => tie(bought, id)));

    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await tiedTo(bought)).toHaveLength(2);
  });

  it('finds the same device under two entries, and names a purchase only to whom may see it', async () => {
    const [bought, other] = [await run.buyPieces(1), await run.buyPieces(2)];
    const [a, twin] = [
      await run.camera('a', { serial: 'SN-1' }),
      await run.camera('twin', { serial: 'SN-1' }),
    ];
    await tie(bought, a);
    expect(await refusalOf(tie(other, twin))).toEqual([
      'claimed-already',
      `cameraIds.0: is paid for already by the purchase ${bought}, as the camera ${a}`,
    ]);
    await writeTo(source, `UPDATE purchases SET village_id = '${THERE}' WHERE id = '${bought}'`);
    const asVillage = () => run.ties.tie(other, { lineId: null, cameraIds: [twin] });
    expect(await refusalOf(run.as('林文书', 'village', asVillage))).toEqual([
      'claimed-already',
      'cameraIds.0: is paid for already by a purchase of another village; the town can tell which',
    ]);
  });

  it('finds cameras by a list of serials, and ties those without doubt', async () => {
    const [bought, other] = [await run.buyPieces(3), await run.buyPieces(1)];
    const serials = ['SN-1', 'SN-2', 'SN-2', 'SN-3'];
    const cameras = await Promise.all(serials.map((serial) => run.camera(serial, { serial })));
    await tie(other, cameras[3]!);
    const rows = ['SN-1', 'SN-2', 'SN-3', 'SN-4'].map((serial) => ({ serial, mac: null }));
    const expected = [
      { status: 'matched', cameraId: cameras[0] },
      { status: 'ambiguous' },
      { status: 'claimed', claim: { purchaseId: other } },
      { status: 'unknown' },
    ];

    expect(await asAdmin(() => run.matcher.match(bought, rows))).toMatchObject(expected);
    expect(await tiedTo(bought)).toEqual([]);
    expect(await asAdmin(() => run.matcher.tieMatched(bought, { lineId: null, rows }))).toMatchObject(
      expected,
    );
    expect(await tiedTo(bought)).toEqual([cameras[0]]);
  });

  it('suggests cameras of the village that came since and that nobody has paid for', async () => {
    const bought = await run.buyPieces(2);
    await run.camera('old', { at: Date.parse('2020-04-30T12:00:00+08:00') });
    await run.camera('far', { villageId: THERE });
    const fresh = await run.camera('new', { at: Date.parse('2020-05-01T00:00:00+08:00') });
    const taken = await run.camera('taken');
    await tie(await run.buyPieces(1), taken);

    const suggested = await asAdmin(() => run.matcher.suggestions(bought));
    expect(suggested.map(({ cameraId }) => cameraId)).toEqual([fresh]);
  });

  it('lets a camera go with a reason that is kept, and another purchase have it', async () => {
    const [bought, other] = [await run.buyPieces(1), await run.buyPieces(1)];
    const a = await run.camera('a');
    await tie(bought, a);
    await asAdmin(() => run.ties.untie(bought, a, '登记错误'));

    expect((await refusalOf(asAdmin(() => run.ties.untie(bought, a, '再来'))))[0]).toBe(
      'no-such-bought-camera',
    );
    expect(
      await source.query('SELECT purchase_id, camera_id, by_name, reason FROM purchase_untied_cameras'),
    ).toEqual([{ purchase_id: bought, camera_id: a, by_name: '所长', reason: '登记错误' }]);
    await expect(writeTo(source, 'DELETE FROM purchase_untied_cameras')).rejects.toThrow('never changed');
    expect(await tie(other, a)).toHaveLength(1);
  });

  it('keeps its cameras through a correction, which never leaves fewer units than cameras', async () => {
    const awardId = await run.award(1_000);
    const draft = run.pieces(awardId, 2);
    const { id } = await run.pen.enter(run.newCall(draft), HERE, draft);
    const cameras = [await run.camera('a'), await run.camera('b')];
    await tie(id, ...cameras);
    const correct = (quantity: number, what: string) => {
      const corrected = run.pieces(awardId, quantity, what);
      const correction = { expected: null, reason: '录错', draft: corrected };
      return asAdmin(() => run.pen.correct(run.newCall(corrected), id, correction));
    };

    expect(await refusalOf(correct(1, '枪机'))).toEqual([
      'cameras-tied',
      'It would have 1 units, and 2 cameras are tied to it; untie 1 of them first.',
    ]);
    await correct(3, '球机');
    expect(await asAdmin(() => run.standings.of(id))).toMatchObject({ bought: 3, installed: 2, open: 3 });
  });

  it('lets all its cameras go when it is void', async () => {
    const bought = await run.buyPieces(2);
    const cameras = [await run.camera('a'), await run.camera('b')];
    await tie(bought, ...cameras);
    await asAdmin(() => run.pen.void(run.newCall(null), bought, { expected: null, reason: '重复' }));

    expect(await tiedTo(bought)).toEqual([]);
    expect((await refusalOf(tie(bought, cameras[0]!)))[0]).toBe('wrong-state');
    expect(await tie(await run.buyPieces(2), ...cameras)).toHaveLength(2);
  });

  it('is closed when each unit had a picture on enough days or is explained, and then tells what became of it', async () => {
    const bought = await run.buyPieces(4);
    const [a, b, c] = [await run.camera('a'), await run.camera('b'), await run.camera('c')];
    await tie(bought, a, b, c);
    await Promise.all([run.see(a, 7), run.see(b, 9), run.see(c, 6)]);
    await run.publicised(bought);
    const close = () => asAdmin(() => run.acceptance.close(bought, null, null));
    const explain = (subject: Parameters<typeof run.explanations.explain>[1]) =>
      asAdmin(() => run.explanations.explain(bought, subject, '雷击'));
    const [line] = (await run.purchases.one(bought)).lines;

    expect(await refusalOf(close())).toEqual([
      'not-confirmed-live',
      'Of 4 units 2 are confirmed live and 0 explained; tie cameras to the other 2, wait for their pictures, or explain them.',
    ]);
    await explain({ cameraId: c });
    expect((await refusalOf(explain({ cameraId: null, lineId: line!.id, units: 2 })))[0]).toBe(
      'nothing-to-explain',
    );
    await explain({ cameraId: null, lineId: line!.id, units: 1 });
    expect(await close()).toMatchObject({ state: 'closed' });

    run.book.remember(a, clock.now(), 'online');
    run.book.remember(b, clock.now(), 'offline');
    run.book.stand(b, { ...run.book.standingOf(b)!.standing, state: 'offline' });
    clock.advance(DAY_MS);
    expect(await asAdmin(() => run.standings.of(bought))).toMatchObject({
      bought: 4,
      installed: 3,
      confirmed: 2,
      explained: 2,
      open: 0,
      offline: 1,
      acceptedOn: '2026-01-01',
      uptimeRatio: 0.5,
      pictureDays: 22,
      costFen: 400,
      costPerPictureDayFen: 18,
    });
    const closedTo = run.as('林文书', 'village', () => run.ties.untie(bought, a, '错'));
    expect((await refusalOf(closedTo))[0]).toBe('not-allowed');
  });

  it('compares suppliers by what is offline of what they sold, with the purchases behind it', async () => {
    const sell = async (supplier: string, quantity: number) => {
      const draft = { ...run.pieces(await run.award(quantity * 100), quantity), supplier };
      const lines = [{ ...draft.lines[0]!, warrantyMonths: 240 }];
      return (await run.pen.enter(run.newCall(draft), HERE, { ...draft, lines })).id;
    };
    const [good, bad, worse] = [await sell('甲', 2), await sell('乙', 2), await sell('乙', 1)];
    const cameras = await Promise.all(['a', 'b', 'c', 'd'].map((name) => run.camera(name)));
    await tie(good, cameras[0]!);
    await tie(bad, cameras[1]!, cameras[2]!);
    await tie(worse, cameras[3]!);
    await run.see(cameras[3]!, 8);
    for (const id of [cameras[1]!, cameras[3]!])
      run.book.stand(id, { ...run.book.standingOf(id)!.standing, state: 'offline' });
    await asAdmin(async () =>
      run.pen.void(run.newCall(null), await sell('丙', 1), { expected: null, reason: '重复' }),
    );

    expect(await asAdmin(() => run.suppliers.all(null))).toMatchObject([
      {
        supplier: '乙',
        tally: { purchases: 2, installed: 3, offline: 2, offlineInWarranty: 2, confirmed: 1, pictureDays: 8 },
        purchases: [{ purchase: { id: bad } }, { purchase: { id: worse } }],
      },
      { supplier: '甲', tally: { purchases: 1, bought: 2, installed: 1, offline: 0, open: 2, costFen: 200 } },
    ]);
    expect(await asAdmin(() => run.suppliers.all(THERE))).toEqual([]);
  });

  it('counts no picture from before it was bought', async () => {
    const awardId = await run.award(1_000);
    clock.advance(10 * DAY_MS);
    const draft = { ...run.pieces(awardId, 1), boughtOn: '2026-01-04' };
    const { id } = await run.pen.enter(run.newCall(draft), HERE, draft);
    const a = await run.camera('a');
    await tie(id, a);
    await run.see(a, 9);
    expect(await asAdmin(() => run.standings.of(id))).toMatchObject({ pictureDays: 6, confirmed: 0 });
  });
});
