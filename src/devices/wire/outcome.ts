import type { Fault } from '../../kernel/fault.js';

/**
 * What one attempt on the wire brought. A device that misbehaves is an answer, not an exception: functions of
 * `devices` throw only for bugs and for an aborted signal they were given. `tookMs` is wall time, fractions allowed.
 */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly tookMs: number }
  | { readonly ok: false; readonly fault: Fault; readonly tookMs: number };
