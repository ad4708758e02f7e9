import { DomainError } from '../../../kernel/domain-error.js';

export interface ImportOptions {
  readonly isDryRun: boolean;
  /** `all` writes every row or, if one is rejected, none; `valid` writes those that are not rejected. */
  readonly mode: 'all' | 'valid';
}

/** What is to be done with a file. */
export interface ImportOrder extends ImportOptions {
  /** Aborts when whoever sent the file has gone: what is not written by then never is. */
  readonly leaving: AbortSignal;
}

/** A `DomainError` that nobody reads, so that nothing is written and nothing is logged as a fault. */
export function refuseGone(leaving: AbortSignal): void {
  if (!leaving.aborted) return;
  throw new DomainError(
    'unprocessable',
    'cancelled',
    'Whoever sent the file has gone away; nothing was written.',
  );
}
