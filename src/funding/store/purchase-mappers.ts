import { type EntityManager, In } from 'typeorm';
import { negated } from '../../kernel/money.js';
import type { Purchase, PurchaseLine, Share } from '../domain/purchase.js';
import {
  ledgerEntries,
  type LineRow,
  purchaseLines,
  type PurchaseRow,
  purchaseVersions,
  type PurchaseVersionRow,
} from './rows.js';

type VersionRow = Omit<PurchaseVersionRow, 'at' | 'by' | 'reason'>;

export function versionRowsOf(purchase: Purchase): {
  readonly version: VersionRow;
  readonly lines: readonly LineRow[];
} {
  const { id: purchaseId, version, boughtOn, supplier, contractNumber, invoiceNumber, note } = purchase;
  return {
    version: { purchaseId, version, boughtOn, supplier, contractNumber, invoiceNumber, note },
    lines: purchase.lines.map((line, position) => ({ ...line, purchaseId, version, position })),
  };
}

/** What purchases say in their last versions; the shares are the ledger's. In the order of the rows. */
export async function purchasesIn(
  manager: EntityManager,
  rows: readonly PurchaseRow[],
): Promise<readonly Purchase[]> {
  const where = { purchaseId: In(rows.map(({ id }) => id)) };
  const versions = byVersion(await manager.getRepository(purchaseVersions).findBy(where));
  const lines = byVersion(
    await manager.getRepository(purchaseLines).find({ where, order: { position: 'ASC' } }),
  );
  const entries = byVersion(
    await manager.getRepository(ledgerEntries).find({ where: where as never, order: { id: 'ASC' } }),
  );
  return rows.map((row) => {
    const key = keyOf({ ...row, purchaseId: row.id });
    const [said] = versions.get(key)!;
    const { at: _at, by: _by, reason: _reason, purchaseId: _purchaseId, ...terms } = said!;
    const shares = (entries.get(key) ?? []).filter(({ reverses }) => reverses === null);
    return { ...row, ...terms, lines: lines.get(key)!.map(toLine), shares: shares.map(toShare) };
  });
}

interface Versioned {
  readonly purchaseId: string | null;
  readonly version: number;
}

function byVersion<R extends Versioned>(rows: readonly R[]): ReadonlyMap<string, readonly R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function keyOf({ purchaseId, version }: Versioned): string {
  return `${purchaseId} ${version}`;
}

function toLine({
  purchaseId: _purchaseId,
  version: _version,
  position: _position,
  ...line
}: LineRow): PurchaseLine {
  return line;
}

function toShare({ awardId, amountFen }: { awardId: string; amountFen: Share['amountFen'] }): Share {
  return { awardId, amountFen: negated(amountFen) };
}
