import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { Publication } from '../domain/publications/publication.js';
import { Once, type Ticket } from './once.js';
import { type Page, type PageBounds, pageOf } from './page.js';
import { publicationNumbers, type PublicationRow, publications } from './publication-rows.js';

export interface PublicationQuestion {
  /** Those of these villages alone; null is all, and those of programmes and the town. */
  readonly villageIds: readonly string[] | null;
  readonly programmeId: string | null;
  /** Of the report. */
  readonly year: number | null;
}

/** What a publication is made from, while nobody else takes a number. */
export interface NumberTaken {
  /** 1 for the first of its year, and none is left out. */
  readonly sequence: number;
  /** That it corrects; null where there is none with that number. */
  readonly corrected: Publication | null;
}

export interface MadePublication {
  readonly publication: PublicationRow;
  /** Its sha256 is of these, in UTF-8. */
  readonly document: string;
}

/** Publications, added and never changed. */
@Injectable()
export class PublicationStore {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(Once) private readonly once: Once,
  ) {}

  /** What `make` refuses takes no number. */
  insert(
    ticket: Ticket,
    { year, corrects }: { readonly year: number; readonly corrects: string | null },
    make: (taken: NumberTaken) => MadePublication,
  ): Promise<Publication> {
    return this.once.run(ticket, async (manager) => {
      const sequence = await takeNumber(manager, year);
      const corrected = corrects === null ? null : await publicationIn(manager, corrects);
      const { publication, document } = make({ sequence, corrected });
      await manager.getRepository(publications).insert({ ...publication, document });
      return { ...publication, correctedBy: null };
    });
  }

  find(number: string): Promise<Publication | null> {
    return publicationIn(this.source.manager, number);
  }

  /** As it was hashed; null where there is none. */
  async document(number: string): Promise<string | null> {
    const rows = this.source.getRepository(publications);
    const found = await rows.findOne({ where: { number }, select: { id: true, document: true } });
    return found?.document ?? null;
  }

  /** Newest first. */
  async page(asked: PublicationQuestion, bounds: PageBounds): Promise<Page<Publication>> {
    const { villageIds, programmeId, year } = asked;
    const query = this.source.getRepository(publications).createQueryBuilder('t');
    if (programmeId !== null) query.andWhere('t.programmeId = :programmeId', { programmeId });
    if (year !== null) query.andWhere('t.year = :year', { year });
    const { items, nextCursor } = await pageOf(query, villageIds, bounds);
    return { items: await withCorrections(this.source.manager, items), nextCursor };
  }
}

/** The row of the year is locked until the transaction ends, so that the next waits, and a number that failed comes again. */
async function takeNumber(manager: EntityManager, year: number): Promise<number> {
  const numbers = manager.getRepository(publicationNumbers);
  await numbers.createQueryBuilder().insert().values({ year, last: 0 }).orIgnore().execute();
  await numbers.increment({ year }, 'last', 1);
  return (await numbers.findOneByOrFail({ year })).last;
}

async function publicationIn(manager: EntityManager, number: string): Promise<Publication | null> {
  const row = await manager.getRepository(publications).findOneBy({ number });
  return row === null ? null : (await withCorrections(manager, [row]))[0]!;
}

async function withCorrections(
  manager: EntityManager,
  rows: readonly PublicationRow[],
): Promise<readonly Publication[]> {
  const numbers = rows.map(({ number }) => number);
  const corrections = await manager.getRepository(publications).findBy({ corrects: In(numbers) });
  const by = new Map(corrections.map(({ corrects, number }) => [corrects, number]));
  return rows.map((row) => ({ ...row, correctedBy: by.get(row.number) ?? null }));
}
