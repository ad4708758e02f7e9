import type { Instant } from '../../kernel/instant.js';
import { FRESH_BUDGET, type LoginBudget } from './login-budget.js';

/** Where a camera's stream was found. */
export interface StreamAddress {
  readonly port: number;
  readonly path: string;
  readonly tls: boolean;
  /** Some devices carry the password in the path: such a one is never written down. */
  readonly isSecret: boolean;
}

/** What one probe leaves for the next ones of the same camera. */
export interface ProbeMemory {
  /** How the device wants ONVIF logins; null before it was asked. */
  readonly scheme: 'none' | 'wsse' | 'digest' | null;
  /** Null until ONVIF named it. Not used where the register names the stream. */
  readonly stream: StreamAddress | null;
  readonly budget: LoginBudget;
  readonly lastPicture: {
    readonly fingerprint: string;
    readonly at: Instant;
    readonly widthPx: number;
  } | null;
  /** Heartbeats missed in a row, and frames failed in a row. */
  readonly missed: number;
  readonly failedFrames: number;
}

export const NO_MEMORY: ProbeMemory = {
  scheme: null,
  stream: null,
  budget: FRESH_BUDGET,
  lastPicture: null,
  missed: 0,
  failedFrames: 0,
};
