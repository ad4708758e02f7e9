import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { NO_MONEY, total } from '../../../kernel/money.js';
import { award, booksOf, line, purchase } from './testing/sample-books.js';
import { booksOfProgramme, programmeAccount, villageAccount } from './village-account.js';

const SIGHTS = { isOffline: (cameraId: string) => cameraId === 'b', gapsClosed: 2 };
const YEARS = [2019, 2020, 2021, 2022];
const days = constantFrom(...YEARS.flatMap((year) => [`${year}-01-01`, `${year}-07-15`, `${year}-12-31`]));
const states = constantFrom('draft', 'submitted', 'returned', 'approved', 'publicised', 'closed');

/** Money of many days, and purchases of many days and states, each paid by the first source. */
const stories = record({
  awards: array(record({ amount: integer({ min: 1, max: 1_000_000 }), day: days }), {
    minLength: 1,
    maxLength: 6,
  }),
  purchases: array(record({ amount: integer({ min: 1, max: 1_000_000 }), day: days, state: states }), {
    maxLength: 8,
  }),
}).map(({ awards, purchases }) => ({
  awards: awards.map(({ amount, day }, at) => award(`a${at}`, amount, day)),
  purchases: purchases.map(({ amount, day: boughtOn, state }, at) =>
    purchase(`p${at}`, { a0: amount }, { boughtOn, state }),
  ),
}));

describe('the account of a village', () => {
  it('carries into each year what the year before it left, and ends with what all years leave', () => {
    assert(
      property(stories, ({ awards, purchases }) => {
        const of = (year: number | null) =>
          villageAccount(booksOf(year, awards, purchases), year, SIGHTS).figures;
        let left = NO_MONEY;
        for (const year of YEARS) {
          expect(of(year).carriedFen).toBe(left);
          left = of(year).leftFen;
        }
        expect(of(null)).toMatchObject({ carriedFen: 0, leftFen: left });
        expect(of(2018)).toMatchObject({ carriedFen: 0, receivedFen: 0, leftFen: 0 });
        expect(of(2023)).toMatchObject({ carriedFen: left, receivedFen: 0, spentFen: 0, leftFen: left });
      }),
      { numRuns: 200 },
    );
  });

  it('has rows that add up to its figures', () => {
    assert(
      property(stories, constantFrom(null, ...YEARS), ({ awards, purchases }, year) => {
        const { figures, income, spending } = villageAccount(booksOf(year, awards, purchases), year, SIGHTS);
        const sum = (rows: readonly { amountFen: typeof NO_MONEY }[]) =>
          total(rows.map((row) => row.amountFen));
        expect(sum(income)).toBe(figures.receivedFen);
        expect(sum(spending)).toBe(figures.spentFen + figures.reservedFen);
        for (const row of spending) expect(sum(row.lines)).toBe(row.amountFen);
        for (const row of spending) expect(sum(row.sources)).toBe(row.amountFen);
        expect(spending.map(({ boughtOn }) => boughtOn)).toEqual(
          spending.map((row) => row.boughtOn).toSorted(),
        );
        expect(income.map(({ receivedOn }) => receivedOn)).toEqual(
          income.map((row) => row.receivedOn).toSorted(),
        );
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['draft', 'reservedFen'],
    ['submitted', 'reservedFen'],
    ['returned', 'reservedFen'],
    ['approved', 'spentFen'],
    ['publicised', 'spentFen'],
    ['closed', 'spentFen'],
  ] as const)('counts a purchase that is %s as %s', (state, figure) => {
    const books = booksOf(null, [award('a', 100, '2020-01-01')], [purchase('p', { a: 60 }, { state })]);
    const none = { spentFen: 0, reservedFen: 0 };
    expect(villageAccount(books, null, SIGHTS).figures).toMatchObject({ ...none, [figure]: 60, leftFen: 40 });
  });

  it('goes below zero in a year that bought on what came in later', () => {
    const [awards, purchases] = [[award('a', 100, '2021-01-01')], [purchase('p', { a: 60 })]];
    const left = (year: number) =>
      villageAccount(booksOf(year, awards, purchases), year, SIGHTS).figures.leftFen;
    expect([left(2019), left(2020), left(2021)]).toEqual([0, -60, 40]);
  });

  it('counts the units of its purchases: bought, installed, confirmed, explained, offline, and the gaps they closed', () => {
    const bought = purchase(
      'p',
      { a: 500 },
      { lines: [line(4, 100), line(1, 100, { id: 'm', what: '录像机', isCamera: false })] },
    );
    const books = booksOf(null, [award('a', 500, '2020-01-01')], [bought], {
      cameras: { p: ['a', 'b', 'c'] },
      days: { a: 7, b: 6 },
      explained: ['a', 'b'],
    });
    const units = { bought: 4, installed: 3, confirmed: 1, explained: 1, offline: 1 };
    const { figures, spending } = villageAccount(books, null, SIGHTS);
    expect(figures).toMatchObject({ ...units, gapsClosed: 2 });
    expect(spending).toMatchObject([
      {
        ...units,
        lines: [
          { what: '枪机', quantity: 4, isCamera: true, installed: 3, confirmed: 1 },
          { what: '录像机', quantity: 1, isCamera: false, installed: 0, confirmed: 0 },
        ],
        sources: [{ awardId: 'a', name: '2019 集体资金', amountFen: 500 }],
      },
    ]);
    expect(villageAccount(books, null, { ...SIGHTS, gapsClosed: null }).figures.gapsClosed).toBeNull();
  });
});

describe('what a programme has of a purchase', () => {
  const awards = [award('star', 20_000_000, '2019-03-01'), award('own', 20_000_000, '2018-01-01')];
  const shares = { star: 12_842_745, own: 1_426_972 + 500_000 };
  const lines = [line(47, 303_611), line(1, 500_000, { id: 'm', what: '录像机', isCamera: false })];
  const cameras = { p: ['a', 'b', 'c', 'd'] };
  const isOf = (cameraId: string) => ['a', 'b', 'c'].includes(cameraId);
  const bought = purchase('p', shares, { lines, state: 'draft' });
  const account = (purchases = [bought]) => {
    const books = booksOf(2020, awards, purchases, { cameras, days: { a: 7, d: 7 }, explained: ['b', 'd'] });
    return programmeAccount(booksOfProgramme(books, isOf), SIGHTS);
  };

  it('is the price of its cameras, paid by each source in proportion, to the fen', () => {
    const { figures, income, spending } = account();
    expect(spending).toMatchObject([
      {
        amountFen: 910_833,
        lines: [{ quantity: 3, unitPriceFen: 303_611, installed: 3, confirmed: 1 }],
        sources: [
          { awardId: 'star', amountFen: 791_999 },
          { awardId: 'own', amountFen: 118_834 },
        ],
        bought: 3,
        installed: 3,
        confirmed: 1,
        explained: 1,
        offline: 1,
      },
    ]);
    expect(income).toMatchObject([
      { awardId: 'own', amountFen: 118_834, receivedOn: '2018-01-01' },
      { awardId: 'star', amountFen: 791_999, receivedOn: '2019-03-01' },
    ]);
    const money = { carriedFen: 0, receivedFen: 910_833, spentFen: 0, reservedFen: 910_833, leftFen: 0 };
    expect(figures).toMatchObject({
      ...money,
      bought: 3,
      installed: 3,
      confirmed: 1,
      explained: 1,
      offline: 1,
    });
  });

  it('is nothing where none of its cameras is of the programme', () => {
    const { figures, income, spending } = account([{ ...bought, id: 'other' }]);
    expect([income, spending, figures.receivedFen, figures.bought]).toEqual([[], [], 0, 0]);
  });

  it('is all of a purchase that only bought its cameras', () => {
    assert(
      property(integer({ min: 1, max: 9 }), integer({ min: 1, max: 999_999 }), (units, price) => {
        const ids = Array.from({ length: units }, (_, at) => `c${at}`);
        const paid = { star: 1, own: units * price };
        const whole = purchase('p', paid, {
          lines: [line(units, price), line(1, 1, { id: 'm', isCamera: false })],
        });
        const books = booksOf(null, awards, [whole], { cameras: { p: ids } });
        const { figures, income } = programmeAccount(
          booksOfProgramme(books, () => true),
          SIGHTS,
        );
        expect(figures).toMatchObject({ receivedFen: units * price, spentFen: units * price, leftFen: 0 });
        expect(total(income.map(({ amountFen }) => amountFen))).toBe(units * price);
      }),
    );
  });
});
