import { setMaxListeners } from 'node:events';
import type { Instant } from '../../kernel/instant.js';
import { clockCall, readClockResponse, signingOffsetMs } from './calls/clock.js';
import { DeviceConnection } from './http/device-connection.js';
import { headerValues, type HttpAnswer } from './http/http-answer.js';
import { classifyAnswer } from './login/classify-answer.js';
import {
  BARE,
  LoginDialogue,
  type DialogueWire,
  type FinalReply,
  type Proof,
} from './login/login-dialogue.js';
import type { Reply } from './login/reply.js';
import type { OnvifLimits } from './onvif-limits.js';
import type { OnvifTarget } from './onvif-target.js';
import { readSoapAnswer } from './soap/soap-answer.js';
import { contentTypeOf, envelopeOf, type SoapCall } from './soap/soap-call.js';

export interface LineOptions {
  readonly limits: OnvifLimits;
  readonly now: () => Instant;
  readonly randomBytes: (count: number) => Buffer;
  readonly signal: AbortSignal | undefined;
}

/** Calls to one device, in turn, each within its deadline and with the log-in it needs. */
export class DeviceLine implements DialogueWire {
  readonly connection: DeviceConnection;
  readonly dialogue: LoginDialogue;
  private turn: Promise<unknown> = Promise.resolve();
  private deadlineMs = 0;
  private isClosed = false;
  /** From the clock call of this session. */
  private clockOffsetMs: number | null = null;
  private hasAskedClock = false;
  /** From the Date header of the last answer: what is left where even the clock call wants a log-in. */
  private dateOffsetMs: number | null = null;

  constructor(
    private readonly target: OnvifTarget,
    private readonly options: LineOptions,
  ) {
    this.connection = new DeviceConnection(target.endpoint, { ...options.limits, now: options.now });
    this.dialogue = new LoginDialogue(target.login, target.scheme, this);
    if (options.signal === undefined) return;
    // One signal stops thousands of sessions; that is no leak.
    setMaxListeners(Infinity, options.signal);
    options.signal.addEventListener('abort', this.abort, { once: true });
  }

  /** Rejects only with the reason of the session's signal. */
  ask(call: SoapCall): Promise<FinalReply> {
    const reply = this.turn.then(() => {
      this.options.signal?.throwIfAborted();
      this.deadlineMs = performance.now() + this.options.limits.callTimeoutMs;
      return this.dialogue.converse(call);
    });
    this.turn = reply.catch(() => {});
    return reply;
  }

  close(): void {
    this.isClosed = true;
    this.options.signal?.removeEventListener('abort', this.abort);
    this.connection.close();
  }

  async send(call: SoapCall, proof: Proof): Promise<Reply> {
    if (this.isClosed) return { kind: 'failed', fault: { code: 'onvif-closed', detail: 'We hung up.' } };
    const result = await this.connection.post({
      path: call.path,
      headers: {
        'content-type': contentTypeOf(call),
        ...(proof.authorization === null ? {} : { authorization: asUtf8Header(proof.authorization) }),
      },
      body: envelopeOf(call, proof.soapHeader),
      deadlineMs: this.deadlineMs,
    });
    if ('fault' in result) return { kind: 'failed', fault: result.fault };
    const soap = readSoapAnswer(result.answer.body, call, this.options.limits);
    const reply = classifyAnswer(result.answer, soap);
    this.noteTime(call, result.answer, reply);
    return reply;
  }

  async deviceTime(call: SoapCall): Promise<Instant> {
    const isClockCall = call.operation === clockCall(call.path).operation;
    if (!this.hasAskedClock && !isClockCall) await this.send(clockCall(this.target.path), BARE);
    return Math.round(this.options.now() + (this.clockOffsetMs ?? this.dateOffsetMs ?? 0));
  }

  randomBytes(count: number): Buffer {
    return this.options.randomBytes(count);
  }

  private noteTime(call: SoapCall, answer: HttpAnswer, reply: Reply): void {
    const dateMs = Date.parse(headerValues(answer, 'date')[0] ?? '');
    if (!Number.isNaN(dateMs)) this.dateOffsetMs = dateMs - midFlight(answer);
    if (call.operation !== clockCall('').operation) return;
    this.hasAskedClock = true;
    const reading = reply.kind === 'answered' ? readClockResponse(reply.response) : null;
    if (reading !== null) this.clockOffsetMs = signingOffsetMs(reading, reading.utcMs - midFlight(answer));
  }

  private readonly abort = (): void => this.connection.abort(this.options.signal?.reason);
}

/** When, on our clock, the device most likely read its own. */
export function midFlight({ sentAt, answeredAt }: HttpAnswer): Instant {
  return (sentAt + answeredAt) / 2;
}

/** HTTP clients write headers as Latin-1; devices compare user names in the bytes of UTF-8. */
function asUtf8Header(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}
