import { authorize, type Challenge, parseChallenges } from '../wire/digest-auth.js';
import type { Login } from '../wire/endpoint.js';
import type { RtspAnswer } from './interleaved-reader.js';
import type { RtspConnection } from './rtsp-connection.js';
import { RtspFailure, statusFailure } from './rtsp-failure.js';

type Headers = Readonly<Record<string, string>>;

/** Answers that a camera gives only to a login that it took. */
const BEHIND_LOGIN = new Set([404, 453, 454, 455, 457, 459, 461]);

/**
 * Requests with login. The first goes out without one; the camera's challenge says how. Our login is then sent, and a
 * refusal of it ends the dialogue: nothing that carries the login goes out again.
 */
export class RtspDialogue {
  loginRejected = false;
  loginAccepted = false;
  private challenge: Challenge | null = null;
  private nonceCount = 0;

  constructor(
    readonly connection: RtspConnection,
    private readonly login: Login | null,
    private readonly randomBytes: (size: number) => Buffer,
  ) {}

  /** The answer when it is 2xx; anything else is an {@link RtspFailure}, except the statuses in `tolerated`. */
  async request(
    method: string,
    uri: string,
    headers: Headers,
    tolerated: readonly number[] = [],
  ): Promise<RtspAnswer> {
    let answer = await this.send(method, uri, headers);
    // The challenge, and perhaps one more because its nonce is already old.
    for (let left = this.challenge === null ? 2 : 1; answer.status === 401 && left > 0; left -= 1) {
      answer = await this.answerChallenge(answer, method, uri, headers);
    }
    // Some firmwares forbid (403) where others ask again: without earlier success it is our login that they refuse.
    const isForbidden = answer.status === 403 && this.challenge !== null && !this.loginAccepted;
    if (answer.status === 401 || isForbidden) throw this.refused(method);
    const isTaken = answer.status < 300 || BEHIND_LOGIN.has(answer.status);
    if (this.challenge !== null && isTaken) this.loginAccepted = true;
    if (answer.status < 300 || tolerated.includes(answer.status)) return answer;
    throw statusFailure(method, answer.status);
  }

  /** Sends without waiting. An old nonce is renewed, once; whatever else the camera answers doesn't matter. */
  tell(method: string, uri: string, headers: Headers, onDone: () => void = () => {}): void {
    const say = (): void =>
      this.connection.write(method, uri, { ...headers, ...this.authorization(method, uri) });
    this.connection.onStrayAnswer = (answer) => {
      this.connection.onStrayAnswer = onDone;
      const [challenge] = parseChallenges(answer.headers.get('www-authenticate') ?? []);
      if (answer.status !== 401 || challenge === undefined || !this.isMerelyStale(challenge)) return onDone();
      this.renew(challenge);
      say();
    };
    say();
  }

  /** Gives the session back and closes, at the latest after `graceMs`. */
  async leave(uri: string, headers: Headers, graceMs: number): Promise<void> {
    const { connection } = this;
    if (!connection.isOpen) return;
    connection.onPacket = () => {};
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, graceMs);
      const done = (): void => {
        clearTimeout(timer);
        resolve();
      };
      connection.onEnd = done;
      this.tell('TEARDOWN', uri, headers, done);
    });
    connection.destroy();
  }

  private send(method: string, uri: string, headers: Headers): Promise<RtspAnswer> {
    return this.connection.request(method, uri, { ...headers, ...this.authorization(method, uri) });
  }

  /**
   * A first challenge is answered. A later one is answered only when it says that merely the nonce is old (`stale`, or
   * a new nonce after the login was accepted): that is no rejected login.
   */
  private async answerChallenge(
    refusal: RtspAnswer,
    method: string,
    uri: string,
    headers: Headers,
  ): Promise<RtspAnswer> {
    const [challenge] = parseChallenges(refusal.headers.get('www-authenticate') ?? []);
    if (this.challenge !== null && !this.isMerelyStale(challenge)) return refusal;
    if (this.login === null)
      throw new RtspFailure('no-credential', 'The camera wants a login and the register has none.');
    if (challenge === undefined)
      throw new RtspFailure('stream-error', 'The camera wants a login of a kind we do not know.');
    this.renew(challenge);
    return this.send(method, uri, headers);
  }

  private renew(challenge: Challenge): void {
    this.challenge = challenge;
    this.nonceCount = 0;
  }

  private isMerelyStale(challenge: Challenge | undefined): boolean {
    if (challenge?.scheme !== 'digest' || this.challenge?.scheme !== 'digest') return false;
    return challenge.nonce !== this.challenge.nonce && (challenge.stale || this.loginAccepted);
  }

  private authorization(method: string, uri: string): Headers {
    if (this.challenge === null || this.login === null) return {};
    this.nonceCount += 1;
    const cnonce = this.randomBytes(8).toString('hex');
    const request = { method, uri, login: this.login, nonceCount: this.nonceCount, cnonce };
    return { Authorization: authorize(this.challenge, request) };
  }

  private refused(method: string): RtspFailure {
    if (this.loginAccepted) {
      // Dahua answers 401 when it has no session to spare. The password was right a moment ago.
      return new RtspFailure('stream-busy', `The camera took the login and then refused ${method} (401).`);
    }
    this.loginRejected = true;
    return new RtspFailure('login-rejected', 'The camera refused the user name or the password over RTSP.');
  }
}
