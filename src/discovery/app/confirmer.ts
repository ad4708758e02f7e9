import { Inject, Injectable } from '@nestjs/common';
import { FAULT_RUNG, type Fault } from '../../kernel/fault.js';
import { MINUTE_MS } from '../../kernel/instant.js';
import type { Rung } from '../../kernel/rung.js';
import { Clock } from '../../platform/clock/clock.js';
import { type Candidate, placeOf } from '../domain/candidate.js';
import { isInterviewed, worthTrying, type CredentialVersion } from '../domain/login-trials.js';
import { Interviewer } from './interviewer.js';
import { SearchMeans } from './search-means.js';

/** A picture that a search saw a moment ago is proof enough. */
const FRESH_MS = 15 * MINUTE_MS;
const DEADLINE_MS = 2 * MINUTE_MS;

export interface Confirmation {
  readonly candidate: Candidate;
  /** One frame of it was decoded. */
  readonly isLive: boolean;
  /** The rung that broke, and why; null where it is live. */
  readonly rung: Rung | null;
  readonly fault: Fault | null;
}

/** Sees with our own eyes that a candidate is a living camera, within the login budget. */
@Injectable()
export class Confirmer {
  constructor(
    @Inject(Interviewer) private readonly interviewer: Interviewer,
    @Inject(SearchMeans) private readonly means: SearchMeans,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async confirm(candidate: Candidate, credentialId: string | null): Promise<Confirmation> {
    const credential = credentialId === null ? null : await this.means.versionOf(credentialId);
    if (this.isFresh(candidate, credential)) return { candidate, isLive: true, rung: null, fault: null };
    if (credential !== null && worthTrying([credential], candidate.trials).length === 0)
      return broken(candidate, WITHHELD);
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const report =
      credential === null
        ? await this.interviewer.interviewBare(candidate, signal)
        : await this.interviewer.interview(candidate, [credential], signal);
    const { frame, fault } = report.candidate.interviewed ?? { frame: null, fault: null };
    if (frame !== null) return { candidate: report.candidate, isLive: true, rung: null, fault: null };
    return broken(report.candidate, fault ?? WITHHELD);
  }

  private isFresh(
    { interviewed, trials, address }: Candidate,
    credential: CredentialVersion | null,
  ): boolean {
    if (interviewed?.frame == null || this.clock.now() - interviewed.at > FRESH_MS) return false;
    if (credential === null) return interviewed.credentialId === null;
    const isSame = interviewed.credentialId === credential.credentialId;
    return isSame && isInterviewed([credential], trials, placeOf(address));
  }
}

const WITHHELD: Fault = {
  code: 'login-withheld',
  detail: 'This login was refused by this device before; nothing is tried until the credential changes.',
};

function broken(candidate: Candidate, fault: Fault): Confirmation {
  return { candidate, isLive: false, rung: FAULT_RUNG[fault.code], fault };
}
