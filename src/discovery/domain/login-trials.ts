import type { Instant } from '../../kernel/instant.js';

export interface CredentialVersion {
  readonly credentialId: string;
  /** Grows with every change of user name or password. */
  readonly version: number;
}

/** `rejected` binds the pair of device and credential until the credential changes; `busy` and `failed` bind nothing. */
export type TrialOutcome = 'accepted' | 'rejected' | 'failed';

/** What became of one credential on one device. */
export interface LoginTrial extends CredentialVersion {
  readonly outcome: TrialOutcome;
  /** Host and port that it was tried at. */
  readonly at: string;
  readonly triedAt: Instant;
}

/**
 * The credentials worth a try, in the order given; those accepted before come first, so that they spend no rejection.
 * One that was refused is left out until it changes, wherever the device is now: devices lock accounts, not addresses.
 */
export function worthTrying(
  credentials: readonly CredentialVersion[],
  trials: readonly LoginTrial[],
): readonly CredentialVersion[] {
  const outcomeOf = (one: CredentialVersion): TrialOutcome | undefined =>
    trials.find((trial) => isSame(trial, one))?.outcome;
  const open = credentials.filter((one) => outcomeOf(one) !== 'rejected');
  const accepted = open.filter((one) => outcomeOf(one) === 'accepted');
  return [...accepted, ...open.filter((one) => !accepted.includes(one))];
}

/** True where one of the credentials was taken at this very address before: nothing is asked twice. */
export function isInterviewed(
  credentials: readonly CredentialVersion[],
  trials: readonly LoginTrial[],
  at: string,
): boolean {
  return trials.some(
    (trial) =>
      trial.outcome === 'accepted' && trial.at === at && credentials.some((one) => isSame(trial, one)),
  );
}

/** What a login came to. A refusal counts, whatever was accepted on the way: another protocol may refuse it still. */
export function outcomeOf(use: {
  readonly loginRejected: boolean;
  readonly isComplete: boolean;
}): TrialOutcome {
  if (use.loginRejected) return 'rejected';
  return use.isComplete ? 'accepted' : 'failed';
}

function isSame(one: CredentialVersion, other: CredentialVersion): boolean {
  return one.credentialId === other.credentialId && one.version === other.version;
}
