import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Pen, Row } from './pen.js';
import { RegistryStore } from './registry.store.js';

export type BatchTable = 'cameras' | 'villages' | 'programmes' | 'credentials' | 'places';

export type BatchWrite =
  | { readonly kind: 'insert'; readonly id: string; readonly row: () => object }
  | { readonly kind: 'update'; readonly id: string; readonly columns: object; readonly revision: number };

/** SQLite holds up everything else for the length of a statement. */
const ROWS_AT_ONCE = 20;

/** Where imports are written: all of the writes, with their history, in one transaction, or none. */
@Injectable()
export class BatchWriter {
  constructor(@Inject(RegistryStore) private readonly store: RegistryStore) {}

  /** Between the slices others get their turn; `tick` hears how many writes are done, and may throw to undo all. */
  async write(
    importId: string,
    table: BatchTable,
    writes: readonly BatchWrite[],
    tick: (written: number) => void,
  ): Promise<void> {
    if (writes.length === 0) return;
    await this.store.write(importId, async (pens) => {
      const pen = pens[table] as unknown as Pen<Row>;
      let written = 0;
      for (const slice of slicesOf(writes)) {
        await writeSlice(pen, slice);
        written += slice.length;
        tick(written);
        await setImmediate();
      }
    });
  }
}

async function writeSlice(pen: Pen<Row>, slice: readonly BatchWrite[]): Promise<void> {
  const rows = slice.flatMap((write) => (write.kind === 'insert' ? [write.row() as Row] : []));
  const changes = slice.flatMap((write) =>
    write.kind === 'update'
      ? [{ id: write.id, columns: write.columns as Partial<Row>, revision: write.revision }]
      : [],
  );
  if (rows.length > 0) await pen.insert(rows);
  if (changes.length > 0) await pen.update(changes);
}

function* slicesOf(writes: readonly BatchWrite[]): Generator<readonly BatchWrite[]> {
  for (let index = 0; index < writes.length; index += ROWS_AT_ONCE) {
    yield writes.slice(index, index + ROWS_AT_ONCE);
  }
}
