import { Inject, Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../../kernel/instant.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { type Attempt, OwnStreams, StreamPort, type StreamSample, type StreamTarget } from '../ports.js';
import type { Key } from './key-waits.js';
import { LiveDesk } from './live-desk.js';
import type { LiveShow } from './live-show.js';

/**
 * What a probe asks for pictures: where somebody watches the camera live, the next key picture of that session, and a
 * session of its own only when that one is over. A camera that a live view keeps busy is not to blame for it.
 */
@Injectable()
export class SharedStreams extends StreamPort {
  constructor(
    @Inject(OwnStreams) private readonly own: OwnStreams,
    @Inject(LiveDesk) private readonly live: LiveDesk,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
  ) {
    super();
  }

  async sample(target: StreamTarget, signal: AbortSignal): Promise<StreamSample> {
    const show = this.live.sessionOf(target.cameraId);
    if (show === null) return this.own.sample(target, signal);
    const begunMs = this.clock.monotonicMs();
    const key = await this.nextKey(show, signal);
    if (key === null) return this.own.sample(target, signal);
    return sampleOf(key, this.clock.monotonicMs() - begunMs, this.config.probing.keyPictureTimeoutMs);
  }

  knock(target: StreamTarget, signal: AbortSignal): Promise<Attempt<void>> {
    return this.own.knock(target, signal);
  }

  async secondOpinion(
    target: StreamTarget,
    signal: AbortSignal,
  ): Promise<Attempt<{ readonly codec: string }> | 'busy' | null> {
    if (this.live.sessionOf(target.cameraId) !== null) return 'busy';
    return this.own.secondOpinion(target, signal);
  }

  /** `late`: the session goes on, and no key picture came for as long as a probe would wait. */
  private async nextKey(show: LiveShow, signal: AbortSignal): Promise<Key | 'late' | null> {
    const { promise: late, resolve } = deferred<'late'>();
    const cancel = this.clock.after(this.config.probing.keyPictureTimeoutMs, () => resolve('late'));
    const waiting = new AbortController();
    const stop = (): void => waiting.abort(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener('abort', stop, { once: true });
    const next = show.nextKey(waiting.signal);
    try {
      return await Promise.race([next, late]);
    } finally {
      cancel();
      signal.removeEventListener('abort', stop);
      next.catch(() => {});
      waiting.abort(new Error('nobody waits any more'));
    }
  }
}

/** The login was booked when the session was opened, and its packets are not this probe's to count. */
function sampleOf(key: Key | 'late', tookMs: number, deadlineMs: number): StreamSample {
  const mine = { loginRejected: false, loginAccepted: false, packets: null, lostPackets: null };
  if (key === 'late') {
    const seconds = Math.round(deadlineMs / SECOND_MS);
    const detail = `Somebody watches this camera live, and no key picture came within ${seconds} s.`;
    return { ...mine, stream: { ok: false, fault: { code: 'stream-busy', detail }, tookMs }, frame: null };
  }
  const { codec, parameters, bytes } = key.picture;
  return {
    ...mine,
    stream: { ok: true, value: { ...key.facts, sharedWith: 'live view' }, tookMs: 0 },
    frame: { ok: true, value: { codec, bytes: Buffer.concat([parameters, bytes]) }, tookMs },
  };
}

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
