import { Inject, Injectable } from '@nestjs/common';
import type { Fault } from '../../kernel/fault.js';
import { Clock } from '../../platform/clock/clock.js';
import { Registry } from '../../registry/index.js';
import { type Candidate, candidateKey, type Interviewed, placeOf } from '../domain/candidate.js';
import { type CredentialVersion, type LoginTrial, outcomeOf, worthTrying } from '../domain/login-trials.js';
import { identified } from '../domain/identified.js';
import { CandidateStore } from '../store/candidate.store.js';
import { HostTurns } from './host-turns.js';
import { DevicePort, type Interview, type Login, type Look } from './ports.js';

export interface InterviewReport {
  readonly candidate: Candidate;
  /** A login was sent and refused. */
  readonly wasRejected: boolean;
}

/** Logs in to candidates, within the budget: one refused login a visit, and none that was refused before. */
@Injectable()
export class Interviewer {
  private readonly turns = new HostTurns();

  constructor(
    @Inject(DevicePort) private readonly devices: DevicePort,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(CandidateStore) private readonly store: CandidateStore,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Tries the credentials in turn until one is taken, one is refused, or the device fails for another reason. Every
   * outcome is written down before anything else is sent. Rejects only with the signal's reason and for broken stores.
   */
  interview(
    candidate: Candidate,
    credentials: readonly CredentialVersion[],
    signal: AbortSignal,
  ): Promise<InterviewReport> {
    return this.turns.take(candidate.address.host, async () => {
      const fresh = (await this.store.find(candidate.id)) ?? candidate;
      const [credential] = worthTrying(credentials, fresh.trials);
      if (credential === undefined) return { candidate: fresh, wasRejected: false };
      return this.tryOne(fresh, credential, signal);
    });
  }

  /** Without any login: for devices that ask for none. */
  interviewBare(candidate: Candidate, signal: AbortSignal): Promise<InterviewReport> {
    return this.turns.take(candidate.address.host, () => this.visit(candidate, null, signal));
  }

  private async tryOne(
    candidate: Candidate,
    credential: CredentialVersion,
    signal: AbortSignal,
  ): Promise<InterviewReport> {
    const opened = await this.registry.loginOf(credential.credentialId);
    // It may have changed since the search began: then what was refused is not what would be sent, and the next search asks.
    if (opened === null || opened.version !== credential.version) return { candidate, wasRejected: false };
    const login = { username: opened.username, password: opened.password };
    return this.visit(candidate, { credential, login }, signal);
  }

  private async visit(
    candidate: Candidate,
    with_: { readonly credential: CredentialVersion; readonly login: Login } | null,
    signal: AbortSignal,
  ): Promise<InterviewReport> {
    const { credential = null, login = null } = with_ ?? {};
    const interview = await this.devices.interview(candidate.address, login, signal);
    if (interview.loginRejected) return this.close(candidate, { credential, interview, look: null });
    const { stream } = interview;
    const look =
      stream?.ok === true
        ? await this.devices.look(candidate.address.host, stream.value, login, signal)
        : null;
    return this.close(candidate, { credential, interview, look });
  }

  private async close(candidate: Candidate, visit: Visit): Promise<InterviewReport> {
    const at = this.clock.now();
    const { credential, interview, look } = visit;
    const wasRejected = interview.loginRejected || look?.loginRejected === true;
    const isComplete = interview.facts.ok && look?.frame.ok === true;
    const trial = credential && {
      ...credential,
      outcome: outcomeOf({ loginRejected: wasRejected, isComplete }),
      at: placeOf(candidate.address),
      triedAt: at,
    };
    const asked: Candidate = {
      ...candidate,
      trials: trial === null ? candidate.trials : withTrial(candidate.trials, trial),
      interviewed: toInterviewed(visit, at),
    };
    const facts = interview.facts.ok ? interview.facts.value : null;
    const kept = await this.settle(facts === null ? asked : identified(asked, facts));
    return { candidate: kept, wasRejected };
  }

  /** A device that tells its MAC may be one that was known by it before. */
  private async settle(candidate: Candidate): Promise<Candidate> {
    const holder = await this.store.findByKey(candidate.zoneId, candidate.key);
    if (holder === null || holder.id === candidate.id || isAnotherDevice(holder, candidate)) {
      const kept =
        holder === null || holder.id === candidate.id ? candidate : { ...candidate, key: byPlace(candidate) };
      await this.store.keep({ candidate: kept, absorbedIds: [] });
      return kept;
    }
    const merged: Candidate = {
      ...candidate,
      id: holder.id,
      firstSeenAt: holder.firstSeenAt,
      cameraId: holder.cameraId ?? candidate.cameraId,
      trials: [...candidate.trials, ...holder.trials],
    };
    await this.store.keep({ candidate: merged, absorbedIds: [candidate.id] });
    return merged;
  }
}

/** Two devices with one MAC, as clones have it: their serials tell them apart. */
function isAnotherDevice({ identity: one }: Candidate, { identity: other }: Candidate): boolean {
  return one.serial !== null && other.serial !== null && one.serial !== other.serial;
}

function byPlace({ address }: Candidate): string {
  return candidateKey({ endpoint: null, isEndpointShared: false, mac: null, address });
}

interface Visit {
  readonly credential: CredentialVersion | null;
  readonly interview: Interview;
  readonly look: Look | null;
}

function toInterviewed({ credential, interview, look }: Visit, at: number): Interviewed {
  const { facts, profiles, stream } = interview;
  const frame = look?.frame.ok === true ? look.frame.value : null;
  return {
    at,
    credentialId: credential?.credentialId ?? null,
    profiles: profiles.slice(0, 64),
    streamUri: stream?.ok === true ? stream.value.original : null,
    frame,
    fault: frame === null ? faultOf([look?.frame, stream, facts]) : null,
  };
}

/** The highest rung that was reached and broke says why there is no frame. */
function faultOf(
  attempts: readonly ({ readonly ok: boolean; readonly fault?: Fault } | null | undefined)[],
): Fault | null {
  return attempts.find((attempt) => attempt?.ok === false)?.fault ?? null;
}

function withTrial(trials: readonly LoginTrial[], trial: LoginTrial): readonly LoginTrial[] {
  return [...trials.filter(({ credentialId }) => credentialId !== trial.credentialId), trial];
}
