import { Redis } from 'ioredis';
import type { Config } from '../config/config.js';
import { redisOptions } from './bull-engines.js';

/** Has Redis or Valkey read its ACL file again; answers why it did not, null where it did. */
export async function loadAcl({ queue }: Pick<Config, 'queue'>): Promise<string | null> {
  const once = { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null };
  const redis = new Redis(queue.url!, { ...redisOptions(queue), ...once });
  let refusal: Error | undefined;
  redis.on('error', (cause) => (refusal = cause));
  try {
    await redis.connect();
    await redis.call('ACL', 'LOAD');
    return null;
  } catch (cause) {
    return (refusal ?? (cause as Error)).message;
  } finally {
    redis.disconnect();
  }
}
