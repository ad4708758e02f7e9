import type { EntityManager } from 'typeorm';
import type { Purchase } from '../domain/purchase.js';
import { purchasesIn } from './purchase-mappers.js';
import { purchases } from './rows.js';

/** A purchase that nobody else changes, nor what is tied to it, before the transaction ends. Null where it is not there. */
export async function lockPurchase(manager: EntityManager, id: string): Promise<Purchase | null> {
  // Takes the row's lock on both databases; PostgreSQL would let two read the same revision.
  await manager.getRepository(purchases).increment({ id }, 'revision', 0);
  return purchaseIn(manager, id);
}

export async function purchaseIn(manager: EntityManager, id: string): Promise<Purchase | null> {
  const row = await manager.getRepository(purchases).findOneBy({ id });
  return row === null ? null : (await purchasesIn(manager, [row]))[0]!;
}
