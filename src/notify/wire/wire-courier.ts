import { types } from 'node:util';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Courier, type Parcel } from '../app/ports.js';
import type { Outcome } from '../domain/delivery.js';
import { Authorities } from './authorities.js';
import { HttpPost, ReceiverRefused } from './http-post.js';
import { sendMail } from './mail.js';
import { POSTS } from './posts.js';
import { readTlsFailure } from './read-tls-failure.js';

/** Hands over what the channel's kind asks for, within one deadline for all of it. */
@Injectable()
export class WireCourier extends Courier implements OnApplicationShutdown {
  private readonly http: HttpPost;

  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Authorities) private readonly authorities: Authorities,
  ) {
    super();
    this.http = new HttpPost(config.notify.trustedHosts, config.notify.maxAnswerBytes, authorities);
  }

  async deliver(parcel: Parcel, stop: AbortSignal): Promise<Outcome> {
    const deadline = AbortSignal.timeout(this.config.notify.timeoutS * 1_000);
    const signal = AbortSignal.any([deadline, stop]);
    const outcome = await this.handOver(parcel, signal).catch(outcomeOf);
    // Whatever breaking off looked like on the way.
    if (!deadline.aborted || outcome.kind !== 'failed') return outcome;
    return { kind: 'failed', error: `it did not answer within ${this.config.notify.timeoutS} s` };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.http.close();
  }

  private async handOver(parcel: Parcel, signal: AbortSignal): Promise<Outcome> {
    const { kind } = parcel.channel;
    const { trustedHosts, timeoutS } = this.config.notify;
    const { authorities } = this;
    const rules = { trustedHosts, timeoutMs: timeoutS * 1_000, signal, authorities };
    if (kind === 'email') return sendMail(parcel, rules);
    return POSTS[kind].read(await this.http.send(POSTS[kind].request(parcel, this.clock.now()), signal));
  }
}

/** Never the URL: it holds the robot's token. */
function outcomeOf(cause: unknown): Outcome {
  const refused = causesOf(cause).find((one) => one instanceof ReceiverRefused);
  if (refused !== undefined)
    return { kind: 'refused', error: refused.message, advice: 'Enter another address, then retry.' };
  const codes = causesOf(cause).map((one) => (one as NodeJS.ErrnoException).code ?? one.name);
  return (
    readTlsFailure(codes) ?? {
      kind: 'failed',
      error: `it could not be reached: ${codes[0] ?? 'no reason was given'}`,
    }
  );
}

function causesOf(cause: unknown): Error[] {
  if (!types.isNativeError(cause)) return [];
  const parts = 'errors' in cause ? (cause.errors as unknown[]) : [];
  return [cause, ...parts.flatMap(causesOf), ...causesOf(cause.cause)];
}
