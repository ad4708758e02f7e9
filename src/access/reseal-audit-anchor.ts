import type { DataSource } from 'typeorm';
import type { KeySettings } from '../platform/key/key-ring.js';
import { AuditKey } from './app/audit-key.js';
import { AuditStore } from './store/audit.store.js';

/**
 * Seals the end of the audit trail with the current key where an older one did, and says whether there was need. A seal
 * that does not fit stays as it is: a rotation mends no broken trail.
 */
export async function resealAuditAnchor(source: DataSource, config: KeySettings): Promise<boolean> {
  const key = new AuditKey(config);
  return new AuditStore(source).reseal(({ count, head, seal }) => {
    const anchor = { count, head };
    const isDue = seal !== null && key.isOutdated(seal) && key.isSealOf(anchor, seal);
    return isDue ? key.seal(anchor) : null;
  });
}
