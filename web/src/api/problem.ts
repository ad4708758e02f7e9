/** One field that was refused, and why; or that somebody else has changed meanwhile. */
export interface FieldFault {
  readonly path: string;
  readonly message: string;
  /** For those who say it in other words; where a page has found it itself there is none. */
  readonly code?: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly changed?: {
    readonly action: string;
    readonly by: string;
    readonly at: string;
    readonly old: unknown;
    readonly new: unknown;
  };
}

/** What the service said instead of doing it (RFC 9457), or that it could not be reached. */
export class Problem extends Error {
  constructor(
    /** 0 where nothing answered. */
    readonly status: number,
    /** Stable, for programs: `award-overdrawn`. */
    readonly code: string,
    message: string,
    readonly fields: readonly FieldFault[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'Problem';
  }

  static unreachable(cause: unknown): Problem {
    return new Problem(0, 'unreachable', 'The service does not answer.', [], { cause });
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const said = (await response.json().catch(() => ({}))) as {
    code?: string;
    detail?: string;
    title?: string;
    errors?: FieldFault[];
  };
  const message = said.detail ?? said.title ?? response.statusText;
  return new Problem(response.status, said.code ?? `http-${response.status}`, message, said.errors ?? []);
}

export function isProblem(cause: unknown, code?: string): cause is Problem {
  return cause instanceof Problem && (code === undefined || cause.code === code);
}
