import type { ManualClock } from '../../platform/clock/manual-clock.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import { MemoryBook } from '../app/memory-book.js';
import type { MemoryRow } from '../store/rows.js';
import { MemoryStore } from '../store/memory.store.js';

export const SILENT = new Log({ level: 'silent' });

/** Rows without a database. */
export class FakeMemoryStore extends MemoryStore {
  readonly rows = new Map<string, MemoryRow>();

  constructor() {
    super(null!);
  }

  override async all(): Promise<MemoryRow[]> {
    return [...this.rows.values()];
  }

  override async write(rows: readonly MemoryRow[]): Promise<void> {
    for (const row of rows) this.rows.set(row.cameraId, row);
  }
}

export function memoryBook(
  clock: ManualClock,
  store = new FakeMemoryStore(),
  events = new EventBus(SILENT),
): MemoryBook {
  return new MemoryBook(store, events, clock, SILENT);
}
