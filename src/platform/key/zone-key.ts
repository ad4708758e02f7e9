import { derivedKey } from './derived-key.js';

/**
 * The key of one zone: what the service sends its probers is sealed with it, and it opens nothing of another zone. Made of
 * the service's own key, so that there is nothing more to keep; a new key of the service makes new ones of all zones.
 */
export function zoneKeyOf(serviceKey: Buffer, zoneId: string): Buffer {
  return derivedKey(serviceKey, `shouwang zone ${zoneId}`);
}
