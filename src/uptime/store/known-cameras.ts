import type { EntityManager } from 'typeorm';
import { chunks } from './chunks.js';

/** Which of these cameras the register still has. */
export async function knownAmong(manager: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (const part of chunks(ids)) {
    const found = await manager
      .createQueryBuilder()
      .select('c.id', 'id')
      .from('cameras', 'c')
      .where('c.id IN (:...ids)', { ids: part })
      .getRawMany<{ id: string }>();
    for (const { id } of found) known.add(id);
  }
  return known;
}
