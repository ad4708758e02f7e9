import type { Config } from '../../platform/config/config.js';
import { keyFiles, keyRing, type KeySettings } from '../../platform/key/key-ring.js';
import { StartError } from '../../platform/start-error.js';
import type { RegistryStore } from '../store/registry.store.js';
import type { CredentialRow } from '../store/rows.js';
import { Seal } from '../../platform/key/seal.js';

/**
 * The seal with the keys from the configuration, else from the key file, which is made where nothing is sealed yet. A
 * key that does not open what is stored stops the start here, and not as a wave of rejected logins later.
 */
export async function openCredentialSeal(
  config: Pick<Config, keyof KeySettings>,
  store: RegistryStore,
): Promise<Seal> {
  const sealed = await store.credentials.all();
  if (config.secretKey === null) expectKeyFile(config.dataDir, sealed.length);
  const seal = new Seal(keyRing(config));
  for (const row of sealed) requireOpens(seal, row);
  return seal;
}

function expectKeyFile(dataDir: string, sealedCount: number): void {
  const { key } = keyFiles(dataDir);
  if (key.exists()) return void key.read();
  if (sealedCount === 0) return void key.make();
  throw new StartError(
    `key: ${key.path} is gone, but credentials are sealed with it (${sealedCount}); ` +
      'restore it from a backup or set SHOUWANG_SECRET_KEY',
  );
}

function requireOpens(seal: Seal, { id, name, sealed }: CredentialRow): void {
  if (seal.open(id, sealed) !== null) return;
  throw new StartError(
    `key: it does not open the credential "${name}"; set SHOUWANG_SECRET_KEY or secret.key to the key that sealed it`,
  );
}
