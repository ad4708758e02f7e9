import type { Outcome } from '../domain/delivery.js';
import { readTlsFailure } from './read-tls-failure.js';

const NO_STARTTLS =
  'The mail server offers no STARTTLS on this port: check the port, or choose `tls` or `none`; then retry.';

const MAX_ERROR = 300;

/** A reply of 5xx is for good, one of 4xx for now (RFC 5321, 4.2.1); a login that is refused is for good, too. */
export function readMailFailure(cause: unknown): Outcome {
  const { code = '', originalCode, responseCode, response = '' } = cause as MailFailure;
  const unproven = readTlsFailure([originalCode, code]);
  if (unproven !== null) return unproven;
  const error = `${code} ${response}`
    .replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, MAX_ERROR);
  const isForGood = responseCode === undefined ? code === 'EAUTH' : responseCode >= 500;
  if (!isForGood) return { kind: 'failed', error: error || 'it broke off' };
  if (code === 'EAUTH')
    return {
      kind: 'refused',
      error,
      advice: 'Check the user name and the password of the mail server, then retry.',
    };
  if (code === 'ETLS') return { kind: 'refused', error, advice: NO_STARTTLS };
  const advice = 'The mail server refuses the mail: check sender and recipients, then retry.';
  return { kind: 'refused', error, advice };
}

interface MailFailure {
  readonly code?: string;
  /** What the library put its own code over. */
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly response?: string;
}
