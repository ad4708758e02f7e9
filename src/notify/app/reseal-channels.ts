import type { DataSource } from 'typeorm';
import type { KeyRing } from '../../platform/key/key-ring.js';
import { Seal } from '../../platform/key/seal.js';
import { StartError } from '../../platform/start-error.js';
import { channels } from '../store/rows.js';

/**
 * Seals with the current key what an older one sealed, and answers how many channels there were. What is changed
 * meanwhile keeps its own seal.
 */
export async function resealChannels(source: DataSource, keys: KeyRing): Promise<number> {
  const seal = new Seal(keys);
  const rows = await source.getRepository(channels).find({ order: { id: 'ASC' } });
  const outdated = rows.filter(({ sealed }) => seal.isOutdated(sealed));
  if (outdated.length === 0) return 0;
  const resealed = outdated.map(({ id, name, sealed }) => ({
    id,
    sealed,
    anew: seal.seal(id, seal.open(id, sealed) ?? cannotOpen(name)),
  }));
  await source.transaction(async (manager) => {
    for (const { id, sealed, anew } of resealed)
      await manager.update(channels, { id, sealed }, { sealed: anew });
  });
  return resealed.length;
}

function cannotOpen(name: string): never {
  throw new StartError(
    `key: it does not open the channel "${name}"; enter its address again or restore the key, then rotate`,
  );
}
