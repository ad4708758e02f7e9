import type { IncomingHttpHeaders } from 'node:http';
import type { Instant } from '../../../kernel/instant.js';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** When the request left and when the first byte of the answer came, on our wall clock. */
  readonly sentAt: Instant;
  readonly answeredAt: Instant;
}

export function headerValues(answer: HttpAnswer, name: string): readonly string[] {
  const value = answer.headers[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
