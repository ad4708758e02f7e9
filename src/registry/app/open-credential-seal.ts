import type { Config } from '../../platform/config/config.js';
import { StartError } from '../../platform/start-error.js';
import type { RegistryStore } from '../store/registry.store.js';
import type { CredentialRow } from '../store/rows.js';
import { CredentialSeal } from './credential-seal.js';
import { KeyFile } from '../../platform/key/key-file.js';

/**
 * The seal with the key from the configuration, else from the key file, which is made where nothing is sealed yet. A
 * key that does not open what is stored stops the start here, and not as a wave of rejected logins later.
 */
export async function openCredentialSeal(
  { secretKey, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>,
  store: RegistryStore,
): Promise<CredentialSeal> {
  const sealed = await store.credentials.all();
  const key =
    secretKey === null ? keyFrom(new KeyFile(dataDir), sealed.length) : Buffer.from(secretKey, 'hex');
  const seal = new CredentialSeal(key);
  for (const row of sealed) requireOpens(seal, row);
  return seal;
}

function keyFrom(file: KeyFile, sealedCount: number): Buffer {
  if (file.exists()) return file.read();
  if (sealedCount === 0) return file.make();
  throw new StartError(
    `key: ${file.path} is gone, but credentials are sealed with it (${sealedCount}); ` +
      'restore it from a backup or set SHOUWANG_SECRET_KEY',
  );
}

function requireOpens(seal: CredentialSeal, { id, name, sealed }: CredentialRow): void {
  if (seal.open(id, sealed) !== null) return;
  throw new StartError(
    `key: it does not open the credential "${name}"; set SHOUWANG_SECRET_KEY or secret.key to the key that sealed it`,
  );
}
