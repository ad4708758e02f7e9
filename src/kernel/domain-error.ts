/** What a caller may do about it; the HTTP filter maps each kind to one status. */
export type DomainErrorKind =
  | 'invalid'
  | 'unprocessable'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'unauthorized'
  | 'forbidden'
  | 'throttled'
  | 'too-large'
  | 'unavailable';

/** What somebody else has changed meanwhile, of one field or, where `old` and `new` are null, of the whole entry. */
export interface ChangedMeanwhile {
  readonly action: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  readonly old: unknown;
  readonly new: unknown;
}

/** One field that is wrong: its path in the request (`position.latitudeDeg`) and what to write instead. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
  /** Stable, for programs that say it in other words; where it is left out, the code of the error holds. */
  readonly code?: string;
  /** What the code leaves open: the bound of `too-long`. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** Of a field that is not wrong, but was changed by others since it was read. */
  readonly changed?: ChangedMeanwhile;
}

/** An expected failure with a stable `code` for programs and a message that says what to do next. */
export class DomainError extends Error {
  /** Whole seconds after which another attempt makes sense; null where waiting changes nothing. */
  readonly retryAfterS: number | null;

  constructor(
    readonly kind: DomainErrorKind,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldError[] = [],
    options?: ErrorOptions & { readonly retryAfterS?: number },
  ) {
    super(message, options);
    this.name = 'DomainError';
    this.retryAfterS = options?.retryAfterS ?? null;
  }
}
