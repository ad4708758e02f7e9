import { authorize, type Challenge, parseChallenges } from '../wire/digest-auth.js';
import type { Login } from '../wire/endpoint.js';
import type { RtspAnswer } from './interleaved-reader.js';
import type { RtspConnection } from './rtsp-connection.js';
import { RtspFailure, statusFailure } from './rtsp-failure.js';

type Headers = Readonly<Record<string, string>>;

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

  /** The answer when it is 200; anything else is an {@link RtspFailure}, except the statuses in `tolerated`. */
  async request(
    method: string,
    uri: string,
    headers: Headers,
    tolerated: readonly number[] = [],
  ): Promise<RtspAnswer> {
    let answer = await this.send(method, uri, headers);
    // The challenge, and perhaps one more because its nonce is already old.
    for (let left = 2; answer.status === 401 && left > 0; left -= 1) {
      answer = await this.answerChallenge(answer, method, uri, headers);
    }
    if (answer.status === 401) throw this.rejected();
    if (this.challenge !== null && answer.status < 400) this.loginAccepted = true;
    if (answer.status === 200 || tolerated.includes(answer.status)) return answer;
    throw statusFailure(method, answer.status);
  }

  /** Sends without waiting, for TEARDOWN and for keeping the session alive. */
  tell(method: string, uri: string, headers: Headers): void {
    this.connection.write(method, uri, { ...headers, ...this.authorization(method, uri) });
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
    this.challenge = challenge;
    this.nonceCount = 0;
    return this.send(method, uri, headers);
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

  private rejected(): RtspFailure {
    this.loginRejected = true;
    return new RtspFailure('login-rejected', 'The camera refused the user name or the password over RTSP.');
  }
}
