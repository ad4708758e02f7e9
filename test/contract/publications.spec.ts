import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { canonicalJson } from '../../src/funding/domain/publications/canonical-json.js';
import { publicationNumber } from '../../src/funding/domain/publications/publication-number.js';
import { refuseCorrection } from '../../src/funding/domain/publications/publication-rules.js';
import { Once } from '../../src/funding/store/once.js';
import { type NumberTaken, PublicationStore } from '../../src/funding/store/publication.store.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { RandomIds } from '../../src/platform/clock/ids.js';
import { ROOM_SCHEMAS } from '../../src/schema.js';
import { describeOnBothDatabases, openNew, writeTo } from '../databases.js';

const SUBJECT = { villageId: 'v', programmeId: null, year: 2019 };
const TERMS = { publicFrom: '2026-12-01', publicTo: '2026-12-07', reason: null };
/** What a driver might take for something else: quotes, signs beyond 16 bits, what JSON escapes. */
const WORDS = `'价"\\ \u{1F4F7} é \u0001 \u2028`;

interface Wanted {
  /** Of the number; else one that no other case has. */
  readonly year?: number;
  readonly corrects?: string | null;
  readonly key?: string;
  readonly isRefused?: boolean;
  readonly of?: Partial<typeof SUBJECT> | { readonly villageId: null };
}

describeOnBothDatabases('publications', (newDatabase) => {
  const ids = new RandomIds();
  let source: DataSource;
  let store: PublicationStore;
  let keys = 0;
  let thisYear = 2000;

  beforeAll(async () => {
    source = await openNew(newDatabase, ROOM_SCHEMAS);
    store = new PublicationStore(source, new Once(source));
  });
  afterAll(() => source.destroy());
  beforeEach(() => {
    thisYear += 1;
  });
  const numbered = (sequence: number): string => publicationNumber(thisYear, sequence);

  function publish({ year = thisYear, corrects = null, isRefused = false, of = {}, ...wanted }: Wanted = {}) {
    const { key = `key-${(keys += 1)}` } = wanted;
    const ticket = { person: 'lin', key, fingerprint: '', at: 1, keepFrom: 0 };
    const subject = { ...SUBJECT, ...of };
    return store.insert(ticket, { year, corrects }, ({ sequence, corrected }: NumberTaken) => {
      if (corrects !== null) refuseCorrection(corrected, subject);
      if (isRefused) throw new DomainError('unprocessable', 'private-words', '');
      const number = publicationNumber(year, sequence);
      const document = canonicalJson({ number, words: WORDS });
      const sha256 = createHash('sha256').update(document).digest('hex');
      const head = { id: ids.next(), number, publishedOn: '2026-12-01', at: 1, by: 'lin', sha256 };
      return { publication: { ...head, ...TERMS, ...subject, corrects }, document };
    });
  }

  /** Numbers, or codes of what was refused. */
  async function outcomes(calls: readonly Promise<{ number: string }>[]): Promise<string[]> {
    const settled = await Promise.allSettled(calls);
    return settled.map((each) =>
      each.status === 'fulfilled'
        ? each.value.number
        : ((each.reason as DomainError).code ?? String(each.reason)),
    );
  }

  it('have numbers without a gap, though many come at once and some are refused', async () => {
    const calls = Array.from({ length: 12 }, (_, at) => publish({ isRefused: at % 3 === 0 }));
    const found = await outcomes(calls);
    expect(found.filter((each) => each === 'private-words')).toHaveLength(4);
    const numbers = found.filter((each) => each.startsWith('GS')).toSorted();
    expect(numbers).toEqual(Array.from({ length: 8 }, (_, at) => numbered(at + 1)));
    expect((await publish({ year: 1999 })).number).toBe('GS-1999-0001');
    expect((await publish()).number).toBe(numbered(9));
  });

  it('are made once for a key, also by calls that come together', async () => {
    const same = await Promise.all(Array.from({ length: 4 }, () => publish({ key: 'same' })));
    expect(same.map(({ number }) => number)).toEqual(Array(4).fill(numbered(1)));
    expect(await store.find(numbered(2))).toBeNull();
  });

  it('are corrected once, and a correction may be corrected', async () => {
    await publish();
    const found = await outcomes([publish({ corrects: numbered(1) }), publish({ corrects: numbered(1) })]);
    expect(found.toSorted()).toEqual([numbered(2), 'corrected-already']);
    await publish({ corrects: numbered(2) });
    const [first, second, third] = await Promise.all(
      [1, 2, 3].map((sequence) => store.find(numbered(sequence))),
    );
    expect([first?.correctedBy, second?.corrects, second?.correctedBy, third?.correctedBy]).toEqual([
      numbered(2),
      numbered(1),
      numbered(3),
      null,
    ]);
  });

  it('keep their documents to the byte', async () => {
    const { number, sha256 } = await publish();
    const document = await store.document(number);
    expect(JSON.parse(document!)).toEqual({ number, words: WORDS });
    expect(createHash('sha256').update(document!).digest('hex')).toBe(sha256);
    expect([await store.document(numbered(2)), await store.find(numbered(2))]).toEqual([null, null]);
  });

  it.each(['UPDATE publications SET reason = NULL', 'DELETE FROM publications'])(
    'are never changed: %s',
    async (statement) => {
      const made = await publish();
      await expect(writeTo(source, statement)).rejects.toThrow(
        'rows of publications are added and never changed',
      );
      expect(await store.find(made.number)).toEqual(made);
    },
  );

  it('are listed newest first, by village and year of their report', async () => {
    await publish({ of: { villageId: 'a', year: 1998 } });
    await publish({ of: { villageId: 'b', year: 1997 } });
    await publish({ of: { villageId: 'a', year: 1997 } });
    const list = async (villageIds: readonly string[] | null, year: number | null) =>
      (await store.page({ villageIds, programmeId: null, year }, PAGE)).items.map(({ number }) => number);
    expect((await list(null, null)).slice(0, 3)).toEqual([numbered(3), numbered(2), numbered(1)]);
    expect(await list(null, 1997)).toEqual([numbered(3), numbered(2)]);
    expect(await list(['a'], null)).toEqual([numbered(3), numbered(1)]);
  });
});

const PAGE = { limit: 100, cursor: null };
