import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { RegistryEntries } from '../../registry/index.js';
import { type Candidate, placeOf } from '../domain/candidate.js';
import { isInterviewed, worthTrying, type CredentialVersion } from '../domain/login-trials.js';
import { inParallel } from './in-parallel.js';
import { Interviewer, type InterviewReport } from './interviewer.js';
import { MatchDesk } from './match-desk.js';

interface Round {
  readonly credentials: readonly CredentialVersion[];
  readonly signal: AbortSignal;
  readonly onReport: (report: InterviewReport) => void;
}

/** The interviews of one search: each candidate at most once, each device with at most one refused login. */
@Injectable()
export class InterviewRound {
  constructor(
    @Inject(Interviewer) private readonly interviewer: Interviewer,
    @Inject(MatchDesk) private readonly matches: MatchDesk,
    @Inject(RegistryEntries) private readonly entries: RegistryEntries,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Those worth a visit: ONVIF answered, nobody was interviewed there before, and some login is left to try. */
  waiting(candidates: readonly Candidate[], credentials: readonly CredentialVersion[]): readonly Candidate[] {
    if (credentials.length === 0) return [];
    return candidates.filter(
      ({ greeted, trials, address }) =>
        greeted?.ok === true &&
        !isInterviewed(credentials, trials, placeOf(address)) &&
        worthTrying(credentials, trials).length > 0,
    );
  }

  /** Candidates of one host may be one device behind two ports: they take turns, and a refusal ends them all. */
  async hold(candidates: readonly Candidate[], { credentials, signal, onReport }: Round): Promise<void> {
    const byHost = groupedByHost(candidates);
    await inParallel(byHost.values(), this.config.discovery.maxInterviews, async (atHost) => {
      for (const candidate of atHost) {
        signal.throwIfAborted();
        const inOrder = await this.ownFirst(candidate, credentials);
        const report = await this.interviewer.interview(candidate, inOrder, signal);
        onReport(report);
        if (report.wasRejected) return;
      }
    });
  }

  /** A device that is registered here is not sent somebody else's login while its own is among those to try. */
  private async ownFirst(
    candidate: Candidate,
    credentials: readonly CredentialVersion[],
  ): Promise<readonly CredentialVersion[]> {
    if (credentials.length < 2) return credentials;
    const match = await this.matches.matchOf(candidate);
    if (match.kind === 'new' || match.kind === 'ambiguous') return credentials;
    const own = (await this.entries.camera(match.cameraId))?.credentialId;
    const isOwn = ({ credentialId }: CredentialVersion): boolean => credentialId === own;
    return [...credentials.filter(isOwn), ...credentials.filter((one) => !isOwn(one))];
  }
}

function groupedByHost(candidates: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { host } = candidate.address;
    groups.set(host, [...(groups.get(host) ?? []), candidate]);
  }
  return groups;
}
