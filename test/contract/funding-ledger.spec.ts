import type { DataSource } from 'typeorm';
import { total } from '../../src/kernel/money.js';
import { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases, openNew, writeTo } from '../databases.js';
import { awardTerms, draftOf, FundingRun, HERE, refusalOf, THERE } from './funding-run.js';

describeOnBothDatabases('the ledger', (newDatabase) => {
  let source: DataSource;
  let clock: ManualClock;
  let run: FundingRun;

  beforeEach(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    clock = new ManualClock();
    run = await FundingRun.start(source, clock);
  });
  afterEach(() => source.destroy());

  /** How many of them were done; every other one is refused for want of money, and for nothing else. */
  async function doneOf(calls: readonly Promise<unknown>[]): Promise<number> {
    const ends = await Promise.allSettled(calls);
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as object] : []));
    expect(refused).toEqual(refused.map(() => expect.objectContaining({ code: 'award-overdrawn' })));
    return calls.length - refused.length;
  }

  async function correct(id: string, funding: Readonly<Record<string, number>>, key?: string) {
    const draft = draftOf(funding);
    const correction = { expected: null, reason: '发票有误', draft };
    return run.as('所长', 'admin', () => run.pen.correct(run.newCall(draft, key), id, correction));
  }

  async function correctAward(id: string, amountFen: number | null) {
    const terms = amountFen === null ? null : awardTerms(amountFen);
    return run.awards.correct(run.newCall(terms), id, null, { reason: '录错', terms });
  }

  it('knows what is left of each source, and every row that says so', async () => {
    const [star, own] = [await run.award(14_269_700), await run.award(5_000_000)];
    await run.award(1, {}, THERE);
    const bought = await run.buy({ [star]: 10_000_000, [own]: 1_234_567 });

    expect([await run.left(star), await run.left(own)]).toEqual([4_269_700, 3_765_433]);
    const balance = await run.balances.ofVillage(HERE);
    expect(balance).toMatchObject({ receivedFen: 19_269_700, spentFen: 11_234_567, leftFen: 8_035_133 });
    expect(total((await run.balances.rows(HERE)).map((row) => row.amountFen))).toBe(balance.leftFen);
    expect(await run.purchases.one(bought)).toMatchObject({
      state: 'draft',
      shares: [
        { awardId: star, amountFen: 10_000_000 },
        { awardId: own, amountFen: 1_234_567 },
      ],
    });
    expect((await run.balances.all()).map(({ leftFen }) => leftFen)).toEqual([8_035_133, 1]);
  });

  it('refuses what overdraws a source with what is left, and writes nothing of it', async () => {
    const [star, own] = [await run.award(10_000), await run.award(10_000)];
    await run.buy({ [star]: 9_000 });

    expect(await refusalOf(run.buy({ [own]: 500, [star]: 1_001 }))).toEqual([
      'award-overdrawn',
      '2019 集体资金 has 10.00 yuan left, and 10.01 are asked of it; take the rest from another source.',
    ]);
    expect([await run.left(star), await run.left(own)]).toEqual([1_000, 10_000]);
    await run.buy({ [star]: 1_000 });
    expect(await run.left(star)).toBe(0);
  });

  it('refuses sources of other villages as those that are not there, and what was taken back', async () => {
    const [there, gone] = [await run.award(100, {}, THERE), await run.award(100)];
    await correctAward(gone, null);

    for (const id of [there, '019a0000-0000-7000-8000-00000000dead'])
      expect(await refusalOf(run.buy({ [id]: 1 }))).toEqual([
        'unknown-award',
        'funding.0.awardId: the village has no award with this id',
      ]);
    expect((await refusalOf(run.buy({ [gone]: 1 })))[0]).toBe('award-is-void');
    expect((await refusalOf(correctAward(gone, 5)))[0]).toBe('award-is-void');
  });

  it('is never overdrawn by purchases that are made at once', async () => {
    const [star, own] = [await run.award(100), await run.award(1_000)];
    // In both orders, so that two that lock as they are asked would wait for each other.
    const buyers = Array.from({ length: 12 }, (_, index) =>
      run.buy(index % 2 === 0 ? { [star]: 30, [own]: 1 } : { [own]: 1, [star]: 30 }),
    );

    expect(await doneOf(buyers)).toBe(3);
    expect([await run.left(star), await run.left(own)]).toEqual([10, 997]);
  });

  it('is never overdrawn by a purchase and corrections at once', async () => {
    const star = await run.award(100);
    const bought = await run.buy({ [star]: 40 });
    const calls = [correct(bought, { [star]: 90 }), run.buy({ [star]: 50 }), correctAward(star, 60)];
    expect(await doneOf(calls)).toBeGreaterThanOrEqual(1);

    expect(await run.left(star)).toBeGreaterThanOrEqual(0);
    const rows = await run.awards.rows(star);
    expect(total(rows.map(({ amountFen }) => amountFen))).toBe(await run.left(star));
  });

  it('corrects a purchase by reversing rows and new ones, with the reason', async () => {
    const [star, own] = [await run.award(100), await run.award(100)];
    const bought = await run.buy({ [star]: 60 });
    // More than is left beside it, not more than is left without it.
    const corrected = await correct(bought, { [star]: 90, [own]: 5 });

    expect(corrected).toMatchObject({ version: 2, state: 'draft' });
    expect([await run.left(star), await run.left(own)]).toEqual([10, 95]);
    const rows = await run.purchases.rows(bought);
    const [first] = rows;
    expect(
      rows.map(({ amountFen, reverses, reason, version }) => [amountFen, reverses, reason, version]),
    ).toEqual([
      [-60, null, null, 1],
      [60, first!.id, '发票有误', 2],
      [-90, null, '发票有误', 2],
      [-5, null, '发票有误', 2],
    ]);
    await correct(bought, { [own]: 7 });
    expect([await run.left(star), await run.left(own)]).toEqual([100, 93]);
    expect((await run.purchases.versions(bought)).map(({ reason }) => reason)).toEqual([
      null,
      '发票有误',
      '发票有误',
    ]);
  });

  it('gives the money of a purchase that is void back', async () => {
    const star = await run.award(100);
    const bought = await run.buy({ [star]: 60 });
    await run.as('所长', 'admin', () =>
      run.pen.void(run.newCall(null), bought, { expected: null, reason: '重复' }),
    );

    expect(await run.left(star)).toBe(100);
    expect(await run.purchases.one(bought)).toMatchObject({ state: 'void', shares: [{ amountFen: 60 }] });
  });

  it('corrects an award, but not below what is spent of it', async () => {
    const star = await run.award(100);
    await run.buy({ [star]: 60 });

    expect(await refusalOf(correctAward(star, 59))).toEqual([
      'award-overdrawn',
      '0.60 yuan of 2019 集体资金 are spent already, more than it would be; correct the purchases first.',
    ]);
    expect((await refusalOf(correctAward(star, null)))[0]).toBe('award-overdrawn');
    expect(await correctAward(star, 60)).toMatchObject({ leftFen: 0, award: { version: 2, amountFen: 60 } });
    const rows = await run.awards.rows(star);
    expect(rows.map(({ amountFen }) => amountFen)).toEqual([100, -60, -100, 60]);
    expect((await run.awards.versions(star)).map(({ amountFen, reason }) => [amountFen, reason])).toEqual([
      [100, null],
      [60, '录错'],
    ]);
  });

  it('answers a repeated call as the first, and has one row', async () => {
    const star = await run.award(100);
    const terms = awardTerms(7);
    const enter = () => run.awards.enter(run.newCall(terms, 'k'), HERE, terms);
    const first = await enter();
    await run.buy({ [first.award.id]: 3 });

    expect(await enter()).toEqual(first);
    const bought = await Promise.all(Array.from({ length: 6 }, () => run.buy({ [star]: 30 }, 'once')));
    expect(new Set(bought).size).toBe(1);
    const corrected = await Promise.all(
      Array.from({ length: 4 }, () => correct(bought[0]!, { [star]: 20 }, 'again')),
    );
    expect(new Set(corrected.map(({ version }) => version))).toEqual(new Set([2]));
    expect(await run.left(star)).toBe(80);
    expect(
      (await run.awards.list({ villageId: null, kind: null, year: null }, { limit: 9, cursor: null })).items,
    ).toHaveLength(2);
  });

  it('refuses to write over what changed since, but not to answer a repeated call', async () => {
    const star = await run.award(100);
    const bought = await run.buy({ [star]: 10 });
    const draft = draftOf({ [star]: 20 });
    const correct = (key: string) =>
      run.as('所长', 'admin', () =>
        run.pen.correct(run.newCall(draft, key), bought, { expected: [1], reason: '录错', draft }),
      );

    expect(await correct('k')).toMatchObject({ revision: 2 });
    expect(await correct('k')).toMatchObject({ revision: 2 });
    expect((await refusalOf(correct('another')))[0]).toBe('changed-since');
    const terms = awardTerms(200);
    const correctAward = (key: string, revision: number) =>
      run.awards.correct(run.newCall(terms, key), star, [revision], { reason: '录错', terms });
    const { revision } = (await run.awards.one(star)).award;
    expect((await refusalOf(correctAward('a', revision - 1)))[0]).toBe('changed-since');
    expect(await correctAward('b', revision)).toMatchObject({
      leftFen: 180,
      award: { revision: revision + 1 },
    });
    expect(await correctAward('b', revision)).toMatchObject({ leftFen: 180 });
    expect((await run.awards.one(star)).award.revision).toBe(revision + 1);
  });

  it('refuses a key that was used for another call, but only of the same person, and forgets it in time', async () => {
    const star = await run.award(100);
    await run.buy({ [star]: 10 }, 'k');

    expect((await refusalOf(run.buy({ [star]: 11 }, 'k')))[0]).toBe('idempotency-key-reused');
    await run.as('林文书', 'village', () => run.buy({ [star]: 11 }, 'k'));
    const token = { kind: 'token', id: 'a-token', userId: '林文书' } as const;
    const through = run.as('林文书', 'village', () => run.buy({ [star]: 12 }, 'k'), token);
    expect((await refusalOf(through))[0]).toBe('idempotency-key-reused');
    clock.advance(31 * 86_400_000);
    await run.buy({ [star]: 12 }, 'k');
    expect(await run.left(star)).toBe(67);
  });

  it('remembers no key of what was refused', async () => {
    const star = await run.award(100);
    const other = await run.buy({ [star]: 60 });
    expect((await refusalOf(run.buy({ [star]: 60 }, 'k')))[0]).toBe('award-overdrawn');
    await correct(other, { [star]: 1 });
    await run.buy({ [star]: 60 }, 'k');
    expect(await run.left(star)).toBe(39);
  });

  it('tells of each step once, also after a failure, and reminds of what is late a bounded number of times', async () => {
    const title = (what: string): string => `采购 2020-05-01 安通 1.00 元：${what}`;
    const bought = await run.buy({ [await run.award(100)]: 100 });
    await run.as('林文书', 'village', () => run.pen.do(bought, { action: 'submit' }, null));
    run.notices.failures = 1;
    await expect(run.round()).rejects.toThrow('disk full');
    for (let count = 0; count < 2; count += 1) await run.round();
    expect(run.notices.told()).toEqual([`report: ${title('待审批')}`]);

    for (let weeks = 0; weeks < 12; weeks += 1) {
      clock.advance(7 * 86_400_000 + 1);
      await run.round();
    }
    const reminder = `reminder: ${title('逾期未审批')}`;
    expect(run.notices.told().slice(1)).toEqual([reminder, reminder, reminder, reminder]);
    const steps = await run.purchases.steps(bought);
    expect(steps.map(({ action, actor }) => `${action} by ${actor.kind}`).slice(2)).toEqual(
      Array.from({ length: 4 }, () => 'remind by system'),
    );
  });

  it('has no row that could be changed or removed, even past the program', async () => {
    await run.buy({ [await run.award(100)]: 1 });

    for (const [table, set] of [
      ['funding_entries', 'amount_fen = 1'],
      ['award_versions', 'amount_fen = 1'],
      ['purchase_versions', "supplier = 'x'"],
      ['purchase_lines', 'quantity = 2'],
      ['purchase_steps', "action = 'approve'"],
    ])
      for (const statement of [`UPDATE ${table} SET ${set}`, `DELETE FROM ${table}`])
        await expect(writeTo(source, statement)).rejects.toThrow(
          `rows of ${table} are added and never changed`,
        );
  });

  it('lists purchases by source, state and what is late', async () => {
    const [star, own] = [await run.award(100), await run.award(100)];
    const [first, second] = [await run.buy({ [star]: 1 }), await run.buy({ [own]: 1 })];
    const list = async (filter: object) => {
      const all = { villageId: null, awardId: null, state: null, isOverdue: false, ...filter };
      return (await run.purchases.list(all, { limit: 9, cursor: null })).items.map(({ id }) => id);
    };

    expect(await list({})).toEqual([second, first]);
    expect(await list({ awardId: star })).toEqual([first]);
    expect(await list({ state: 'submitted' })).toEqual([]);
    expect(await list({ isOverdue: true })).toEqual([]);
    clock.advance(15 * 86_400_000);
    expect(await list({ isOverdue: true })).toEqual([second, first]);
    expect(await list({ villageId: THERE })).toEqual([]);
    const awards = async (kind: 'star' | null, year: number | null) =>
      (await run.awards.list({ villageId: HERE, kind, year }, { limit: 1, cursor: null })).items.length;
    expect([await awards(null, 2019), await awards('star', null), await awards(null, 2020)]).toEqual([
      1, 0, 0,
    ]);
  });
});
