import type { DataSource } from 'typeorm';
import { StartError } from '../../platform/start-error.js';
import type { KeyRing } from '../../platform/key/key-ring.js';
import { credentials, type CredentialRow } from '../store/rows.js';
import { Seal } from '../../platform/key/seal.js';

/**
 * Seals with the current key what an older one sealed, and answers how many there were. It is no change of the entry:
 * no revision, no history, and no camera is asked again. A password that is changed meanwhile keeps its own seal.
 */
export async function resealCredentials(source: DataSource, keys: KeyRing): Promise<number> {
  const seal = new Seal(keys);
  const rows = await source.getRepository(credentials).find({ order: { id: 'ASC' } });
  const outdated = rows.filter(({ sealed }) => seal.isOutdated(sealed));
  const resealed = outdated.map((row) => ({ row, sealed: seal.seal(row.id, opened(seal, row)) }));
  if (resealed.length === 0) return 0;
  await source.transaction(async (manager) => {
    for (const { row, sealed } of resealed)
      await manager.update(credentials, { id: row.id, sealed: row.sealed }, { sealed });
  });
  return resealed.length;
}

function opened(seal: Seal, { id, name, sealed }: CredentialRow): string {
  const password = seal.open(id, sealed);
  if (password !== null) return password;
  throw new StartError(
    `key: it does not open the credential "${name}"; enter its password again or restore the key, then rotate`,
  );
}
