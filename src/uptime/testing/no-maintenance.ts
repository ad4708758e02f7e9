import { MaintenanceBook } from '../app/maintenance-book.js';
import type { MaintenanceStore } from '../store/maintenance.store.js';

/** A book without windows, and without a database to keep any. */
export function noMaintenance(): MaintenanceBook {
  return new MaintenanceBook({} as MaintenanceStore, { timeZone: 'Asia/Shanghai' });
}
