import { type EntityManager, In } from 'typeorm';
import { type Fen, fen, NO_MONEY } from '../../kernel/money.js';
import type { Award } from '../domain/award.js';
import type { LedgerEntry, Source } from '../domain/entry.js';
import { type AwardRow, awards, awardVersions, type AwardVersionRow, ledgerEntries } from './rows.js';

/**
 * Sources with what is left of them, which nobody else changes before the transaction ends: each gets its next revision,
 * and with that the lock of its row, on both databases. In the order of ids, so that two calls never wait for each other.
 * What is not there is left out.
 */
export async function lockSources(
  manager: EntityManager,
  awardIds: readonly string[],
): Promise<ReadonlyMap<string, Source>> {
  const ids = [...new Set(awardIds)].toSorted();
  for (const id of ids) await manager.getRepository(awards).increment({ id }, 'revision', 1);
  return sourcesIn(manager, ids);
}

/** As they are now. */
export async function sourcesIn(
  manager: EntityManager,
  awardIds: readonly string[],
): Promise<ReadonlyMap<string, Source>> {
  const rows = await manager.getRepository(awards).findBy({ id: In([...awardIds]) });
  const left = await leftOf(manager, awardIds);
  const found = await withTerms(manager, rows);
  return new Map(found.map((award) => [award.id, { award, leftFen: left.get(award.id) ?? NO_MONEY }]));
}

/** In the order of the rows. */
export async function withTerms(
  manager: EntityManager,
  rows: readonly AwardRow[],
): Promise<readonly Award[]> {
  const versions = await manager
    .getRepository(awardVersions)
    .findBy({ awardId: In(rows.map(({ id }) => id)) });
  const terms = new Map(versions.map((row) => [`${row.awardId} ${row.version}`, row]));
  return rows.map((row) => toAward(row, terms.get(`${row.id} ${row.version}`)!));
}

async function leftOf(
  manager: EntityManager,
  awardIds: readonly string[],
): Promise<ReadonlyMap<string, Fen>> {
  if (awardIds.length === 0) return new Map();
  const sums = await manager
    .getRepository(ledgerEntries)
    .createQueryBuilder('e')
    .select('e.awardId', 'awardId')
    .addSelect('SUM(e.amountFen)', 'sum')
    .where('e.awardId IN (:...awardIds)', { awardIds })
    .groupBy('e.awardId')
    .getRawMany<{ awardId: string; sum: string | number }>();
  return new Map(sums.map(({ awardId, sum }) => [awardId, fen(Number(sum))]));
}

export async function append(manager: EntityManager, entries: readonly LedgerEntry[]): Promise<void> {
  // One by one: a row that undoes another names it.
  for (const entry of entries) await manager.getRepository(ledgerEntries).insert(entry as never);
}

export function entriesFor(
  manager: EntityManager,
  where: Partial<Pick<LedgerEntry, 'awardId' | 'purchaseId' | 'villageId'>>,
): Promise<LedgerEntry[]> {
  return manager.getRepository(ledgerEntries).find({ where: where as never, order: { id: 'ASC' } });
}

function toAward(row: AwardRow, terms: AwardVersionRow): Award {
  const { awardId: _awardId, version: _version, at: _at, by: _by, reason: _reason, ...said } = terms;
  return { ...row, ...said };
}
