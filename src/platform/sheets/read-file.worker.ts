import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { SheetRow } from '../../kernel/sheet/cell.js';
import { csvRows } from './csv-rows.js';
import { type FileLimits, FileRefused } from './file-refused.js';
import { geojsonRows } from './geojson-rows.js';
import { sniffFile } from './sniff-file.js';
import { xlsxRows } from './xlsx-rows.js';

/** What the worker says. After each batch it waits for a word, so that rows never pile up. */
export type WorkerMessage =
  | { readonly kind: 'rows'; readonly rows: readonly SheetRow[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

export interface WorkerJob {
  readonly path: string;
  readonly limits: FileLimits;
}

const BATCH = 100;
const { path, limits } = workerData as WorkerJob;
const port = parentPort!;

try {
  await sendRows();
  say({ kind: 'end' });
} catch (cause) {
  if (!(cause instanceof FileRefused)) throw cause;
  say({ kind: 'refused', code: cause.code, message: cause.message });
}
port.close();

async function sendRows(): Promise<void> {
  let batch: SheetRow[] = [];
  let count = 0;
  for await (const row of rowsOf(readFileSync(path))) {
    count += 1;
    // One more than rows of cameras: the header.
    if (count > limits.maxRows + 20)
      throw new FileRefused('too-many-rows', `The file has more than ${limits.maxRows} rows; divide it.`);
    batch.push(row);
    if (batch.length < BATCH) continue;
    await hand(batch);
    batch = [];
  }
  if (batch.length > 0) await hand(batch);
}

function rowsOf(bytes: Buffer): Iterable<SheetRow> | AsyncIterable<SheetRow> {
  const kind = sniffFile(bytes);
  if (kind === 'xlsx') return xlsxRows(bytes, limits);
  return kind === 'csv' ? csvRows(bytes, limits) : geojsonRows(bytes, limits);
}

function hand(rows: readonly SheetRow[]): Promise<void> {
  return new Promise((resolve) => {
    port.once('message', () => resolve());
    say({ kind: 'rows', rows });
  });
}

function say(message: WorkerMessage): void {
  port.postMessage(message);
}
