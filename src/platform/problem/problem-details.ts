import { DomainError, type DomainErrorKind, type FieldError } from '../../kernel/domain-error.js';

/** RFC 9457, with our `code` for programs and the fields that are wrong. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly (FieldError & { readonly code: string })[];
}

const STATUS: Record<DomainErrorKind, number> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  unprocessable: 422,
  throttled: 429,
  unavailable: 503,
};

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export function problemOf(error: DomainError): ProblemDetails {
  return problem(STATUS[error.kind], error.code, error.message, error.fields);
}

export function problem(
  status: number,
  code: string,
  detail: string,
  errors: readonly FieldError[] = [],
): ProblemDetails {
  const title = TITLES[status] ?? 'Error';
  // A field says no more of itself than the whole refusal does, unless it was parsed.
  const named = errors.map((error) => ({ ...error, code: error.code ?? code }));
  return { type: 'about:blank', title, status, code, detail, ...(named.length > 0 ? { errors: named } : {}) };
}
