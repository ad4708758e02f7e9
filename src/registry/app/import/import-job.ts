import { DomainError } from '../../../kernel/domain-error.js';
import type { CoordinateSystem } from '../../domain/camera.js';
import type { PlannedColumn } from '../../../kernel/sheet/recognise-headers.js';
import { NOTHING_YET, type Summary } from './planned-row.js';

export const IMPORT_NOUNS = ['cameras', 'villages', 'programmes', 'credentials', 'places'] as const;
export type ImportNoun = (typeof IMPORT_NOUNS)[number];

/**
 * `refused`: the file as a whole; `failed`: ours; `interrupted`: the service stopped; `cancelled`: nobody wants it any
 * more. None of these has written.
 */
export type ImportState = 'running' | 'done' | 'refused' | 'failed' | 'interrupted' | 'cancelled';

export interface ImportOptions {
  readonly noun: ImportNoun;
  readonly isDryRun: boolean;
  /** `all`: every row or none; `valid`: those that are not rejected. */
  readonly mode: 'all' | 'valid';
  readonly system: CoordinateSystem;
  readonly villageId: string | null;
  readonly programmeId: string | null;
  readonly zoneId: string | null;
  readonly credentialId: string | null;
  readonly onvifPort: number;
}

export interface ImportProgress {
  readonly state: ImportState;
  readonly phase: 'waiting' | 'checking' | 'writing' | 'over';
  readonly rowsChecked: number;
  readonly rowsToWrite: number;
  readonly rowsWritten: number;
}

export interface ColumnReport {
  readonly header: string;
  /** The field that the column fills; null for a custom field, and for what is not read. */
  readonly field: string | null;
  readonly use: PlannedColumn['use'] | 'ignored';
}

export interface ImportResult {
  readonly summary: Summary;
  /** False for a dry run, and where `mode=all` met a rejection. */
  readonly isApplied: boolean;
  readonly columns: readonly ColumnReport[];
}

type Watcher = (progress: ImportProgress) => void;

/** One import on its way, and who watches it. */
export class ImportJob {
  progress: ImportProgress = {
    state: 'running',
    phase: 'waiting',
    rowsChecked: 0,
    rowsToWrite: 0,
    rowsWritten: 0,
  };
  result: ImportResult = { summary: NOTHING_YET, isApplied: false, columns: [] };
  /** Why nothing was written; null where all went well. */
  problem: DomainError | null = null;
  /** Resolves when all is over, also where it went wrong. */
  readonly done: Promise<void>;
  private settle!: () => void;
  private readonly stop = new AbortController();
  private readonly watchers = new Set<Watcher>();

  constructor(
    readonly id: string,
    readonly options: ImportOptions,
  ) {
    this.done = new Promise((resolve) => (this.settle = resolve));
  }

  get signal(): AbortSignal {
    return this.stop.signal;
  }

  /** It ends at its next step, with nothing written. */
  cancel(): void {
    const message = 'The import was cancelled; nothing was written.';
    this.stop.abort(new DomainError('conflict', 'import-cancelled', message));
  }

  move(progress: Partial<ImportProgress>): void {
    this.progress = { ...this.progress, ...progress };
    for (const watcher of this.watchers) watcher(this.progress);
    if (this.progress.phase === 'over') this.settle();
  }

  /** Tells at once how far it is, then each step. Call what it answers to stop. */
  watch(watcher: Watcher): () => void {
    watcher(this.progress);
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }
}
