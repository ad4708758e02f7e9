import type { Config } from '../../platform/config/config.js';
import { keyRing, type KeySettings } from '../../platform/key/key-ring.js';
import { Seal } from '../../platform/key/seal.js';
import { StartError } from '../../platform/start-error.js';
import type { ChannelStore } from '../store/channel.store.js';

/** A key that does not open what is sealed of the channels stops the start here, and not at the first alarm. */
export async function openSeal(
  config: Pick<Config, keyof KeySettings>,
  channels: ChannelStore,
): Promise<Seal> {
  const seal = new Seal(keyRing(config));
  for (const { id, name, sealed } of await channels.all()) {
    if (seal.open(id, sealed) === null)
      throw new StartError(
        `key: it does not open the channel "${name}"; set SHOUWANG_SECRET_KEY or secret.key to the key that sealed it`,
      );
  }
  return seal;
}
