import type { FaultCode } from '../../../kernel/fault.js';
import type { Instant } from '../../../kernel/instant.js';
import { authorize } from '../../wire/digest-auth.js';
import type { Login } from '../../wire/endpoint.js';
import type { OnvifScheme } from '../onvif-target.js';
import type { SoapCall } from '../soap/soap-call.js';
import { usernameToken } from '../soap/username-token.js';
import type { DigestChallenge, Reply } from './reply.js';

/** What goes out beside the call; both empty for a call without a log-in. */
export interface Proof {
  readonly soapHeader: string;
  readonly authorization: string | null;
}

export interface DialogueWire {
  send(call: SoapCall, proof: Proof): Promise<Reply>;
  /** The time on the device's clock, as well as it is known. */
  deviceTime(call: SoapCall): Promise<Instant>;
  randomBytes(count: number): Buffer;
}

type LoginWanted = Extract<Reply, { kind: 'login-wanted' }>;

/** A reply that needs no further step: `login-wanted` and `locked` have become faults. */
export type FinalReply = Exclude<Reply, { kind: 'login-wanted' | 'locked' }>;

export const BARE: Proof = { soapHeader: '', authorization: null };

/**
 * Finds out how a device wants to be logged in to, and sees to it that at most one log-in of a session is rejected:
 * devices lock an account after a handful. A call without a log-in is no rejected log-in, so unknown devices are asked
 * bare first. Not for concurrent use.
 */
export class LoginDialogue {
  /** An authenticated call was refused. With `isAccepted`: one before was not, the device may be full. */
  isRejected = false;
  isAccepted = false;
  private isWithheld = false;
  private challenge: DigestChallenge | null = null;
  private nonceCount = 0;
  private isNonceAccepted = false;

  constructor(
    readonly login: Login | null,
    public scheme: OnvifScheme | null,
    private readonly wire: DialogueWire,
  ) {}

  async converse(call: SoapCall): Promise<FinalReply> {
    if (call.access === 'login') {
      if (this.isWithheld) return withheld();
      if (this.canProveAtOnce()) return this.askWithProof(call);
    }
    const reply = await this.wire.send(call, BARE);
    if (reply.kind === 'locked') return this.locked(reply.detail);
    if (reply.kind !== 'login-wanted') {
      if (reply.kind === 'answered' && call.access === 'login') this.scheme = 'none';
      return reply;
    }
    // Whoever may call without a log-in gets a bare 400 for other reasons.
    if (!reply.isCertain && (call.access === 'open' || this.login === null)) return badRequest(reply.detail);
    if (this.login === null) return failed('no-credential', `The device wants a log-in (${reply.detail}).`);
    if (this.isWithheld) return withheld();
    this.learn(reply.challenge);
    return this.askWithProof(call);
  }

  private canProveAtOnce(): boolean {
    if (this.login === null) return false;
    return this.scheme === 'wsse' || (this.scheme === 'digest' && this.challenge !== null);
  }

  private learn(challenge: DigestChallenge | null): void {
    this.scheme = challenge === null ? 'wsse' : 'digest';
    this.challenge = challenge;
    this.nonceCount = 0;
    this.isNonceAccepted = false;
  }

  private async askWithProof(call: SoapCall, isRetry = false): Promise<FinalReply> {
    const reply = await this.wire.send(call, await this.prove(call));
    if (reply.kind === 'locked') return this.locked(reply.detail, true);
    if (reply.kind === 'login-wanted') return this.refused(call, reply, isRetry);
    if (reply.kind === 'answered') {
      this.isAccepted = true;
      this.isNonceAccepted = this.scheme === 'digest';
    }
    return reply;
  }

  private refused(call: SoapCall, reply: LoginWanted, isRetry: boolean): Promise<FinalReply> | FinalReply {
    if (this.isAccepted && !reply.isCertain) return badRequest(reply.detail);
    if (this.isOnlyStale(reply) && !isRetry) {
      this.learn(reply.challenge);
      return this.askWithProof(call, true);
    }
    this.isRejected = true;
    this.isWithheld = true;
    if (this.scheme === 'wsse' && reply.challenge !== null) {
      // Perhaps the device never looked at our token; to try the other way now could be a second rejection.
      this.scheme = 'digest';
      return failed('login-rejected', `The device wants HTTP Digest and refused a WS-UsernameToken.`);
    }
    return failed('login-rejected', `The device refused the log-in (${reply.detail}).`);
  }

  /** Some servers forget `stale=true` when a nonce that they took before has run out. */
  private isOnlyStale({ challenge }: LoginWanted): boolean {
    if (this.scheme !== 'digest' || challenge === null) return false;
    return challenge.stale || (this.isNonceAccepted && challenge.nonce !== this.challenge?.nonce);
  }

  private async prove(call: SoapCall): Promise<Proof> {
    const login = this.login!;
    if (this.scheme !== 'digest' || this.challenge === null) {
      const created = await this.wire.deviceTime(call);
      return { ...BARE, soapHeader: usernameToken(login, created, this.wire.randomBytes(16)) };
    }
    this.nonceCount += 1;
    const authorization = authorize(this.challenge, {
      method: 'POST',
      uri: call.path,
      login,
      nonceCount: this.nonceCount,
      cnonce: this.wire.randomBytes(8).toString('hex'),
    });
    return { ...BARE, authorization };
  }

  private locked(detail: string, isRejected = false): FinalReply {
    this.isWithheld = true;
    this.isRejected ||= isRejected;
    return failed('login-locked', `The device has locked its log-in (${detail}).`);
  }
}

function withheld(): FinalReply {
  return failed('login-withheld', 'The log-in was refused before and is not tried again.');
}

function badRequest(detail: string): FinalReply {
  return failed('onvif-http-error', `The device does not take the call (${detail}).`);
}

function failed(code: FaultCode, detail: string): FinalReply {
  return { kind: 'failed', fault: { code, detail } };
}
